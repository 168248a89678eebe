"""`/embed.js`: the script that puts the assistant into another site's page."""

from __future__ import annotations

import json
import re

import pytest

from assistant.web import widget
from assistant.web.interface import load_labels
from assistant.web.pages.site import STATIC
from index.words import LANGUAGES


@pytest.fixture(scope="module")
def script(client):
    response = client.get("/embed.js")
    assert response.status_code == 200
    return response


def test_browsers_take_it_for_a_script_and_keep_it_for_a_while(script):
    assert script.headers["content-type"].startswith("text/javascript")
    assert "charset=utf-8" in script.headers["content-type"].lower()
    assert script.headers["cache-control"] == "public, max-age=300"
    assert script.headers["x-content-type-options"] == "nosniff"


def test_it_has_its_labels_in_the_six_languages(script):
    labels = json.loads(re.search(r"const LABELS = (\{.*?\});\n", script.text)[1])
    assert set(labels) == set(LANGUAGES)
    names = {name for name in load_labels("en") if name.startswith("widget.")}
    assert names
    for code in LANGUAGES:
        own = load_labels(code)
        assert labels[code] == {name.removeprefix("widget."): own[name] for name in names}
    used = set(re.findall(r"\blabel\.(\w+)", script.text))
    assert used == set(labels["en"]), "each label has a use, and each use a label"


def test_it_asks_nothing_of_any_other_host_and_keeps_nothing(script):
    code = re.sub(r"^\s*//.*$", "", script.text, flags=re.MULTILINE)
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|import\(", code)
    assert not re.search(r"cookie|localStorage|sessionStorage|indexedDB|eval\(|innerHTML", code)


def test_where_the_script_has_no_place_for_labels_it_is_a_fault(monkeypatch, tmp_path):
    (tmp_path / "embed.js").write_text("no place")
    widget._script.cache_clear()
    monkeypatch.setattr(widget, "STATIC", tmp_path)
    with pytest.raises(AssertionError):
        widget._script()
    monkeypatch.undo()
    widget._script.cache_clear()


def test_a_label_cannot_end_the_script(script):
    """It is a file of its own, in which `</script>` means nothing; line breaks are written out."""
    line = next(line for line in script.text.splitlines() if "const LABELS" in line)
    assert line.rstrip().endswith("};")


def test_the_example_of_a_portal_shows_how(script):
    example = (STATIC.parent / "examples" / "portal.html").read_text(encoding="utf-8")
    assert re.search(r'<script src="[^"]*/embed\.js"', example)
    attributes = set(re.findall(r"\b(data-[\w-]+)=", example))
    for attribute in attributes:
        assert f"dataset.{attribute.removeprefix('data-')}" in script.text, attribute


def test_a_portal_may_name_a_collection(script):
    assert "dataset.collection" in script.text
    assert script.text.count("new URL(query, base)") == 1
    assert script.text.count("new URL(`embed${query}`, base)") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_frame_that_it_shows_is_in_the_readers_language(client, lang):
    page = client.get("/embed", params={"lang": lang})
    assert page.status_code == 200
    assert f'<html lang="{lang}"' in page.text
    assert "gradio-app" in page.text
