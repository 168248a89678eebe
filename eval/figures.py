"""The figures of an evaluation: how right the citations, the refusals and the dialogues are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant import Answer, Assistant
from eval.record import Record


@dataclass(frozen=True, slots=True)
class Result:
    """A record, what was cited for it, and whether the answer is right.

    `recall` is the share of gold groups that were hit (of an answerable question).
    """

    record: Record
    status: str
    cited: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of gold groups of which a member was cited; 0 to 1."""
        hit = [bool(set(group) & set(self.cited)) for group in self.record.gold]
        return sum(hit) / len(hit) if hit else float(not self.cited)

    @property
    def precision(self) -> float:
        """The share of cited paragraphs that are gold or acceptable; 1 where none is cited."""
        good = [address in self.record.allowed for address in self.cited]
        return sum(good) / len(good) if good else 1.0

    @property
    def right(self) -> bool:
        """Whether a reader is served: all that is wanted, and mostly nothing else.

        A list must have exactly its members, in order.
        """
        if self.record.status == "not_found":
            return self.status == "not_found"
        if self.record.is_list:
            return self.cited == tuple(group[0] for group in self.record.gold)
        return self.recall == 1.0 and self.precision >= 0.5


def run(assistant: Assistant, records: Iterable[Record]) -> list[Result]:
    """Ask every record's question; the turns of a dialogue follow each other."""
    dialogues: dict[str, list[Answer]] = {}
    results: list[Result] = []
    for record in records:
        history = dialogues.setdefault(record.dialogue, []) if record.dialogue else []
        answer = assistant.ask(record.question, history=history)
        if record.dialogue:
            history.append(answer)
        cited = tuple(f"{c.symbol}#{c.locator}" for c in answer.citations)
        results.append(Result(record, answer.status, cited))
    return results


@dataclass(slots=True)
class Figure:
    """A share, with how many cases it is of."""

    name: str
    values: list[float] = field(default_factory=list)

    @property
    def value(self) -> float:
        """The mean, or not a number where there is no case."""
        return sum(self.values) / len(self.values) if self.values else float("nan")


def figures(results: Sequence[Result]) -> dict[str, Figure]:
    """The figures over `results`: gold recall, citation precision, lists, refusals, follow-ups."""
    found = {
        name: Figure(name)
        for name in ("recall", "precision", "lists", "abstained", "wrongly abstained", "dialogues")
    }
    for result in results:
        if result.record.dialogue:
            found["dialogues"].values.append(float(result.right))
        elif result.record.status == "not_found":
            found["abstained"].values.append(float(result.right))
        elif result.record.is_list:
            found["lists"].values.append(float(result.right))
        else:
            found["recall"].values.append(result.recall)
            found["precision"].values += [float(a in result.record.allowed) for a in result.cited]
        if result.record.status == "answered" and not result.record.dialogue:
            found["wrongly abstained"].values.append(float(result.status == "not_found"))
    return found
