"""`/check` for a whole text or a file: every quotation in it, on the page or as a report to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import EmptyQuestion, TextTooLong, UnreadableText
from assistant.web.pages.wording import fill
from assistant.web.pages.wrong import attempt
from assistant.web.uploads import as_file

if TYPE_CHECKING:
    from assistant.checking.model import TextCheck
    from assistant.web.parts import Parts
    from index.words import Language

# What a report is, to a browser that keeps it, and how its name ends.
_KEPT = {
    "html": ("text/html; charset=utf-8", "html"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "json": ("application/json", "json"),
}
_LABELS: dict[type[Exception], str] = {
    EmptyQuestion: "check.empty",
    TextTooLong: "check.too_long",
    UnreadableText: "check.unreadable",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader gave: words or a text, or a file by its name; `kept_as` a format of `_KEPT`, or none."""

    text: str
    content: bytes = b""
    name: str = ""
    kept_as: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is a text with quotations in it, or a file, and no quote by itself."""
        from assistant.checking.passages import find_passages

        if self.name or self.kept_as:
            return True
        found = find_passages(self.text).passages
        whole = len(self.text.strip())
        # One passage that is all of it, but for its marks, is a quote.
        return any(passage.end - passage.start < whole - 2 * _MARK for passage in found)


# The longest quotation marks are two characters and a space: "<< ".
_MARK = 3


async def read_given(request: Request) -> Given:
    """What the form was sent with."""
    async with request.form() as fields:
        text, file, form = (fields.get(name, "") for name in ("text", "file", "as"))
        content, name = b"", ""
        if isinstance(file, UploadFile) and file.filename:
            content, name = await file.read(), file.filename
    kept_as = form if isinstance(form, str) and form in _KEPT else ""
    return Given(text if isinstance(text, str) else "", content, name, kept_as)


async def answer_text(request: Request, parts: Parts, given: Given) -> Response:
    """The page with the report below the form, or the report alone where it is to be kept."""
    lang = parts.site.language_of(request)
    result, wrong = await attempt(
        parts.service, lambda: _check(request, parts, given, lang), lang, _LABELS
    )
    if result and given.kept_as:
        return _kept(result, given.kept_as, lang)
    from assistant.checking.reports import body_of

    return parts.site.page(
        request,
        "check.html",
        status=wrong.status if wrong else 200,
        text=given.text,
        result=None,
        report=Markup(body_of(result, lang)) if result else None,
        found=[],
        wrong=wrong,
        fill=fill,
    )


def _check(request: Request, parts: Parts, given: Given, lang: Language) -> TextCheck:
    assistant = parts.service.assistant.within(parts.site.collections.asked(request))
    if not given.name:
        return assistant.check(given.text, reader=lang)
    with as_file(given.content, given.name) as path:
        return assistant.check(path, reader=lang)


def _kept(result: TextCheck, form: str, lang: Language) -> Response:
    from assistant.checking.reports import RENDERERS

    media_type, suffix = _KEPT[form]
    return Response(
        RENDERERS[form](result, lang),
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="quotes.{suffix}"'},
    )
