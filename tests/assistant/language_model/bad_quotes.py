"""Scripts whose quotes are not what their passages say; their statements are true.

The statement therefore stands, with the whole passage for the quote that does not.
"""

from __future__ import annotations

from functools import partial

from .own_documents import INTERVENE
from .requests_and_replies import Reply
from .scripts import DECLARATION, FUNCTIONS, LIAISE, Passages, misbehaves, reply, say

stands = partial(misbehaves, mode="generated")


def _quote(shown: Passages, words: str) -> Reply:
    """A true statement, with `words` as if they stood in its passage."""
    source = shown.having("liaise with the Governments")
    return reply(say(LIAISE, source, quotes=[(source, words)]))


@stands("govern Central Asia")
def invented_quote(shown: Passages) -> Reply:
    """Quotes words that stand nowhere."""
    return _quote(shown, "The Centre shall govern Central Asia.")


@stands("Parliaments")
def quote_with_a_word_changed(shown: Passages) -> Reply:
    """Quotes a sentence with one word put for another."""
    return _quote(shown, "To liaise with the Parliaments of the region")


@stands("14 June", question=DECLARATION)
def quote_with_a_number_changed(shown: Passages) -> Reply:
    """Quotes a date with another day."""
    source = shown.having("13 June 2017")
    text = "The Ashgabat Declaration was adopted on 13 June 2017"
    return reply(say(text, source, quotes=[(source, "adopted on 14 June 2017")]))


@stands("not to liaise", "Not to liaise")
def quote_with_not_added(shown: Passages) -> Reply:
    """Quotes the contrary of what is said."""
    return _quote(shown, "Not to liaise with the Governments of the region")


@stands("region, to monitor")
def quote_stitched_from_two_passages(shown: Passages) -> Reply:
    """Quotes the beginnings of two passages as one."""
    return _quote(shown, f"{shown.having('liaise').start(8)}, to monitor and analyse the situation")


@stands("region on issues")
def quote_that_leaves_words_out(shown: Passages) -> Reply:
    """Quotes a passage without its middle."""
    return _quote(shown, "To liaise with the Governments of the region on issues relevant")


@stands("…")
def quote_with_an_ellipsis(shown: Passages) -> Reply:
    """Quotes a passage with dots for its middle."""
    return _quote(shown, "To liaise with the Governments … on issues relevant")


@stands(unquoted=("To liaise with the Governments of the region",))
def right_quote_with_a_wrong_key(shown: Passages) -> Reply:
    """Says that one passage's words stand in another."""
    source, other = shown.having("liaise"), shown.having("monitor")
    return reply(say(LIAISE, source, quotes=[(other, source.start(8))]))


@stands("What are the functions")
def quote_from_the_question(shown: Passages) -> Reply:
    """Quotes the question as if a document said it."""
    return _quote(shown, "What are the functions of the Centre")


@stands("To liaise", "поддерживать", question="Quelles sont les fonctions du Centre ?")
def quote_from_another_language_version(shown: Passages) -> Reply:
    """Quotes the English and Russian versions of a passage of which the French one was shown."""
    source = shown[0]
    words = ("To liaise with the Governments of the region", "поддерживать связь")
    return reply(say(source.start(10), source, quotes=[(source, w) for w in words]))


@stands("region; and")
def quote_with_changed_punctuation(shown: Passages) -> Reply:
    """Quotes a passage with a semicolon for a comma."""
    return _quote(shown, "with the Governments of the region; and, with their concurrence")


@stands("TO LIAISE", "liaise with the governments")
def quote_with_changed_case(shown: Passages) -> Reply:
    """Quotes a passage in capitals."""
    source = shown.having("liaise")
    words = [source.text.upper(), source.text.lower()]
    return reply(say(LIAISE, source, quotes=[(source, w) for w in words]))


@stands(unquoted=("liaise with the Gov", "aise with the Governments"))
def quote_cut_in_a_word(shown: Passages) -> Reply:
    """Quotes pieces that end, or begin, in the middle of a word."""
    source = shown.having("liaise")
    words = ("liaise with the Gov", "aise with the Governments")
    return reply(say(LIAISE, source, quotes=[(source, w) for w in words]))


@stands("with\u200b", "\u00a0the", "with  the")
def quote_with_other_spaces(shown: Passages) -> Reply:
    """Quotes a passage with invisible, hard and double spaces in it."""
    source = shown.having("liaise")
    words = ("liaise with\u200b the", "liaise with\u00a0the", "liaise with  the")
    return reply(say(LIAISE, source, quotes=[(source, w) for w in words]))


@stands("shall intervene", question=INTERVENE, collection="own")
def quote_without_its_not(shown: Passages) -> Reply:
    """Quotes a prohibition without the word that makes it one."""
    source = shown.having("shall not intervene")
    text = "The Bureau shall not intervene in the internal affairs of States"
    quoted = "The Bureau shall intervene in the internal affairs of States."
    return reply(say(text, source, quotes=[(source, quoted)]))


_BEHIND_NOT = (
    "intervene in the internal affairs of States.",
    "intervene in the internal affairs of States",
    "in the internal affairs of States",
)


@stands(question=INTERVENE, collection="own", unquoted=_BEHIND_NOT[:2])
def quote_cut_behind_a_negation(shown: Passages) -> Reply:
    """Quotes a prohibition from right behind its "not" on."""
    source = shown.having("shall not intervene")
    text = "The Bureau shall not intervene in the internal affairs of States"
    return reply(say(text, source, quotes=[(source, w) for w in _BEHIND_NOT]))


@stands(question=FUNCTIONS)
def citations_without_quotes(shown: Passages) -> Reply:
    """Names its passages and quotes none of them."""
    return reply(say(LIAISE, shown.having("liaise")))


@stands("nothing but words")
def quotes_of_wrong_types_beside_a_good_one(shown: Passages) -> Reply:
    """Has one good statement between ones whose quotes are no quotes."""
    source = shown.having("liaise")
    return reply(
        say("nothing but words", source, quotes=[(source, None)]),
        say(LIAISE, source, quotes=[(source, source.start(5))]),
        say("nothing but words", source) | {"quotes": "liaise"},
    )


@misbehaves(question=FUNCTIONS)
def keys_that_do_not_exist(shown: Passages) -> Reply:
    """Rests on a passage that was not shown."""
    return reply(say(LIAISE, "99-abcdef", quotes=[("99-abcdef", shown[0].text)]))


@misbehaves(question=FUNCTIONS)
def keys_without_the_random_part(shown: Passages) -> Reply:
    """Rests on numbers instead of keys."""
    return reply(*(say(LIAISE, key, quotes=[(key, shown[0].text)]) for key in ("1", "[1]", "1-")))


@misbehaves(question=FUNCTIONS)
def no_keys(shown: Passages) -> Reply:
    """Rests on nothing."""
    return reply(say(LIAISE), say(LIAISE, ""))
