"""What the instruments must reach, and what they do not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from eval.errors import ThresholdError
from eval.instruments import lineage, quotes, receipts, tasks
from eval.instruments.results import Part

THRESHOLDS = Path(__file__).parent / "thresholds.toml"

MEASURES: Mapping[str, tuple[str, ...]] = {
    "lineage": lineage.MEASURES,
    "tasks": tasks.MEASURES,
    "quotes": quotes.MEASURES,
    "receipts": receipts.MEASURES,
}
"""The measures of each part, by name."""

_Limit = Annotated[float, Field(allow_inf_nan=False)]
_KNOWN = frozenset(name for names in MEASURES.values() for name in names)


class Limits(BaseModel):
    """The limits of a part: the least values, and the most where lower is better."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    least: dict[str, _Limit] = {}
    most: dict[str, _Limit] = {}

    @model_validator(mode="after")
    def _names(self) -> Self:
        unknown = [name for name in (*self.least, *self.most) if name not in _KNOWN]
        if unknown:
            raise ValueError(f"there is no measure {unknown[0]!r}")
        return self


def read_limits(path: Path = THRESHOLDS) -> dict[str, Limits]:
    """The limits in a file, by part; raises `ThresholdError`."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, Limits]).validate_python(read)
    except ValidationError as error:
        reason = error.errors()[0]
        where = ".".join(map(str, reason["loc"]))
        message = reason["msg"].removeprefix("Value error, ")
        raise ThresholdError(f"{path} cannot be used: {where}: {message}") from error
    except (OSError, ValueError) as error:
        raise ThresholdError(f"{path} cannot be used: {error}") from error


def below(parts: Iterable[Part], limits: Mapping[str, Limits]) -> list[str]:
    """What the parts do not reach, a line each; what has no value does not reach its limit."""
    return [line for part in parts if part.name in limits for line in _of(part, limits[part.name])]


def _of(part: Part, limits: Limits) -> Iterator[str]:
    for sign, words, table in ((1, "at least", limits.least), (-1, "at most", limits.most)):
        for measure, limit in table.items():
            found = part.figure(measure)
            value = found.value if found else None
            if value is None:
                yield f"{part.name}: {measure} was not measured"
            elif sign * value < sign * limit:
                yield f"{part.name}: {measure} is {value:.4g}, must be {words} {limit:g}"
