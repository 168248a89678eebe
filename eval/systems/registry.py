"""Which systems there are, by name and in groups, and how each is opened."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import cast, get_args

from assistant.stages import Stage
from eval.errors import UnknownSystem
from eval.systems.mandate import NAME as OURS
from eval.systems.mandate import WITHOUT, MandateSystem
from eval.systems.model import Setting, System
from eval.systems.peers import PACKAGES, open_peer
from eval.systems.search import Searched, open_search

BASELINES = ("plain", "lexical", "dense")
ABLATION = tuple(f"{WITHOUT}{stage}" for stage in Stage)
PEERS = tuple(PACKAGES)

GROUPS: dict[str, tuple[str, ...]] = {
    "default": (OURS, *BASELINES),
    "ablation": (OURS, *ABLATION),
    "peers": (OURS, *PEERS),
    "all": (OURS, *BASELINES, *PEERS, *ABLATION),
}


def names_of(given: Iterable[str]) -> list[str]:
    """The systems that `given` names, each once; a group stands for its members.

    Raises `UnknownSystem`.
    """
    chosen: dict[str, None] = {}
    for text in given:
        for name in filter(None, (part.strip() for part in text.split(","))):
            members = GROUPS.get(name, (name,))
            if not set(members) <= set(GROUPS["all"]):
                known = ", ".join([*GROUPS, *GROUPS["default"], *PEERS, f"{WITHOUT}STAGE"])
                stages = ", ".join(Stage)
                raise UnknownSystem(
                    f"there is no system {name!r}; there are {known}, where STAGE is one of: {stages}"
                )
            chosen |= dict.fromkeys(members)
    return list(chosen) or list(GROUPS["default"])


def missing_package(name: str) -> str | None:
    """The first package that the system `name` needs and that is not installed, or None."""
    return next((p for p in PACKAGES.get(name, ()) if not _is_installed(p)), None)


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        # What it is a part of is not there.
        return False


def open_system(name: str, setting: Setting) -> System:
    """Open the system `name`; raises `UnknownSystem`, and the errors of reading the documents."""
    if name == OURS:
        return MandateSystem(setting)
    if name.startswith(WITHOUT):
        return MandateSystem(setting, Stage(name.removeprefix(WITHOUT)))
    if name == "plain":
        from eval.systems.plain import open_plain

        return open_plain(setting)
    if name in get_args(Searched):
        return open_search(cast("Searched", name), setting)
    if name in PEERS:
        return open_peer(name, setting)
    raise UnknownSystem(f"there is no system {name!r}")
