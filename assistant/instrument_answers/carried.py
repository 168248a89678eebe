"""Where one of several paragraphs stands again, and in which documents it was looked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.cited import CitedDocument
from assistant.lineage.model import Lineage, Step
from index.document import Paragraph


@dataclass(frozen=True, slots=True)
class Carried:
    """The `steps` at which `paragraph` stands again, of its whole way the `first`.

    `searched` are the documents in which it was looked for, `unsearched` those held in other languages.
    """

    paragraph: Paragraph
    first: Step
    steps: tuple[Step, ...]
    searched: tuple[CitedDocument, ...]
    unsearched: tuple[CitedDocument, ...]

    @property
    def is_missing(self) -> bool:
        """Whether it was looked for and does not stand again."""
        return not self.steps and bool(self.searched)


def of_paragraph(
    paragraph: Paragraph,
    lineage: Lineage,
    kind: str,
    targets: Sequence[str] | None,
    within: Collection[str] | None,
) -> Carried:
    """Where `paragraph` stands again by its `lineage`: in the documents `targets`; None: in later ones.

    Of `kind` "carriers" any other document counts, of "origin" the first. `within` are the only documents
    that are asked.
    """
    allowed = [s for s in lineage.steps if within is None or s.document.symbol in within]
    steps = _steps(paragraph, allowed, lineage, kind, targets)
    looked = [*(s.document for s in steps), *lineage.not_repeated]
    since = lineage.origin.date
    later = [d for d in looked if d.date >= since and d.symbol != lineage.origin.symbol]
    return Carried(
        paragraph,
        (allowed or lineage.steps)[0],
        tuple(steps),
        tuple(_chosen(looked if targets is not None else later, targets, within)),
        tuple(_chosen(lineage.not_compared, targets, within)),
    )


def _steps(
    paragraph: Paragraph,
    allowed: Sequence[Step],
    lineage: Lineage,
    kind: str,
    targets: Sequence[str] | None,
) -> list[Step]:
    if kind == "origin":
        return list(allowed[:1])
    others = [s for s in allowed if s.document.symbol != str(paragraph.symbol)]
    if targets is not None:
        return [step for step in others if step.document.symbol in targets]
    if kind == "carriers":
        return others
    return [step for step in others if step.document.date > lineage.origin.date]


def _chosen(
    documents: Sequence[CitedDocument],
    targets: Sequence[str] | None,
    within: Collection[str] | None,
) -> list[CitedDocument]:
    return [
        d
        for d in documents
        if (targets is None or d.symbol in targets) and (within is None or d.symbol in within)
    ]
