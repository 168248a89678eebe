"""Thresholds: the least that our own system must reach, and what is wrong where it does not."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.errors import ThresholdError
from eval.measures.registry import BY_NAME, is_answerable
from eval.results import SystemResults

THRESHOLDS = Path(__file__).parent / "thresholds.toml"
_Limit = Annotated[float, Field(allow_inf_nan=False)]
SLICES = ("language", "kind", "document")


class _Limits(BaseModel):
    """Limits for all questions under the names of the measures, and for slices of them."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, _Limit]

    language: dict[str, dict[str, _Limit]] = {}
    kind: dict[str, dict[str, _Limit]] = {}
    document: dict[str, dict[str, _Limit]] = {}

    @model_validator(mode="after")
    def _names(self) -> Self:
        slices = (self.language, self.kind, self.document)
        tables = [self.model_extra or {}, *(t for s in slices for t in s.values())]
        unknown = [name for table in tables for name in table if name not in BY_NAME]
        if unknown:
            raise ValueError(f"there is no measure {unknown[0]!r}")
        return self


def read_thresholds(path: Path, part: str) -> dict[str, Any] | None:
    """The thresholds of the questions called `part`; None where the file has none for them.

    Raises `ThresholdError`.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThresholdError(f"{path} cannot be used: {error}") from error
    table = read.get(part)
    if table is None:
        return None
    try:
        return _Limits.model_validate(table).model_dump(exclude_unset=True)
    except ValidationError as error:
        reason = error.errors()[0]
        where = ".".join(map(str, reason["loc"]))
        message = reason["msg"].removeprefix("Value error, ")
        raise ThresholdError(
            f"{path}, [{part}] {where}: {message}; a threshold is a number for one of "
            f"{', '.join(BY_NAME)}, or a table of them in language.xx, kind.xx or document.xx"
        ) from error


def below(system: SystemResults, table: Mapping[str, Any]) -> list[str]:
    """What `system` does not reach of `table`, each with what went wrong."""
    found: list[str] = []
    for where, limits in _tables(table):
        grouping, _, name = where.partition(" ")
        figures = system.figures.get(grouping, {}).get(name or "all")
        for measure, limit in limits.items():
            if figures is None:
                found.append(f"{measure} ({where}): no question is of this {grouping}")
                continue
            value = figures[measure].value
            higher = BY_NAME[measure].higher_is_better
            if value is None or (value < limit if higher else value > limit):
                shown = "nothing" if value is None else f"{value:.3f}"
                least = "at least" if higher else "at most"
                reason = _reason(measure, system) if where == "all" else ""
                found.append(f"{measure} ({where}) is {shown}, must be {least} {limit:g}{reason}")
    return found


def _tables(table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The limits for all questions, and those for each slice."""
    yield "all", {k: v for k, v in table.items() if k not in SLICES}
    for grouping in SLICES:
        for name, limits in table.get(grouping, {}).items():
            yield f"{grouping} {name}", limits


def _reason(measure: str, system: SystemResults) -> str:
    """The likeliest cause, told from the outcomes."""
    outcomes = system.outcomes
    if measure == "quote exactness":
        faults = Counter(c.fault for o in outcomes for c in o.cited if c.fault)
        stray = sum(o.stray for o in outcomes)
        told = [f"{count} times: {fault}" for fault, count in faults.most_common(2)]
        told += [f"{stray} quotations without a citation"] if stray else []
        return f" ({'; '.join(told)})" if told else ""
    if measure.startswith("abstention"):
        unanswerable = [o for o in outcomes if not is_answerable(o)]
        refused = sum(o.state == "not_found" for o in unanswerable)
        return f" ({refused} of {len(unanswerable)} unanswerable questions were refused)"
    if measure == "quote language":
        wrong = Counter(
            (c.expected_language, c.address.split("#")[0])
            for o in outcomes
            for c in o.cited
            if c.expected_language not in (None, c.language)
        )
        told = [
            f"{n} quotes of {symbol} not in {language}" for (language, symbol), n in wrong.items()
        ]
        return f" ({'; '.join(told)})" if told else ""
    if system.unfinished:
        return f" ({len(system.unfinished)} questions failed or timed out)"
    return ""
