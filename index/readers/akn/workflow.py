"""The way of a resolution to its adoption, as the metadata tell it: draft, report, meeting, vote."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from index.document import Relation
from index.readers.akn.tree import Element, attribute, below
from index.readers.sponsors import split_sponsors
from index.symbol import find_symbols

_WITHOUT_VOTE = "adopted without a vote"
_AMENDED = re.compile(r"\b(?:as )?(?:orally )?(?:amended|revised) ")
_RECORDED = "adopted by a recorded vote"
_NOT_NAMES = re.compile(
    r"(?:submitted|introduced|proposed|recommended|prepared|on the basis)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Workflow:
    """The steps in words; `adopted` is the day of adoption where it is stated."""

    adopted: dt.date | None = None
    sponsors: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


def read_workflow(document: Element) -> Workflow:
    """What the elements `step` and `voting` state."""
    workflow = Workflow()
    sponsors: list[str] = []
    drafts: list[Relation] = []
    for step in below(document, "step"):
        outcome, named = attribute(step, "outcome"), attribute(step, "as")
        if outcome == "draftResolution":
            drafts += drafts_in(named, "workflow in the markup")
            if "revised" in named or "amended" in named:
                workflow.facts["draft"] = named
        if outcome.startswith("draftResolution"):
            sponsors += _sponsors(attribute(step, "by"), workflow)
        elif outcome == "recommendedForAdoption" and named:
            paragraph = attribute(step, "refersTo").lstrip("#")
            workflow.facts["report"] = f"{named}, para. {paragraph}" if paragraph else named
        elif outcome.startswith("adopted"):
            workflow.adopted = _date(attribute(step, "date"))
            if named:
                workflow.facts["meeting_record"] = named
    workflow.sponsors = tuple(dict.fromkeys(sponsors))
    workflow.relations = tuple(dict.fromkeys(drafts))
    if vote := _vote(document):
        workflow.facts["vote"] = vote
    return workflow


def drafts_in(named: str, source: str) -> list[Relation]:
    """The drafts that the words of a step name: one of "A/75/L.4, as amended in A/75/L.6"."""
    found = [str(symbol) for symbol, _, _ in find_symbols(_AMENDED.split(named)[0])]
    return [Relation("adopted from", symbol, source) for symbol in dict.fromkeys(found)]


def _sponsors(names: str, workflow: Workflow) -> list[str]:
    """The names of States; who submitted the draft in other words is a fact."""
    if _NOT_NAMES.match(names):
        workflow.facts["submitted"] = names
        return []
    return list(split_sponsors(f"{names}: draft resolution")) if names else []


def _date(text: str) -> dt.date | None:
    try:
        date = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return date if date.year > 1900 else None


def _vote(document: Element) -> str | None:
    """The vote in words: "adopted by a recorded vote of 120 to 3, with 10 abstentions"."""
    for voting in below(document, "voting"):
        outcome = attribute(voting, "outcome")
        if re.search("withoutvote", outcome, re.IGNORECASE):
            return _WITHOUT_VOTE
        counts = {
            attribute(c, "refersTo").lstrip("#"): attribute(c, "value")
            for c in below(voting, "count")
        }
        if re.search("vote", outcome, re.IGNORECASE) or counts:
            return recorded_vote(
                *(counts.get(key, "") for key in ("inFavour", "against", "abstaining"))
            )
        if re.search("consensus", outcome, re.IGNORECASE):
            return "adopted by consensus"
    return None


def recorded_vote(in_favour: str, against: str, abstaining: str) -> str:
    """The words for a recorded vote, with the counts where all are stated."""
    if not all(count.isdecimal() for count in (in_favour, against, abstaining)):
        return _RECORDED
    yes, no, neither = int(in_favour), int(against), int(abstaining)
    abstentions = f"{neither or 'no'} abstention{'' if neither == 1 else 's'}"
    return f"{_RECORDED} of {yes} to {no or 'none'}, with {abstentions}"
