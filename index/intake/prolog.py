"""What stands before the first element of an XML file: its name, and whether the file may harm."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat


@dataclass(slots=True)
class Prolog:
    """The root's name without its prefix, and what the document type declaration asks for.

    The name is the declaration's where that defines entities. `entities`: it defines entities, which
    may grow without bound; `external`: it names another file.
    """

    root: str | None = None
    entities: bool = False
    external: bool = False


class _Enough(Exception):
    """What was looked for has been seen."""


def read_prolog(content: bytes) -> Prolog | None:
    """What stands before the first element of `content`; None where that is not well-formed XML.

    It ends at the first element, and at the first entity that is defined: nothing is expanded and
    no other file is opened.
    """
    prolog = Prolog()
    parser = expat.ParserCreate(namespace_separator=" ")

    def doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
        prolog.root = name.rpartition(":")[2]
        prolog.external = system is not None or public is not None

    def entity(*_: object) -> None:
        prolog.entities = True
        raise _Enough

    def element(name: str, _: object) -> None:
        prolog.root = name.rpartition(" ")[2]
        raise _Enough

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    try:
        parser.Parse(content, False)
    except _Enough:
        return prolog
    except (expat.ExpatError, ValueError, LookupError):
        # A wrong encoding is a LookupError or a ValueError.
        return None
    return prolog
