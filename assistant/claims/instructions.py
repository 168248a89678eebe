"""Tells text that gives orders to a machine, in the six languages.

Documents of the United Nations speak to States and bodies, never to a program. A paragraph that does
was put there to be obeyed: it is quoted as any other, but no language model is shown it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from index.words import fold


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lines = (
        (files("assistant.claims") / "instructions.txt").read_text(encoding="utf-8").splitlines()
    )
    orders = "|".join(line for line in lines if line and line[0] != "#")
    # Chinese is written without spaces.
    return re.compile(rf"(?<![^\W\u3400-\u9fff])(?:{orders})")


@lru_cache(maxsize=8192)
def gives_orders(text: str) -> bool:
    """Whether `text` speaks to a machine; hidden characters in it do not hide that."""
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return bool(_pattern().search(fold(unicodedata.normalize("NFKC", shown))))
