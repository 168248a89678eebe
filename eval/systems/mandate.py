"""Our own system through its public API, whole or without one of its stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant import Answer, Assistant
from assistant.answer import Citation
from assistant.calibration import CALIBRATION, Calibration
from assistant.language_model.settings import NONE, ModelSettings, read_settings
from assistant.stages import Stage
from eval.files import read_split
from eval.fit import fit
from eval.systems.model import Cited, Response, Retrieved, Setting

NAME = "mandate"
WITHOUT = "without "

# What has no say in the signs of the decision leaves their weights as they are.
_CHANGES_SIGNS = frozenset(
    {
        Stage.LEXICAL,
        Stage.DENSE,
        Stage.SUPPORT,
        Stage.LEXICON,
        Stage.WORD_VECTORS,
        Stage.SPELLING,
        Stage.ASKED,
    }
)


class MandateSystem:
    """The mandate assistant."""

    def __init__(self, setting: Setting, without: Stage | None = None) -> None:
        self.name = f"{WITHOUT}{without}" if without else NAME
        self.description = (
            f"ours, without the stage that {without.purpose}"
            if without
            else "the mandate assistant, as it ships"
        )
        self.assistant = open_assistant(setting)
        self.chat_model = self.assistant.model
        # A model is waited for; several questions at once save time.
        self.waits = self.chat_model is not None
        if without:
            self.assistant.calibrate(_calibration(setting, without))

    def ask(self, question: str, history: Sequence[Response]) -> Response:
        """The assistant's answer; its ranking is what it cites, then what else it considered."""
        before = [cast("Answer", response.answer) for response in history]
        answer = self.assistant.ask(question, history=before, explain=True)
        explanation = answer.explanation
        assert explanation is not None, "asked for"
        scores = {f"{s.symbol}#{s.locator}": s.score for s in explanation.scores}
        cited = [_cited(c) for c in answer.citations]
        closest = [_cited(c).address for c in answer.closest]
        order = dict.fromkeys([*(c.address for c in cited), *scores, *closest])
        return Response(
            status=answer.status,
            text=answer.text,
            retrieved=tuple(Retrieved(address=a, score=scores.get(a, 0.0)) for a in order),
            cited=tuple(cited),
            confidence=explanation.confidence,
            guess=tuple(c.address for c in cited) or tuple(closest[:1]),
            speaks=True,
            answer=answer,
        )

    def close(self) -> None:
        """Give the index back."""
        self.assistant.close()


def open_assistant(setting: Setting) -> Assistant:
    """The assistant over the documents of `setting`, with its chat model where it names one.

    What the environment names has no say: a run is what its settings tell.
    """
    return Assistant(
        setting.home,
        documents=setting.documents,
        embedder=setting.load_embedder(),
        model=_model(setting),
    )


def _model(setting: Setting) -> str | ModelSettings:
    """The model of `setting`, behind an OpenAI-compatible address."""
    if setting.model is None:
        return NONE
    return read_settings(name=f"openai:{setting.model}", url=setting.model_url)


def _calibration(setting: Setting, without: Stage) -> Calibration:
    """The calibration without a stage, its decision fitted anew where the stage had a say in it.

    Weights fitted with a stage would charge it with more than is lost. As the shipped ones, they are
    fitted to the development questions on the shipped documents.
    """
    calibration = replace(CALIBRATION, without=frozenset({without}))
    if without not in _CHANGES_SIGNS:
        return calibration
    with open_assistant(setting.shipped()) as assistant:
        assistant.calibrate(calibration)
        return fit(assistant, read_split("development"), calibration)


def _cited(citation: Citation) -> Cited:
    return Cited(
        address=f"{citation.symbol}#{citation.locator}",
        language=citation.language,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
    )
