"""The model card: what the model is, what it was trained on, what it can do, what was tried."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from index.embedder.training.corpus import (
    ACRONYMS_WEIGHT,
    PAIR_FILES,
    QUESTION_FILES,
    RESOLUTIONS,
    RESOLUTIONS_WEIGHT,
)
from index.embedder.training.loop import Settings
from index.embedder.training.measure import HAN_CHARACTERS, WORDS, Figures, Recalls
from index.embedder.training.vocabulary import SIZE
from index.words import LANGUAGES

_SPAN: Final = f"{WORDS} running words ({HAN_CHARACTERS} characters in Chinese)"
_TERMS: Final = {
    "un": "United Nations (machine-readable resolutions, AKN4UN); unofficial copies, no warranty",
    "unbis": "United Nations (UNBIS thesaurus)",
    "tatoeba": "Tatoeba, CC BY 2.0",
    "tico19": "TICO-19, CC0",
    "laws": "Crown text that may be reproduced if accurate and not called official",
    "mlqe": "MLQE-PE, CC0",
    "sdg": "MIT",
    "php": "PHP Documentation Group, CC BY 3.0",
    "mozilla": "Mozilla, CC BY-SA 3.0",
    "squad2": "SQuAD 2.0, CC BY-SA 4.0",
    "piaf": "PIAF, MIT; passages of Wikipedia, CC BY-SA",
    "medquad": "MedQuAD, CC BY 4.0",
}


def model_card(settings: Settings, figures: Figures) -> str:
    """The model card, in Markdown: the template of this folder, filled in."""
    template = files("index.embedder.training").joinpath("card.md").read_text(encoding="utf-8")
    values = {
        "languages": ", ".join(LANGUAGES),
        "pieces": f"{SIZE:,}",
        "dimension": f"{settings.dimension:,}",
        "megabytes": f"{SIZE * (settings.dimension + 4) / 1e6:.0f}",
        "steps": f"{settings.steps:,}",
        "batch": f"{settings.batch:,}",
        "rate": f"{settings.rate:g}",
        "scale": f"{settings.scale:g}",
        "saturation": f"{settings.saturation:g}",
        "trained": f"{settings.trained:g}",
        "seed": str(settings.seed),
        "sources": _sources(),
        "paragraphs": f"{figures.paragraphs:,}",
        "measured": figures_table(figures),
    }
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _sources() -> str:
    rows = [
        (RESOLUTIONS, RESOLUTIONS_WEIGHT + ACRONYMS_WEIGHT, _TERMS["un"]),
        (
            "acronyms.tsv",
            ACRONYMS_WEIGHT,
            "compiled for this model; names as resolutions print them",
        ),
        *((file.name, file.weight, _TERMS[file.name.split("_")[0]]) for file in PAIR_FILES),
        *((file.name, file.weight, _TERMS[file.name.split("_")[0]]) for file in QUESTION_FILES),
    ]
    lines = ["| data | share of batches | source and terms |", "| --- | ---: | --- |"]
    return "\n".join(
        lines + [f"| `{name}` | {share:.2%} | {terms} |" for name, share, terms in rows]
    )


def figures_table(figures: Figures) -> str:
    """The figures as a table in Markdown."""
    rows = [
        (f"{_SPAN} → the paragraph they are from, recall@10", figures.words_to_own),
        (f"{_SPAN} → the English paragraph, recall@10", figures.words_to_english),
        ("whole paragraph → the English paragraph, recall@1", figures.whole_to_english),
        *(
            (f"`{name}`, last part → the English text, recall@1", recalls)
            for name, recalls in figures.pairs.items()
        ),
        *(
            (f"`{name}`, last articles: question → its passage, recall@1", recalls)
            for name, recalls in figures.questions.items()
        ),
    ]
    lines = [f"| task | {' | '.join(LANGUAGES)} |", f"| --- |{' ---: |' * len(LANGUAGES)}"]
    return "\n".join(lines + [f"| {title} | {_cells(recalls)} |" for title, recalls in rows])


def _cells(recalls: Recalls) -> str:
    return " | ".join(
        f"{recalls[language]:.3f}" if language in recalls else "–" for language in LANGUAGES
    )
