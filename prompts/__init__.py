"""Prompts as files, one a prompt, and the loader that checks them."""

from prompts.errors import InvalidPrompt, PromptError, PromptNotFound
from prompts.loader import PARTS, VARIABLES, Message, Prompt, load_prompt

__all__ = [
    "PARTS",
    "VARIABLES",
    "InvalidPrompt",
    "Message",
    "Prompt",
    "PromptError",
    "PromptNotFound",
    "load_prompt",
]
