"""The tasking table: whether each operative paragraph has the right verb, and the right addressee.

The rows of the gold and of the program for one paragraph are paired by their verbs: equal ones first,
then those that overlap, each once. A verb of the gold without a row is wrong in everything. A row is
right in

- its `verb`, if its cell is the gold's span, or another acceptable one; leniently, if they overlap;
- its `addressee`, if its cell is the gold's span, or another acceptable one; leniently, if they overlap
  and begin at the same word, one word (an article, a preposition) aside. Where the gold addresses nobody
  it must be empty, or be the one whose deed it is, where the gold names one.

Shares are over `paragraphs`, by their first verb in the order of the text, and over all `rows`; intervals
draw documents again. `rows of the gold` is the share of the program's rows that have a row of the gold:
the others are of verbs that are none, or of paragraphs without one. Rows of paragraphs that the gold does
not have (titles, preambular ones) are passed over. Where the gold has the other cells they are measured
too (`cells.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eval.instruments import cells
from eval.instruments.cells import Outcomes, outcomes
from eval.instruments.cells import span_of as _span
from eval.instruments.errors import GoldError
from eval.instruments.figures import ALL, SHARE, Measured
from eval.instruments.gold import Span, TaskGold, TasksGold, hash_texts
from index.words import words

if TYPE_CHECKING:
    from assistant import Assistant, Task
    from index.words import Language

ROWS_OF_GOLD = "rows of the gold"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a row of the gold came out: strictly and leniently, in its verb and in its addressee."""

    gold: TaskGold
    found: Task | None
    verb: bool
    addressee: bool
    verb_lenient: bool
    addressee_lenient: bool
    cells: Outcomes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tasked:
    """A document: the verdicts on the rows of its gold, in order, and the rows that the gold has not.

    `rows` counts the program's rows of the paragraphs of the gold.
    """

    gold: TasksGold
    verdicts: tuple[Verdict, ...]
    rows: int
    surplus: tuple[Task, ...] = field(repr=False, default=())

    def first_verdicts(self) -> list[Verdict]:
        """The verdict on the first verb of each paragraph."""
        return list({v.gold.locator: v for v in reversed(self.verdicts)}.values())


Right = Callable[[Verdict], bool]

_KINDS: dict[str, Right] = {
    "verb": lambda v: v.verb,
    "addressee": lambda v: v.addressee,
    "verb and addressee": lambda v: v.verb and v.addressee,
    "verb, lenient": lambda v: v.verb_lenient,
    "addressee, lenient": lambda v: v.addressee_lenient,
    "verb and addressee, lenient": lambda v: v.verb_lenient and v.addressee_lenient,
}

MEASURES = (
    *(f"{unit}: {kind}" for unit in ("paragraphs", "rows") for kind in _KINDS),
    ROWS_OF_GOLD,
    *cells.MEASURES,
)


def table(assistant: Assistant, gold: TasksGold) -> Tasked:
    """The tasking table of the document of `gold`, held against it.

    Raises `GoldError` where the text that is held is not the one that the gold was made for, and the
    errors of `Assistant.tasks`.
    """
    document = assistant.document(gold.symbol)
    if hash_texts(document, gold) != gold.text:
        raise GoldError(
            f"{gold.symbol} is not held in {gold.language} as it was when its tasks were read: "
            "its gold cannot be used"
        )
    found = assistant.tasks(documents=[gold.symbol], language=gold.language).tasks
    judged = {*(row.locator for row in gold.rows), *gold.without}
    versions = {str(p.locator): p.versions.get(gold.language) for p in document.paragraphs}
    texts = {locator: version.text for locator, version in versions.items() if version}
    return judge(gold, [task for task in found if task.locator in judged], texts)


def judge(gold: TasksGold, found: Sequence[Task], texts: Mapping[str, str]) -> Tasked:
    """The verdicts on `gold`, of the rows `found`; `texts` are the paragraphs by their locators."""
    rows: defaultdict[str, list[Task]] = defaultdict(list)
    for task in found:
        rows[task.locator].append(task)
    wanted: defaultdict[str, list[TaskGold]] = defaultdict(list)
    for row in gold.rows:
        wanted[row.locator].append(row)
    reader = _Reader(texts, gold.language)
    judged: dict[int, Verdict] = {}
    surplus: list[Task] = []
    for locator in dict.fromkeys([*wanted, *rows]):
        paired = _paired(wanted[locator], rows[locator])
        judged |= {id(row): _verdict(row, task, reader) for row, task in paired}
        used = {id(task) for _, task in paired if task}
        surplus += [task for task in rows[locator] if id(task) not in used]
    return Tasked(gold, tuple(judged[id(row)] for row in gold.rows), len(found), tuple(surplus))


def measure(documents: Sequence[Tasked]) -> list[Measured]:
    """Every measure over all documents, and for each language and whether anyone is addressed."""
    found = list(_figures(documents, ALL, lambda verdict: True))
    languages = dict.fromkeys(document.gold.language for document in documents)
    for language in languages if len(languages) > 1 else ():
        own = [document for document in documents if document.gold.language == language]
        found += [row for row in _figures(own, language, lambda v: True) if _is_main(row)]
    for name, addressed in (("somebody addressed", True), ("nobody addressed", False)):
        figures = _figures(documents, name, _addresses(addressed))
        found += [row for row in figures if _is_main(row)]
    sure = _figures(documents, "doubtful left out", lambda v: not v.gold.doubtful)
    found += [row for row in sure if _is_main(row)]
    read = [[v.cells for v in d.verdicts] for d in documents if d.gold.columns]
    return [*found, *cells.figures(read)] if read else found


