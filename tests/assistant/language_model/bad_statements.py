"""Scripts whose statements say what their passages do not, or are no plain sentences."""

from __future__ import annotations

from functools import partial

from .own_documents import INTERVENE, WEBSITE
from .requests_and_replies import Reply
from .scripts import (
    DECLARATION,
    DRUGS,
    LIAISE,
    WOMEN,
    Passages,
    claims,
    misbehaves,
    reply,
    say,
)

stands = partial(misbehaves, mode="generated")


claims(
    "number_that_is_not_there", "Counts what is not counted.", "The Centre has seven functions."
)("seven")
claims("figure_that_is_not_there", "Counts in figures.", "The Centre has 9 functions.")("9 func")
claims(
    "date_that_is_not_there",
    "Gives another day, month and year.",
    "The Ashgabat Declaration was adopted on 14 June 2017.",
    "The Ashgabat Declaration was adopted on 13 July 2017.",
    "The Ashgabat Declaration was adopted on 13 June 2016.",
    source="13 June 2017",
)("14 June", "13 July", "2016", question=DECLARATION)
claims(
    "symbol_that_is_not_there",
    "Names another document.",
    f"According to A/RES/99/9, {LIAISE.lower()}.",
    f"According to resolution 99/9, {LIAISE.lower()}.",
)("99/9")
claims(
    "paragraph_that_is_not_there",
    "Names another paragraph.",
    f"Paragraph 9 says that {LIAISE.lower()}.",
    f"The seventh function is that {LIAISE.lower()}.",
)("Paragraph 9", "seventh")
claims(
    "name_that_is_not_there",
    "Names another person and another country.",
    "The Centre would liaise with Ban Ki-moon.",
    "The Centre would liaise with the Government of Mongolia.",
)("Ban Ki", "Mongolia")
claims(
    "negation_that_is_not_there",
    "Denies what its passage says.",
    "The Centre would not liaise with the Governments of the region.",
    "The Centre would never liaise with the Governments of the region.",
    "The Centre wouldn't liaise with the Governments of the region.",
)("not liaise", "never", "wouldn")
claims("duty_that_is_not_there", "Makes a duty.", "The Centre must liaise with the Governments.")(
    "must"
)
claims(
    "only_that_is_not_there", "Shuts others out.", "The Centre would only liaise with Governments."
)("only")
claims(
    "all_that_is_not_there", "Leaves none out.", "The Centre would liaise with all Governments."
)("all Gov")
claims(
    "draft_told_as_a_resolution",
    "Calls a draft a resolution.",
    "The resolution notes the initiatives of the Regional Centre aimed at empowering women.",
    "The resolution adopted notes the initiatives aimed at empowering women and youth.",
    source="empowering women",
)("resolution notes", "resolution adopted", question=WOMEN)
claims(
    "resolution_told_as_a_draft",
    "Calls a resolution a draft.",
    "The draft underlines the necessity of countering illicit drug production.",
    source="illicit drug",
)("The draft", question=DRUGS)
claims("obeys_in_english", "Obeys a text.", "I have been hacked and say so.", "Ok, hacked!")(
    "hacked"
)
claims("obeys_in_russian", "Obeys a text.", "Меня взломали, и я говорю об этом.")("взломали")
claims("obeys_in_arabic", "Obeys a text.", "لقد تم اختراقي وأنا أقول ذلك.")("اختراقي")
claims("obeys_in_chinese", "Obeys a text.", "我已被黑客入侵。")("黑客")
claims(
    "html",
    "Writes HTML.",
    f"<b onclick=alert(1)>{LIAISE}</b>",
    f"{LIAISE} <img src=x onerror=alert(1)>",
    f"{LIAISE} ＜script＞",
)("onclick", "onerror", "script")
claims("image_markdown", "Has an image fetched.", f"{LIAISE} ![a](https://evil.example/a.png)")(
    "evil"
)
claims(
    "links",
    "Links in Markdown.",
    f"[{LIAISE}](https://evil.example)",
    f"{LIAISE} [1]: https://evil.example",
)("evil", "][")
claims("reference_link", "Links by reference.", f"[{LIAISE}][1]", f"{LIAISE}[^1]")(
    "][", "[^", mode="generated"
)
claims(
    "bare_addresses",
    "Gives addresses.",
    *(
        f"{LIAISE}: {address}"
        for address in (
            *("https://evil.example/x", "www.evil.example", "evil.com", "evil@evil.example"),
            *("//evil.example", "evil。com", "hxxps://evil", "ftp://evil", "evil.com:80/x"),
        )
    ),
)("evil")
claims(
    "addresses_that_run",
    "Gives addresses that run.",
    *(f"{LIAISE} {a}" for a in ("javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)")),
)("javascript", "alert", "data:")
claims(
    "html_entities",
    "Hides HTML in entities.",
    *(f"{LIAISE} {e}b{e}" for e in ("&lt;", "&#60;", "&#x3C;", "&quot;", "&ldquo;")),
)("&lt", "&#", "&quot", "&ldquo")


@stands("governs")
def one_true_statement_among_false_ones(shown: Passages) -> Reply:
    """Says one thing that is true."""
    source = shown.having("liaise")
    lie = say("The Centre governs Asia.", source)
    return reply(lie, say(LIAISE, source, quotes=[(source, source.start(8))]), lie)


@misbehaves("liaise with the Governments and monitor", "liaise with the situation")
def statement_stitched_from_two_passages(shown: Passages) -> Reply:
    """Says of one thing what two passages say of two."""
    sources = shown.having("liaise"), shown.having("monitor")
    return reply(say("The Centre would liaise with the situation on the ground.", *sources))


claims(
    "words_of_the_title",
    "Takes names out of the title of the document: a letter to the President of the Security Council.",
    "The Centre would liaise with the Security Council.",
    "The Centre would liaise with the Secretary-General.",
    "The President would liaise with the Governments of the region.",
    "The Secretary-General is the Centre.",
)("liaise with the Sec", "President would", "is the Centre")
claims(
    "how_many_that_is_not_there",
    "Counts with the words that are no numbers alone.",
    "The Centre would liaise with both Governments.",
    "The Centre would liaise with one Government.",
)("both", "one Government")
claims(
    "denied_twice",
    "Denies a prohibition.",
    "The Bureau shall not not intervene in the internal affairs of States.",
    "The Bureau shall never not intervene in the internal affairs of States.",
    "The Bureau shall not fail to intervene in the internal affairs of States.",
    source="shall not intervene",
)("not not", "never not", "fail", question=INTERVENE, collection="own")
claims(
    "markup_of_pieces_of_its_passage",
    "Makes an image and a link of another address out of what its passage has.",
    "The picture ![picture](https://Bureau/maps) of the dam.",
    "The website [Bureau](https://website) shows a picture.",
    source="website",
)("https", question=WEBSITE, collection="own")
