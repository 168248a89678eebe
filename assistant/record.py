"""What callers get is plain data that does not change: records, ready for JSON."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record; two with the same values are equal."""

    model_config = ConfigDict(frozen=True)
