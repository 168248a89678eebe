"""What cannot be carried out is told in the language of the page, by name, and never in English alone."""

from __future__ import annotations

import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import parse

UNHELD = "A/RES/75/272"
CASES = [
    ("/trace", {"of": "S/2007/279#p9"}, "error.unknown_paragraph", "S/2007/279", 404),
    ("/trace", {"of": f"{UNHELD}#op1"}, "error.unknown_document", UNHELD, 404),
    (
        "/compare",
        {"first": "A/RES/72/7", "second": UNHELD},
        "error.unknown_document",
        UNHELD,
        404,
    ),
    ("/compare", {"first": "foo", "second": "A/RES/72/7"}, "error.no_symbol", "", 422),
    ("/tasks", {"document": UNHELD}, "error.unknown_document", UNHELD, 404),
    ("/tasks", {"document": "foo"}, "error.no_symbol", "", 422),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("path", "query", "label", "symbol", "status"), CASES)
def test_it_is_said_in_the_page_s_language(client, path, query, label, symbol, status, lang):
    response = client.get(path, params=query | {"lang": lang})
    assert response.status_code == status
    page = parse(response.text)
    said = load_labels(lang)[label].format(symbol=symbol)
    alert = page.one("p", role="alert")
    assert alert.words() == said
    assert alert.one("span")["lang"] == lang
    if path != "/tasks":
        assert page.one("title").words().startswith(said)
    assert "is not in the index" not in response.text
