"""What a scripted model says: how it finds its passages, and how a good one answers.

A misbehaving script is a function from the passages that a model was shown to a reply, registered with
`misbehaves`; the modules `bad_quotes`, `bad_statements` and `bad_replies` have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from .requests_and_replies import Reply, Request

FUNCTIONS = "What are the functions of the Centre?"
WOMEN = "What does the draft of 2021 say about women?"
DRUGS = "What does resolution 72/7 say about drug trafficking?"
DECLARATION = "When was the Ashgabat Declaration adopted?"

LIAISE = "The Centre would liaise with the Governments of the region"
"""A statement that its passage bears out."""

_PASSAGE = re.compile(
    r"^\[(?P<key>\d+-[0-9a-f]{6})\] (?P<symbol>\S+?), (?P<place>.*?) "
    r"\((?P<status>\w+), (?P<date>[\d-]+); (?P<language>\w\w)\)\n(?P<text>.*?)\n\[/(?P=key)\]$",
    re.DOTALL | re.MULTILINE,
)
Statement: TypeAlias = dict[str, Any]


class Passage(NamedTuple):
    """A passage as a prompt shows it."""

    key: str
    symbol: str
    place: str
    status: str
    date: str
    language: str
    text: str

    def start(self, words: int) -> str:
        """The first words of the text, without a comma or stop behind them."""
        return " ".join(self.text.split(" ")[:words]).rstrip(".,;:")


class Passages(tuple[Passage, ...]):
    """The passages of a prompt, in order."""

    def having(self, words: str) -> Passage:
        """The first passage whose text has `words`."""
        return next(passage for passage in self if words in passage.text)


def find_passages(prompt: str) -> Passages:
    """The passages that `prompt` shows."""
    return Passages(Passage(*match.groups()) for match in _PASSAGE.finditer(prompt))


def asks_for_a_question(request: Request) -> bool:
    """Whether a question is to be rewritten or translated, not an answer written."""
    return '{"question": "…"}' in request.prompt


def say(
    text: object, *keys: object, quotes: Iterable[tuple[object, object]] = (), **more: object
) -> Statement:
    """A statement, which rests on passages or keys; `quotes` are pairs of such a one and words."""
    return {
        "text": text,
        "keys": [_key(key) for key in keys],
        "quotes": [{"key": _key(key), "words": words} for key, words in quotes],
    } | more


def reply(*statements: object) -> Reply:
    """The reply with these statements."""
    return Reply(data={"statements": list(statements)}, chunk=40)


def behave_well(request: Request) -> Reply:
    """Keep to the first words of each passage, and quote them."""
    if asks_for_a_question(request):
        return Reply(data={"question": request.prompt.rsplit("uestion: ", 1)[1].strip()})
    shown = find_passages(request.prompt)[:4]
    return reply(*(say(p.start(12), p, quotes=[(p, p.start(8))]) for p in shown))


def _key(key: object) -> object:
    return key.key if isinstance(key, Passage) else key


class Script(NamedTuple):
    """A misbehaving script, and what a caller may see of it.

    `false` are words that may stand in nothing but a verified quote, `unquoted` words that may be no
    quote. `mode` is how the answer to `question`, asked of `collection`, must be written; `says` has
    statements, of which the first must reach the reader.
    """

    act: Callable[[Passages], Reply]
    question: str
    collection: str
    mode: str
    false: tuple[str, ...]
    unquoted: tuple[str, ...]

    def __call__(self, request: Request) -> Reply:
        return self.act(find_passages(request.prompt))


SCRIPTS: dict[str, Script] = {}


def misbehaves(
    *false: str,
    mode: str = "extractive",
    question: str = FUNCTIONS,
    collection: str = "shipped",
    unquoted: tuple[str, ...] = (),
) -> Callable[[Callable[[Passages], Reply]], Callable[[Passages], Reply]]:
    """Registers a script by its function's name; see `Script`."""

    def register(act: Callable[[Passages], Reply]) -> Callable[[Passages], Reply]:
        assert act.__name__ not in SCRIPTS
        SCRIPTS[act.__name__] = Script(act, question, collection, mode, false, unquoted)
        return act

    return register


def claims(name: str, doing: str, *texts: str, source: str = "liaise") -> Callable[..., None]:
    """Makes the script `name`, which is `doing` so: `texts`, told of the passage with `source`."""

    def register(*false: str, **how: object) -> None:
        def act(shown: Passages) -> Reply:
            return reply(*(say(text, shown.having(source)) for text in texts))

        act.__name__, act.__doc__ = name, doing
        misbehaves(*false, **how)(act)

    return register
