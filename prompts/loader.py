"""Loads prompts: Markdown files with a front matter, checked before anything is sent.

    ---
    name: follow_up
    version: "1"
    purpose: what it is for
    variables: [question, history]
    ---
    # system
    …
    # user
    … {{ question }} …

The headings `# system` and `# user` begin the messages; the text is a Jinja template, which may include
a part (`{% include "rules" %}`). An operator's folder may have files of the same names, which then stand in
the place of the shipped ones.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml
from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict

from prompts.errors import InvalidPrompt, PromptNotFound

VARIABLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "answer": frozenset({"language", "question", "history", "passages"}),
        "explanation": frozenset({"language", "question", "history", "passages"}),
        "follow_up": frozenset({"question", "history"}),
        "translation": frozenset({"question", "language"}),
    }
)
"""The prompts, each with the variables that it is given."""

PARTS = ("rules", "material")
"""Files that prompts include."""

# What an operator's template may raise when it is filled in.
_FILLING_ERRORS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
)
# Without these in it a prompt would ask about nothing.
_NEEDED = frozenset({"question", "passages", "history"})
_OPTIONAL = frozenset({"history"})
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_MESSAGE = re.compile(r"^# (?P<role>system|user)\n", re.MULTILINE)


class Message(NamedTuple):
    """A message of a prompt: `role` is `system` or `user`."""

    role: str
    text: str


class FrontMatter(BaseModel):
    """What a prompt's file says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    purpose: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    front: FrontMatter
    body: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt that was checked. `version` has the author's number and a hash of what is sent."""

    name: str
    purpose: str
    version: str
    variables: frozenset[str]
    _templates: tuple[tuple[str, Template], ...]

    def render(self, **values: object) -> list[Message]:
        """The messages with `values` put in; values that the prompt does not use are left.

        A value's own braces are text. Raises `InvalidPrompt` for a missing value, or where the
        template fails on the values.
        """
        missing = self.variables - values.keys()
        if missing:
            raise InvalidPrompt(
                f"the prompt {self.name!r} was given no {', '.join(sorted(missing))}"
            )
        try:
            return [
                Message(role, template.render(values).strip()) for role, template in self._templates
            ]
        except _FILLING_ERRORS as error:
            raise InvalidPrompt(f"the prompt {self.name!r} cannot be filled in: {error}") from error


@lru_cache(maxsize=16)
def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `name`, from `folder` where it stands there, else the shipped one.

    Raises `PromptNotFound` for a name that no prompt has (also of a file in `folder`), and
    `InvalidPrompt` where the front matter cannot be read, or where the variables that it names, those
    that its template uses and those that it is given do not agree.
    """
    if name not in VARIABLES:
        raise PromptNotFound(f"there is no prompt {name!r}; there are {', '.join(VARIABLES)}")
    _check_folder(folder)
    file = _read(name, folder)
    parts = {part: _read(part, folder) for part in PARTS}
    environment = SandboxedEnvironment(
        loader=FunctionLoader(lambda part: parts[part].body if part in parts else None),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    used, included = _names(environment, file, parts)
    _check(file, used, VARIABLES[name])
    sent = "\0".join([file.text, *(parts[part].text for part in sorted(included))])
    digest = hashlib.sha256(sent.encode()).hexdigest()[:12]
    return Prompt(
        name=name,
        purpose=file.front.purpose,
        version=f"{file.front.version}+{digest}",
        variables=frozenset(used),
        _templates=tuple((m.role, environment.from_string(m.text)) for m in _messages(file)),
    )


def _check_folder(folder: Path | None) -> None:
    """A misspelt name would be passed over without a word."""
    if folder is None:
        return
    if not folder.is_dir():
        raise PromptNotFound(f"{folder} is no folder; MANDATE_PROMPTS names a folder of prompts")
    known = {*VARIABLES, *PARTS}
    strange = sorted(path.name for path in folder.glob("*.md") if path.stem not in known)
    if strange:
        raise PromptNotFound(
            f"{folder} has {', '.join(strange)}, which no prompt is called; "
            f"there are {', '.join(f'{name}.md' for name in sorted(known))}"
        )


def _read(name: str, folder: Path | None) -> _File:
    own = folder / f"{name}.md" if folder else None
    try:
        if own is not None and own.is_file():
            text = own.read_text(encoding="utf-8")
        else:
            text = (files("prompts") / f"{name}.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidPrompt(f"the prompt {name!r} cannot be read: {error}") from error
    text = text.replace("\r\n", "\n")
    match = _FRONT.match(text)
    if not match:
        raise InvalidPrompt(f"{name}.md has no front matter between two lines of ---")
    try:
        front = FrontMatter.model_validate(yaml.safe_load(match["front"]))
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()
        raise InvalidPrompt(f"the front matter of {name}.md: {' '.join(reason[:3])}") from error
    if front.name != name:
        raise InvalidPrompt(f"{name}.md calls itself {front.name!r}")
    return _File(front, match["body"], text)


def _names(
    environment: SandboxedEnvironment, file: _File, parts: Mapping[str, _File]
) -> tuple[set[str], set[str]]:
    """The variables that the templates of `file` use, with those of the parts that it includes."""
    used: set[str] = set()
    included: set[str] = set()
    waiting = [(file.front.name, file.body)]
    while waiting:
        name, body = waiting.pop()
        try:
            tree = environment.parse(body)
            used |= meta.find_undeclared_variables(tree)
            parts_named = list(meta.find_referenced_templates(tree))
        except TemplateError as error:
            raise InvalidPrompt(f"{name}.md is no template: {error.message}") from error
        for part in parts_named:
            if part is None or part not in parts:
                raise InvalidPrompt(f"{name}.md includes {part!r}; parts are {', '.join(PARTS)}")
            if part not in included:
                included.add(part)
                waiting.append((part, parts[part].body))
    return used, included


def _check(file: _File, used: set[str], given: frozenset[str]) -> None:
    name, declared = file.front.name, set(file.front.variables)
    if unknown := used - given:
        raise InvalidPrompt(
            f"{name}.md uses {', '.join(sorted(unknown))}; it is given {', '.join(sorted(given))}"
        )
    if declared != used:
        raise InvalidPrompt(
            f"{name}.md names the variables {', '.join(sorted(declared)) or 'none'} "
            f"and uses {', '.join(sorted(used)) or 'none'}"
        )
    if left_out := (given & _NEEDED) - used - (_OPTIONAL if "passages" in given else set()):
        raise InvalidPrompt(f"{name}.md does not use {', '.join(sorted(left_out))}")


def _messages(file: _File) -> tuple[Message, ...]:
    pieces = _MESSAGE.split(file.body)
    if pieces[0].strip() or len(pieces) < 3:
        raise InvalidPrompt(
            f"{file.front.name}.md must begin with a line '# system' or '# user', which head its messages"
        )
    return tuple(Message(role, text) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))
