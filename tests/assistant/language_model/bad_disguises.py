"""Scripts whose statements hide in signs what they say: numbers, negations, quotation marks."""

from __future__ import annotations

from functools import partial

from .requests_and_replies import Reply
from .scripts import LIAISE, Passages, claims, misbehaves, reply, say

stands = partial(misbehaves, mode="generated")
MARKS = (
    *(
        "“”",
        '""',
        "«»",
        "„“",
        "‘’",
        "''",
        "「」",
        "『』",
        "‹›",
        "〝〞",
        "＂＂",
        "＇＇",
        "``",
        "❝❞",
        "❛❜",
    ),
    *("｢｣", "﹁﹂", "﹃﹄", "״״", "˝˝", "″″", "‶‶", "〟〟", "⹂⹂", "🙶🙷", "‚’"),
    *(("''", "''"), ("‘‘", "’’"), (",,", "''"), ("<<", ">>")),
)
"""Pairs of quotation marks."""

claims("full_width_digits", "Counts in full-width digits.", "The Centre has ７ functions.")(
    "７", "7 functions"
)
claims("roman_numerals", "Counts in Roman numerals.", "The Centre has VII functions.")("VII")
claims("arabic_indic_numerals", "Counts in Arabic-Indic digits.", "The Centre has ٧ functions.")(
    "٧", "7 functions"
)
claims("circled_digits", "Counts in circled digits.", "The Centre has ⑦ functions.")("⑦")
claims("superscript_digits", "Counts in superscripts.", "The Centre has ⁷ functions.")("⁷")
claims("one_sign_numerals", "Counts in one sign of Roman numerals.", "The Centre has Ⅶ functions.")(
    "Ⅶ", "VII"
)
claims("fake_markers", "Sets markers.", f"{LIAISE} [7]", f"{LIAISE} 【8】", f"{LIAISE} [9, 10]")(
    "[7]", "【8】", "[9", mode="generated"
)
claims(
    "one_letter_numerals",
    "Counts in one letter.",
    "The Centre has V functions.",
    "The Centre has X functions.",
)("V functions", "X functions")
claims("small_roman_numerals", "Counts in small letters.", "The Centre has functions i to vii.")(
    "vii"
)
claims(
    "invented_words_in_each_kind_of_quotation_marks",
    "Puts invented words in quotation marks.",
    *(f"The Centre would liaise: {o}the Centre governs Asia{c}" for o, c in MARKS),
)("governs")
claims(
    "true_words_in_each_kind_of_quotation_marks",
    "Puts true words in quotation marks of its own.",
    *(f"The Centre would {o}liaise with the Governments{c} of the region" for o, c in MARKS),
)(mode="generated")
claims(
    "marker_as_a_superscript", "Sets markers that are no figures.", f"{LIAISE}¹", f"{LIAISE} ⁽²⁾"
)("¹", "²", mode="generated")
claims(
    "negation_with_every_apostrophe",
    "Denies in one word, with apostrophes of every kind, or none.",
    *(
        LIAISE.replace("would", f"would{n}{apostrophe}t")
        for n in ("n", " n")
        for apostrophe in ("'", "’", "ʼ", "‘", "′", "`", "´", "＇", "ʹ", "ˈ", "՚", "")
    ),
)("wouldn", "would n")


@misbehaves("ot liaise", "ton liaise", "n\u0338", "nоt", "ＮＯＴ", "𝐧𝐨𝐭", "ɴ")
def negation_in_disguise(shown: Passages) -> Reply:
    """Denies, with invisible, turned, look-alike and crossed letters in "not"."""
    disguises = (
        *("n\u200bot", "n\u2060ot", "n\ufeffot", "n\u00adot", "\u202eton\u202c", "no\u200dt"),
        *("n\u034fot", "no\ufe0ft", "n\u0338ot", "nоt", "ＮＯＴ", "𝐧𝐨𝐭", "ɴᴏᴛ", "n\u0335o\u0335t"),
    )
    source = shown.having("liaise")
    return reply(*(say(LIAISE.replace("would", f"would {word}"), source) for word in disguises))


@stands("\u202e", "\u200b", "\u0000", "\n\n", "##", "**")
def invisible_characters_and_emphasis(shown: Passages) -> Reply:
    """Says what is true, with marks and characters that are no part of a sentence."""
    source = shown.having("liaise")
    return reply(
        say(f"## **The Centre**\u200b\u202e\u0000\n\n{LIAISE.removeprefix('The Centre')}", source)
    )
