"""Renders pages: one frame, in the reader's language, with everything escaped."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assistant.phrases import load_phrases
from assistant.render.html import direction
from assistant.web.interface import load_labels
from assistant.web.language import choose_language
from assistant.web.security.headers import nonce_of
from index.collections import DEFAULT
from index.words import LANGUAGES, Language

if TYPE_CHECKING:
    from starlette.requests import Request

    from assistant.web.collected import Collections
    from assistant.web.security.sign_in import Sessions

STATIC = Path(str(files("assistant.web") / "static"))


class Site:
    """Makes pages from the templates."""

    def __init__(self, language: Language, sessions: Sessions, collections: Collections) -> None:
        """`language` is the one of pages whose reader's browser names none of the six."""
        self.language = language
        self.collections = collections
        self._sessions = sessions
        self._templates = Environment(
            loader=PackageLoader("assistant.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {"direction": direction, "version": _version()}

    def language_of(self, request: Request) -> Language:
        """The language in which the page is shown."""
        return choose_language(request, self.language)

    def asks_shipped(self, request: Request) -> bool:
        """Whether the page asks the collection that ships, which is about one body's mandate."""
        return (self.collections.asked(request) or self.collections.served) == DEFAULT

    def render(self, request: Request, template: str, **values: object) -> str:
        """The text of `template`, with what every page needs beside `values`."""
        language = self.language_of(request)
        labels = load_labels(language)
        names = self.collections.names()
        asked = self.collections.asked(request)
        collection = asked if asked in names else None
        return self._templates.get_template(template).render(
            lang=language,
            t=labels,
            phrases=load_phrases(language),
            root=request.scope.get("root_path", ""),
            nonce=nonce_of(request),
            languages=[(code, load_labels(code)["language_name"]) for code in LANGUAGES],
            language_links={code: _changed(request, lang=code) for code in LANGUAGES},
            collection=collection,
            asks_shipped=self.asks_shipped(request),
            collections=[(name, _in_collection(language, name)) for name in names],
            kept=urlencode({"lang": language} | ({"collection": collection} if collection else {})),
            user=self._sessions.user(request),
            **values,
        )

    def page(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """The response with the page; it differs by the language of the browser."""
        return HTMLResponse(
            self.render(request, template, **values),
            status_code=status,
            headers={"vary": "accept-language", "content-language": self.language_of(request)},
        )


def _changed(request: Request, **query: str) -> str:
    """The address of the same page with another value in its query."""
    return "?" + str(request.url.include_query_params(**query).query)


def _in_collection(language: Language, name: str) -> str:
    """The address of the same page for another collection: what was chosen in this one is forgotten."""
    return "?" + urlencode({"lang": language, "collection": name})


@lru_cache(maxsize=1)
def _version() -> str:
    """Changes whenever a static file does, so that browsers may keep them for long."""
    digest = sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
