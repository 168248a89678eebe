"""What a language model does for a question: rewrites it, translates it, writes the answer.

Whatever it does is checked before it is used, and where it does nothing that can be used a
`ModelFailure` says so: the assistant then does without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, PromptVersion
from assistant.claims.check import adds_nothing
from assistant.claims.form import find_form_objections
from assistant.evidence import Evidence
from assistant.language_model.calling import ModelClient, Session
from assistant.language_model.failure import Failure, ModelFailure
from assistant.language_model.opening import open_model, split_name
from assistant.language_model.settings import NONE, ModelSettings, read_settings
from assistant.language_model.structure import (
    Draft,
    Rewritten,
    StatementReader,
    read_rewritten,
    schema_of,
)
from assistant.language_model.tokens import MESSAGE, count_tokens, load_encoding
from assistant.question.model import Question
from assistant.question.reading import MOST_CHARACTERS, clean
from assistant.writer.generated import Writing
from assistant.writer.passages import (
    LEAST_TOKENS,
    Passage,
    choose_paragraphs,
    fit,
    make_passages,
)
from index.search import Index
from index.words import Language
from prompts import VARIABLES, Message, load_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LANGUAGE_NAMES: Mapping[Language, str] = {
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
    "ar": "Arabic",
    "zh": "Chinese",
}
# A token of a reply has seldom more characters than this.
_CHARACTERS_A_TOKEN = 8
_TURNS = 6
_TURN_CHARACTERS = 1_000
# How often a prompt is halved where the model says that it is too long.
_HALVINGS = 2
_HISTORY_SHARE = 4


@dataclass(slots=True)
class Written:
    """What a model's last reply came to, and from what: the passages that it was shown.

    `stands` is whether it is the answer; else it tells what was dropped.
    """

    writing: Writing | None = None
    passages: tuple[Passage, ...] = ()
    stands: bool = False


class Generator:
    """A language model, opened, with its prompts and its limits."""

    def __init__(self, settings: ModelSettings, model: BaseChatModel | None = None) -> None:
        """`model` is used where it is given, else the one that `settings` name is opened.

        Raises `UnknownModel`, `SettingsError` and the errors of prompts. A model that cannot be opened
        (a package or a key is missing) is a failure of each question, not of this.
        """
        self.settings = settings
        self.name = _name(settings, model)
        self._prompts = {name: load_prompt(name, settings.prompts) for name in VARIABLES}
        load_encoding(settings.encoding)
        self._unopened: ModelFailure | None = None
        try:
            self._client = ModelClient(
                model or open_model(settings),
                retries=settings.retries,
                most_characters=settings.output_tokens * _CHARACTERS_A_TOKEN,
            )
        except ModelFailure as failure:
            self._unopened = failure

    def session(self) -> Session:
        """The use of the model for one question, from now on."""
        return Session.of(self.settings.timeout)

    @cached_property
    def identity(self) -> dict[str, Any]:
        """All that answers of this generator depend on, beside the question and the index."""
        return {
            "model": self.name,
            "url": self.settings.url,
            "temperature": self.settings.temperature,
            "input_tokens": self.settings.input_tokens,
            "output_tokens": self.settings.output_tokens,
            "prompts": {name: prompt.version for name, prompt in self._prompts.items()},
        }

    def rewrite(self, question: str, history: Sequence[Answer], session: Session) -> str:
        """`question` as it can be understood without `history`; raises `ModelFailure`.

        A rewriting may use no word of substance that neither the question nor the turns have, and may
        leave out none that the question has.
        """
        turns = _fitting(_turns(history), self.settings.input_tokens // 2, self._count)
        found = self._question("follow_up", session, question=question, history=turns)
        said = [(question, history[-1].language)]
        for answer in history:
            said.append((answer.question, answer.language))
            said += [(c.quote, c.language) for c in answer.citations]
            said += [(c.pinpoint, answer.language) for c in answer.citations]
        language = history[-1].language
        if not adds_nothing(found, language, said):
            raise ModelFailure(Failure.UNSUPPORTED, "the rewritten question adds to the turns")
        if not adds_nothing(question, language, [(found, language)]):
            raise ModelFailure(Failure.UNSUPPORTED, "the rewritten question is another")
        return found

    def translate(self, question: str, language: Language, session: Session) -> str:
        """`question` in `language`, for search alone; raises `ModelFailure`.

        Words that the lexicon does not know are what it is asked for, so that it cannot be checked: the
        reader is to be told what was looked for.
        """
        return self._question(
            "translation", session, question=question, language=LANGUAGE_NAMES[language]
        )

    def write(
        self,
        question: Question,
        evidence: Evidence,
        index: Index,
        history: Sequence[Answer],
        session: Session,
        written: Written,
        *,
        plain: bool,
        streamed: bool,
    ) -> Iterator[str]:
        """The answer's text as statements stand; `written` is filled in with what they came to.

        Raises `ModelFailure` where nothing stands, or where the model breaks off.
        """
        budget = self.settings.input_tokens
        session.prompts.append("explanation" if plain else "answer")
        halved = attempt = 0
        while True:
            messages, passages = self._messages(
                question, evidence, index, history, plain=plain, budget=budget
            )
            writing = Writing(question, passages, index)
            written.writing, written.passages = writing, passages
            try:
                yield from self._statements(writing, messages, session, streamed)
                if not writing.statements:
                    raise ModelFailure(Failure.UNSUPPORTED, _why(writing))
                if closing := writing.close():
                    yield closing
                written.stands = True
                return
            except ModelFailure as failure:
                if writing.statements and streamed:
                    raise
                if failure.kind is Failure.TOO_MUCH and halved < _HALVINGS:
                    # The passages are what can be shortened: by half of what was sent of them.
                    sent = sum(self._count(m.text) + MESSAGE for m in messages)
                    text = sum(self._count(passage.text) for passage in passages)
                    halved, budget = halved + 1, sent + self._count(str(_DRAFT)) - text // 2
                elif self.client.retry(failure, attempt, session):
                    attempt += 1
                else:
                    raise

    @property
    def client(self) -> ModelClient:
        """The opened model; raises `ModelFailure` where it could not be opened."""
        if self._unopened is not None:
            raise self._unopened
        return self._client

    def versions(self, session: Session) -> tuple[PromptVersion, ...]:
        """The prompts that were sent in `session`, in order."""
        sent = dict.fromkeys(session.prompts if session.calls else ())
        return tuple(PromptVersion(name=n, version=self._prompts[n].version) for n in sent)

    def _statements(
        self, writing: Writing, messages: Sequence[Message], session: Session, streamed: bool
    ) -> Iterator[str]:
        reader = StatementReader()
        for piece in self.client.pieces(messages, _DRAFT, session, streamed=streamed):
            for draft in reader.feed(piece):
                if text := writing.add(draft):
                    yield text
        reader.finish()

    def _messages(
        self,
        question: Question,
        evidence: Evidence,
        index: Index,
        history: Sequence[Answer],
        *,
        plain: bool,
        budget: int,
    ) -> tuple[list[Message], tuple[Passage, ...]]:
        """What is sent: at most `budget` tokens, the structure that is asked for included."""
        name = "explanation" if plain else "answer"
        turns = _fitting(_turns(history), budget // _HISTORY_SHARE, self._count)
        given = {
            "question": clean(question.text)[:MOST_CHARACTERS],
            "language": LANGUAGE_NAMES[question.reader],
            "history": turns,
        }
        texts = [str(given["question"]), *(text for turn in turns for text in turn.values())]
        paragraphs = choose_paragraphs(evidence, index)
        if not paragraphs:
            raise ModelFailure(Failure.WITHHELD, "the passages give orders to a machine")
        passages = make_passages(paragraphs, index, question.reader, texts)

        def render(shown: Sequence[Passage]) -> list[Message]:
            return self._prompts[name].render(passages=shown, **given)

        while True:
            bare = [Passage(p.key, p.ground, p.version, p.source, "") for p in passages]
            frame = sum(self._count(m.text) + MESSAGE for m in render(bare))
            left = budget - frame - self._count(str(_DRAFT))
            if left < LEAST_TOKENS:
                raise ModelFailure(
                    Failure.TOO_MUCH, f"{budget:,} tokens leave no room for passages"
                )
            shown = fit(passages, left, self._count)
            # Places cost tokens too: where passages had to be left out, there is room again.
            if len(shown) == len(passages):
                return render(shown), shown
            passages = passages[: len(shown)]

    def _count(self, text: str) -> int:
        return count_tokens(text, load_encoding(self.settings.encoding))

    def _question(self, name: str, session: Session, **values: object) -> str:
        """One question from the prompt `name`, on one line and not too long."""
        session.prompts.append(name)
        messages = self._prompts[name].render(**values)
        attempt = 0
        while True:
            try:
                pieces = self.client.pieces(messages, _REWRITTEN, session, streamed=False)
                found = clean(read_rewritten(pieces))
                readable = any(map(str.isalnum, found)) and len(found) <= MOST_CHARACTERS
                if not readable or any(find_form_objections(found, ())):
                    raise ModelFailure(Failure.UNUSABLE, "no question in the reply")
                return found
            except ModelFailure as failure:
                if not self.client.retry(failure, attempt, session):
                    raise
                attempt += 1


_DRAFT = schema_of(Draft)
_REWRITTEN = schema_of(Rewritten)


def make_generator(model: str | BaseChatModel | ModelSettings | None) -> Generator | None:
    """The generator for what `Assistant(model=…)` was given; None where no model is to be used.

    A name or settings say which model is opened; None leaves it to the environment. Raises as
    `Generator` does.
    """
    if model is None or isinstance(model, str):
        settings = read_settings(name=model)
        return Generator(settings) if _is_set(settings) else None
    if isinstance(model, ModelSettings):
        return Generator(model) if _is_set(model) else None
    return Generator(read_settings(), model)


def _is_set(settings: ModelSettings) -> bool:
    return bool(settings.name) and settings.name != NONE


def _name(settings: ModelSettings, model: BaseChatModel | None) -> str:
    if model is None:
        return ":".join(split_name(settings.name or ""))
    found = (getattr(model, name, None) for name in ("model_name", "model", "model_id"))
    called = next((name for name in found if isinstance(name, str) and name), None)
    return f"{model._llm_type}:{called}" if called else type(model).__name__


def _turns(history: Sequence[Answer]) -> list[dict[str, str]]:
    """The last turns as prompts show them, oldest first."""
    return [
        {
            "question": clean(answer.question)[:_TURN_CHARACTERS],
            "answer": " ".join(answer.text.split())[:_TURN_CHARACTERS],
            "places": "; ".join(c.pinpoint for c in answer.citations)[:_TURN_CHARACTERS],
        }
        for answer in history[-_TURNS:]
    ]


def _fitting(
    turns: Sequence[dict[str, str]], budget: int, count: Callable[[str], int]
) -> list[dict[str, str]]:
    """The latest of `turns` that `budget` tokens suffice for, oldest first."""
    kept: list[dict[str, str]] = []
    for turn in reversed(turns):
        budget -= sum(count(text) for text in turn.values())
        if budget < 0:
            break
        kept.insert(0, turn)
    return kept


def _why(writing: Writing) -> str:
    """Why nothing was left, in our own words and without the model's."""
    if not writing.dropped:
        return "the reply has no statement"
    kinds = dict.fromkeys(reason.split(":")[0] for d in writing.dropped for reason in d.reasons)
    return f"no statement stood ({len(writing.dropped)} dropped: {', '.join(kinds)})"
