"""Scripts whose replies are not what was asked for: empty, broken, endless, of another shape."""

from __future__ import annotations

import json
from functools import partial

from .requests_and_replies import Reply
from .scripts import LIAISE, Passages, Statement, misbehaves, reply, say

stands = partial(misbehaves, mode="generated")


def _true(shown: Passages) -> Statement:
    source = shown.having("liaise")
    return say(LIAISE, source, quotes=[(source, source.start(8))])


def _text(shown: Passages) -> str:
    return json.dumps({"statements": [_true(shown)]}, ensure_ascii=False)


@misbehaves()
def empty_statement(shown: Passages) -> Reply:
    """Names a passage and says nothing of it."""
    return reply(say("", shown[0]), say(" \u200b ", shown[0]), say("…", shown[0]))


@stands()
def quotes_without_a_statement(shown: Passages) -> Reply:
    """Quotes, and says nothing itself."""
    source = shown.having("liaise")
    return reply(say("", source, quotes=[(source, source.start(8))]))


@misbehaves()
def no_statements(shown: Passages) -> Reply:
    """Says that there is nothing to say."""
    return reply()


@misbehaves("xxxx")
def text_of_100_000_characters(shown: Passages) -> Reply:
    """Has one statement that is far too long."""
    return Reply(data={"statements": [say("x" * 100_000, shown[0])]}, chunk=5_000)


@misbehaves()
def statements_5_000(shown: Passages) -> Reply:
    """Has far too many statements."""
    return Reply(data={"statements": [_true(shown)] * 5_000}, chunk=5_000)


@misbehaves("word word")
def prose_of_100_000_tokens(shown: Passages) -> Reply:
    """Goes on and on."""
    return Reply(text="word " * 100_000, chunk=50_000)


@stands()
def same_statement_50_times(shown: Passages) -> Reply:
    """Repeats itself."""
    return reply(*[_true(shown)] * 50)


@misbehaves("42", "liaise and")
def wrong_types(shown: Passages) -> Reply:
    """Has statements that are no statements."""
    source = shown[0].key
    return reply(
        *(42, None, True, "a sentence", [], {}, [["liaise and"]], {"text": 42, "keys": [source]}),
        *({"text": ["liaise and"], "keys": [source]}, {"text": "liaise and", "keys": source}),
        *({"text": "liaise and", "keys": [42]}, {"text": "liaise and", "keys": {"a": source}}),
    )


@misbehaves("liaise and")
def nested_garbage(shown: Passages) -> Reply:
    """Nests its reply in itself, a thousand levels deep."""
    deep = '{"statements": [' * 1_000 + json.dumps(say("liaise and", shown[0]))
    return Reply(text=deep + "]}" * 1_000, chunk=1_000)


@misbehaves("happy to help")
def prose(shown: Passages) -> Reply:
    """Talks."""
    return Reply(text="I am happy to help! The Centre governs Central Asia.")


@misbehaves()
def half_a_json(shown: Passages) -> Reply:
    """Stops within its structure, behind one statement that is true."""
    return Reply(text=_text(shown)[:-2] + ', {"text": "The Centre', chunk=40)


@stands()
def json_in_a_code_fence(shown: Passages) -> Reply:
    """Writes its JSON as Markdown."""
    return Reply(text=f"```json\n{_text(shown)}\n```", chunk=40)


@stands("Sure", "Anything else")
def json_among_prose(shown: Passages) -> Reply:
    """Talks before and behind its JSON."""
    return Reply(text=f"Sure! {_text(shown)} Anything else?", chunk=40)


@misbehaves()
def empty_reply(shown: Passages) -> Reply:
    """Says nothing at all."""
    return Reply(text="")


@misbehaves()
def null(shown: Passages) -> Reply:
    """Replies with null."""
    return Reply(text="null")


@misbehaves()
def statements_null(shown: Passages) -> Reply:
    """Has null for its statements."""
    return Reply(data={"statements": None})


@misbehaves()
def a_list(shown: Passages) -> Reply:
    """Replies with a list instead of an object."""
    return Reply(text=json.dumps([_true(shown)]))


@stands()
def call_of_another_tool(shown: Passages) -> Reply:
    """Calls a tool that it was not given, with the structure that was asked for."""
    return Reply(data={"statements": [_true(shown)]}, tool_name="browse", chunk=40)


@misbehaves("rm -rf")
def call_of_a_dangerous_tool(shown: Passages) -> Reply:
    """Calls a tool that it was not given, with arguments of its own."""
    return Reply(data={"command": "rm -rf /"}, tool_name="shell")


@stands("governs")
def second_structure(shown: Passages) -> Reply:
    """Replies with two structures, the second one false."""
    lie = json.dumps({"statements": [say("The Centre governs Asia.", shown[0])]})
    return Reply(text=_text(shown) + lie, chunk=40)
