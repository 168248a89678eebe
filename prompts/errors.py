"""Errors of prompts.

PromptError            anything below
├── PromptNotFound     there is no such prompt, or a folder has one under a name that no prompt has
└── InvalidPrompt      a prompt's front matter, variables or template are not right
"""

from __future__ import annotations

from index.errors import UserError


class PromptError(UserError, ValueError):
    """A prompt cannot be used."""


class PromptNotFound(PromptError):
    """There is no prompt of that name."""


class InvalidPrompt(PromptError):
    """A prompt's front matter, variables or template are not right."""


__all__ = ["InvalidPrompt", "PromptError", "PromptNotFound"]
