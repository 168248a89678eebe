"""What the doors and pages of one server share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.web.observation.metrics import Metrics
    from assistant.web.pages.site import Site
    from assistant.web.security.sign_in import Sessions
    from assistant.web.service import Service
    from assistant.web.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """The settings, the assistant behind its service, and what counts, renders and signs in."""

    settings: ServerSettings
    service: Service
    metrics: Metrics
    site: Site
    sessions: Sessions
