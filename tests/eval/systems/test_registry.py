"""Which systems there are: names, groups, and what a missing package is called."""

from __future__ import annotations

import re
import sys

import pytest

from assistant.stages import Stage
from eval.errors import UnknownSystem
from eval.systems import registry
from eval.systems.model import Setting
from eval.systems.registry import GROUPS, missing_package, names_of, open_system
from index.errors import UserError

DEFAULT = ["mandate", "plain", "lexical", "dense"]
PEERS = ["txtai", "llama-index", "verbatim-rag"]
WITHOUT = [f"without {stage}" for stage in Stage]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ([], DEFAULT),
        ([""], DEFAULT),
        ([" , "], DEFAULT),
        (["default"], DEFAULT),
        (["lexical"], ["lexical"]),
        (["dense, mandate ,dense"], ["dense", "mandate"]),
        (["lexical", "mandate"], ["lexical", "mandate"]),
        (["lexical,default"], ["lexical", "mandate", "plain", "dense"]),
        (["peers"], ["mandate", *PEERS]),
        (["ablation"], ["mandate", *WITHOUT]),
        (["default", "peers"], DEFAULT + PEERS),
        (["without lists", "without what is asked for"], ["without lists", WITHOUT[6]]),
        (["all"], DEFAULT + PEERS + WITHOUT),
        (["all,default", "lexical"], DEFAULT + PEERS + WITHOUT),
    ],
)
def test_systems_are_named_one_by_one_by_commas_or_in_groups(given, names):
    assert names_of(given) == names


@pytest.mark.parametrize(
    "name", ["lexcial", "without", "without ", "without colour", "Mandate", "lexical dense", "x"]
)
def test_an_unknown_name_is_told_with_those_there_are(name):
    with pytest.raises(UnknownSystem, match=re.escape(f"no system {name.strip()!r}")) as error:
        names_of(["mandate", name])
    told = str(error.value)
    assert all(known in told for known in [*DEFAULT, *PEERS, *GROUPS, "without STAGE"])
    assert all(stage in told for stage in Stage)
    assert isinstance(error.value, UserError)


def test_one_unknown_name_among_others_is_not_passed_over():
    with pytest.raises(UnknownSystem, match="'lexcial'"):
        names_of(["mandate,lexcial,dense"])


def test_every_system_of_every_group_has_a_name_of_its_own():
    assert len(set(GROUPS["all"])) == len(GROUPS["all"])
    for group, members in GROUPS.items():
        assert names_of([group]) == [*members]
        assert members[0] == "mandate"
        assert group not in GROUPS["all"]


@pytest.mark.parametrize("name", [*DEFAULT, *WITHOUT])
def test_our_own_systems_need_no_other_package(name):
    assert missing_package(name) is None


@pytest.mark.parametrize(
    ("packages", "missing"),
    [
        ((), None),
        (("json",), None),
        (("json", "json.decoder"), None),
        (("no_such_package",), "no_such_package"),
        (("json", "no_such_package", "nor_this"), "no_such_package"),
        (("no_such_package.part",), "no_such_package.part"),
        (("json.no_such_part",), "json.no_such_part"),
    ],
)
def test_the_first_package_that_is_missing_is_named(monkeypatch, packages, missing):
    monkeypatch.setitem(registry.PACKAGES, "txtai", packages)
    assert missing_package("txtai") == missing


def test_looking_for_a_package_does_not_import_it(monkeypatch):
    monkeypatch.setitem(registry.PACKAGES, "txtai", ("this",))
    monkeypatch.delitem(sys.modules, "this", raising=False)
    assert missing_package("txtai") is None
    assert "this" not in sys.modules


@pytest.mark.parametrize("name", ["", "lexcial", "default", "peers"])
def test_what_is_no_system_cannot_be_opened(name):
    with pytest.raises(UnknownSystem, match=re.escape(repr(name))):
        open_system(name, Setting())


@pytest.mark.parametrize("name", ["mandate", "without lists"])
def test_a_system_is_opened_by_its_name(name):
    system = open_system(name, Setting())
    try:
        assert system.name == name
        assert system.description
        assert system.chat_model is None
    finally:
        system.close()
