"""Sign-in: names and hashes of passwords from the settings, kept in the browser as a signed cookie."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeTimedSerializer

from assistant.web.security.keys import hash_password, is_password

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from assistant.web.settings import ServerSettings

_COOKIE = "mandate_session"


class Sessions:
    """Who has signed in. It is false where nobody needs to."""

    def __init__(self, settings: ServerSettings) -> None:
        """Without a secret in the settings one is made: then a restart signs everybody out."""
        self._users = dict(user.split(":", 1) for user in settings.users)
        secret = settings.secret.get_secret_value() if settings.secret else secrets.token_hex(32)
        self._signer = URLSafeTimedSerializer(secret, salt="session")
        self._seconds = settings.session_seconds
        # One at a time: each takes 128 MiB for a moment.
        self._one = asyncio.Semaphore(1)
        self._nobody = hash_password(secrets.token_hex(16)) if self._users else ""

    def __bool__(self) -> bool:
        return bool(self._users)

    def user(self, request: Request) -> str | None:
        """The user whose cookie the request has, or None."""
        if not self._users:
            return None
        try:
            name = self._signer.loads(request.cookies.get(_COOKIE, ""), max_age=self._seconds)
        except BadSignature:
            return None
        return name if isinstance(name, str) and name in self._users else None

    async def is_user(self, name: str, password: str) -> bool:
        """Whether `password` is that of `name`; an unknown name takes as long as a wrong password."""
        kept = self._users.get(name, self._nobody)
        async with self._one:
            right = await asyncio.to_thread(is_password, password, kept)
        return right and name in self._users

    def sign_in(self, response: Response, request: Request, name: str) -> None:
        """Give the browser the cookie of `name`."""
        response.set_cookie(
            _COOKIE,
            self._signer.dumps(name),
            max_age=self._seconds,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
            path=request.scope.get("root_path", "") or "/",
        )

    def sign_out(self, response: Response, request: Request) -> None:
        """Take the cookie back."""
        response.delete_cookie(_COOKIE, path=request.scope.get("root_path", "") or "/")
