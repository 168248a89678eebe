"""API keys and passwords: only hashes of them are ever kept.

A key is 256 random bits, which nobody can try out: one SHA-256 is enough. A password is of a person's
making: scrypt (RFC 7914) makes each try dear, with the cost that OWASP's cheat sheet on password
storage gives (N = 2^17, r = 8, p = 1).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_PREFIX = "mandate_"
_COST, _BLOCK, _PARALLEL = 2**17, 8, 1
_MEMORY = 256 * 1024 * 1024
_SALT_BYTES = 16


def new_key() -> str:
    """A fresh API key."""
    return _PREFIX + secrets.token_urlsafe(32)


def hash_key(key: str) -> str:
    """What the settings keep of `key`."""
    return "sha256$" + hashlib.sha256(key.encode()).hexdigest()


def hash_password(password: str) -> str:
    """What the settings keep of `password`."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"scrypt${_text(salt)}${_text(_scrypt(password, salt))}"


def is_password(password: str, kept: str) -> bool:
    """Whether `password` is the one that `kept` is the hash of; takes the time of one scrypt."""
    try:
        _, salt, digest = kept.split("$")
        return hmac.compare_digest(_scrypt(password, _bytes(salt)), _bytes(digest))
    except ValueError:
        return False


class Keys:
    """The keys that open the API, by their names."""

    def __init__(self, kept: list[str]) -> None:
        """`kept` are hashes, each with an optional name before a colon."""
        self._names = {
            hashed: name or f"key {number}"
            for number, (name, _, hashed) in enumerate((k.rpartition(":") for k in kept), 1)
        }

    def __bool__(self) -> bool:
        return bool(self._names)

    def name(self, key: str) -> str | None:
        """The name of `key`, or None where it opens nothing."""
        # What is looked up is a digest: how long it takes tells nothing of the key.
        return self._names.get(hash_key(key))


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32
    )


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
