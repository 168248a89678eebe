"""Hashes: the same for the same text wherever and however it is held, another for any other."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.receipts.hashes import digest_of, hash_document, hash_text, is_hash

from .shelf import TEXTS, changed, document, unsure

TWO = {"op1": {"zh": "请各港", "en": "Requests;"}, "fn1": {"en": "A note\nof two lines."}}
# Written down by hand from the description: nobody needs this program to make it.
WRITTEN = (
    b"mandate-document/1\n"
    b"op1 en exact 9\nRequests;\n"
    b"op1 zh exact 9\n\xe8\xaf\xb7\xe5\x90\x84\xe6\xb8\xaf\n"
    b"fn1 en exact 20\nA note\nof two lines.\n"
)


def test_a_document_is_hashed_as_it_is_described():
    assert hash_document(document(TWO)) == f"sha256:{sha256(WRITTEN).hexdigest()}"


def test_words_are_hashed_as_their_utf_8():
    assert hash_text("湖 é") == f"sha256:{sha256('湖 é'.encode()).hexdigest()}"


@pytest.mark.parametrize(
    "texts",
    [
        changed(op2={"en": "Decides to remain seized of the matter!"}),
        changed(op2=None),
        changed(op3={"en": "Decides also to do nothing."}),
        changed(op2={"en": TEXTS["op2"]["en"], "ru": "постановляет продолжать."}),
        changed(op1={"en": TEXTS["op1"]["en"]}),
        # The border between two texts moves, and not a letter changes.
        changed(op2={"en": "Decides to remain seized"}, op3={"en": " of the matter."}),
        dict(reversed(TEXTS.items())),
        {place.replace("op2", "op4"): versions for place, versions in TEXTS.items()},
    ],
    ids=["letter", "less", "more", "version", "version less", "border", "order", "place"],
)
def test_any_change_of_the_text_changes_the_hash(texts):
    assert hash_document(document(texts)) != hash_document(document())


def test_a_text_that_is_not_sure_any_more_changes_the_hash():
    assert hash_document(unsure(document(), "ar")) != hash_document(document())


def test_what_is_not_text_changes_nothing():
    held = document()
    known = replace(held, titles={"en": "Buoys"}, session="95", sponsors=("Kazakhstan",))
    turned = document({p: dict(reversed(v.items())) for p, v in TEXTS.items()})
    assert hash_document(known) == hash_document(turned) == hash_document(held)
    assert hash_document(document(symbol="A/RES/95/2")) == hash_document(held)


texts = st.dictionaries(
    st.sampled_from(["op1", "op2", "pp1", "fn1"]),
    st.dictionaries(st.sampled_from(["en", "fr", "zh"]), st.text("a\n 1é", max_size=4), min_size=1),
    max_size=3,
)


@settings(deadline=None, database=None)
@given(texts, texts)
def test_two_documents_have_one_hash_only_if_they_say_the_same(one, other):
    same = list(one) == list(other) and one == other
    assert (hash_document(document(one)) == hash_document(document(other))) == same


def test_the_hash_is_the_same_in_another_process(assistant, environment):
    code = (
        "from assistant import Assistant\nfrom assistant.receipts.hashes import hash_document\n"
        "with Assistant(model='none') as a:\n"
        "    for d in a.documents(): print(d.symbol, hash_document(d))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=environment | {"PYTHONHASHSEED": "7"},
        timeout=60,
        check=True,
    )
    assert done.stdout.decode().splitlines() == [
        f"{d.symbol} {hash_document(d)}" for d in assistant.documents()
    ]


def test_a_hash_may_be_cut_to_128_bits_and_no_further():
    whole = hash_text("x")
    assert is_hash(whole, whole)
    assert is_hash(whole[:39], whole)
    assert not is_hash(whole[:38], whole)
    assert not is_hash("", whole)
    assert not is_hash(hash_text("y")[:39], whole)
    assert len(digest_of(whole)) == 32
    assert digest_of(whole[:39]) == digest_of(whole)[:16]