def _addresses(somebody: bool) -> Right:
    return lambda verdict: (verdict.gold.addressee is not None) is somebody


def _is_main(row: Measured) -> bool:
    return row.measure in ("paragraphs: verb and addressee", "rows: verb and addressee")


def _figures(
    documents: Sequence[Tasked], slice: str, counts: Callable[[Verdict], bool]
) -> Iterator[Measured]:
    units: tuple[tuple[str, Callable[[Tasked], Iterable[Verdict]]], ...] = (
        ("paragraphs", Tasked.first_verdicts),
        ("rows", lambda document: document.verdicts),
    )
    for unit, of in units:
        judged = [[v for v in of(document) if counts(v)] for document in documents]
        for kind, right in _KINDS.items():
            groups = [(sum(map(right, own)), len(own)) for own in judged]
            total = sum(n for _, n in groups)
            yield SHARE.figure(f"{unit}: {kind}", [g for g in groups if g[1]], total, slice)
    if slice == ALL:
        groups = [(d.rows - len(d.surplus), d.rows) for d in documents if d.rows]
        yield SHARE.figure(ROWS_OF_GOLD, groups, sum(n for _, n in groups), slice)


def failures(documents: Iterable[Tasked]) -> Iterator[str]:
    """A line for each row that is wrong, and for each that the gold has not; without the texts."""
    for document in documents:
        symbol = document.gold.symbol
        for verdict in document.verdicts:
            if document.gold.columns:
                yield from _cell_failures(symbol, verdict)
            if verdict.verb and verdict.addressee:
                continue
            gold, found = verdict.gold, verdict.found
            told = (
                f"{symbol}#{gold.locator}: gold {_spans(gold.verb, gold.addressee or gold.actor)}"
            )
            cells = (found.verb, found.addressee) if found else ()
            shown = _spans(*map(_span, cells)) if found else "no row"
            yield f"{told}, found {shown}{' (doubtful)' if gold.doubtful else ''}"
        for task in document.surplus:
            yield f"{symbol}#{task.locator}: not in the gold, found {_spans(_span(task.verb))}"


def _cell_failures(symbol: str, verdict: Verdict) -> Iterator[str]:
    gold = verdict.gold
    for name, outcome in verdict.cells.items():
        if outcome in (outcome.RIGHT, outcome.NOTHING):
            continue
        wanted = gold.actor if name == cells.ACTOR else next(iter(gold.cell(name).any), None)
        shown = _spans(_span(getattr(verdict.found, name))) if verdict.found else "no row"
        yield f"{symbol}#{gold.locator}: {name} {outcome}: gold {_spans(wanted)}, found {shown}"


def _spans(*spans: Span | None) -> str:
    return " | ".join(f"{s.locator}[{s.start}:{s.end}]" if s else "–" for s in spans)


def _paired(gold: Sequence[TaskGold], found: Sequence[Task]) -> list[tuple[TaskGold, Task | None]]:
    """The program's row for each of the gold's: of the same verb, else of one that overlaps."""
    pairs: dict[int, Task] = {}
    left = list(found)
    for fits in (_is_verb, _touches_verb):
        for number, row in enumerate(gold):
            task = next((task for task in left if fits(row, task)), None)
            if task and number not in pairs:
                pairs[number] = task
                left = [other for other in left if other is not task]
    return [(row, pairs.get(number)) for number, row in enumerate(gold)]


def _is_verb(row: TaskGold, task: Task) -> bool:
    return _span(task.verb) in (row.verb, *row.loose_verb)


def _touches_verb(row: TaskGold, task: Task) -> bool:
    span = _span(task.verb)
    return span is not None and any(_overlap(span, verb) for verb in (row.verb, *row.loose_verb))


def _verdict(row: TaskGold, task: Task | None, reader: _Reader) -> Verdict:
    judged = outcomes(row, task)
    if task is None:
        return Verdict(row, None, False, False, False, False, judged)
    cell = _span(task.addressee)
    wanted = [span for span in (row.addressee or row.actor, *row.loose) if span]
    empty_is_right = row.addressee is None
    if cell is None:
        strict = lenient = empty_is_right
    else:
        strict = cell in wanted
        lenient = any(reader.begin_alike(cell, span) for span in wanted)
    return Verdict(row, task, _is_verb(row, task), strict, True, lenient, judged)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what stands between spans."""

    texts: Mapping[str, str]
    language: Language

    def begin_alike(self, one: Span, other: Span) -> bool:
        """Whether two spans overlap and begin at the same word, one word aside."""
        if not _overlap(one, other):
            return False
        first, last = sorted((one.start, other.start))
        return len(words(self.texts[one.locator][first:last], self.language)) <= 1


def _overlap(one: Span, other: Span) -> bool:
    return one.locator == other.locator and one.start < other.end and other.start < one.end
