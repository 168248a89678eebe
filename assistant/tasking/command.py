"""The command `mandate tasks`."""

from __future__ import annotations


def tasks() -> int:
    """Show who is asked by whom to do what."""
    raise NotImplementedError
