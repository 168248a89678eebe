"""Counts tokens without ever counting too few, and without any download.

tiktoken's own encodings are downloaded when they are first used. The encoding here has no merges: a
token for each byte of UTF-8. A tokenizer of whatever vocabulary that covers a text makes at most as
many tokens of it, since each of them stands for at least one byte.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import tiktoken

MESSAGE = 16
"""Tokens that a message may take beside its text: its role, and where it begins and ends."""


@lru_cache(maxsize=4)
def load_encoding(name: str | None = None) -> tiktoken.Encoding:
    """Tiktoken's encoding `name`, else the one of bytes; raises `SettingsError`.

    One by name is read from TIKTOKEN_CACHE_DIR where it is there, and downloaded where it is not.
    """
    import tiktoken

    if name is None:
        return tiktoken.Encoding(
            "bytes",
            pat_str=r"[\s\S]",
            mergeable_ranks={bytes([value]): value for value in range(256)},
            special_tokens={},
        )
    if name not in tiktoken.list_encoding_names():
        known = ", ".join(sorted(tiktoken.list_encoding_names()))
        raise SettingsError(f"MANDATE_MODEL_ENCODING is {name!r}; tiktoken has {known}")
    try:
        return tiktoken.get_encoding(name)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"tiktoken's encoding {name} can neither be read nor downloaded; put its file into "
            "TIKTOKEN_CACHE_DIR, or unset MANDATE_MODEL_ENCODING"
        ) from error


def count_tokens(text: str, encoding: tiktoken.Encoding) -> int:
    """How many tokens `text` takes in `encoding`; special tokens in it are text."""
    return len(encoding.encode_ordinary(text))
