"""The symbol that a DOCX file's properties state: the United Nations' templates keep it there."""

from __future__ import annotations

from index.readers.docx.package import Package, W

_NAMES = ("symbol1", "sss1")


def stated_symbol(package: Package) -> str | None:
    """The symbol among the document variables or the custom properties; None without one."""
    settings = package.first("settings")
    found: dict[str, str] = {}
    if settings is not None:
        for variable in settings.iter(W + "docVar"):
            found[(variable.get(W + "name") or "").casefold()] = variable.get(W + "val") or ""
    custom = package.part("docProps/custom.xml")
    for prop in custom if custom is not None else ():
        text = "".join(t for t in prop.itertext() if isinstance(t, str))
        found.setdefault((prop.get("name") or "").casefold(), text)
    return next((found[name].strip() for name in _NAMES if "/" in found.get(name, "")), None)
