"""What stands between a page and hostile content or visitors: headers, limits, forms of our own."""

import hmac
from typing import Final

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.errors import ForbiddenError
from rashomon.web.users import user_of

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
RAW_HEADERS: Final = tuple((k.lower().encode(), v.encode()) for k, v in HEADERS.items())
RAW_PRIVATE: Final = ((b"cache-control", b"no-store"),)
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_BYTES: Final = 1_000_000
"""A form is no larger."""


class Headers:
    """Puts the security headers on every answer, and keeps pages out of shared caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = not scope["path"].startswith("/static/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                wanted = RAW_HEADERS + RAW_PRIVATE if is_page else RAW_HEADERS
                more = [pair for pair in wanted if pair[0] not in there]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Guard:
    """Turns away what is too large, or does not say how large, before any of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 411 or 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if b"transfer-encoding" in headers:
            refused = Response("Say how long the request is.", status_code=411, headers=HEADERS)
        elif not length.isdigit() or int(length) > FORM_BYTES:
            refused = Response("The request is too large.", status_code=413, headers=HEADERS)
        else:
            await self.app(scope, receive, send)
            return
        await refused(scope, receive, send)


def check_form(request: Request, token: str | None) -> None:
    """Make sure that a change was asked for by a page of ours.

    A token of the API needs no such proof: no browser sends it by itself.

    Raises:
        SignInError: Nobody is signed in.
        ForbiddenError: The form's token is missing or another session's.
    """
    user = user_of(request)
    if user.scopes is not None or request.method in SAFE:
        return
    given = token or request.headers.get("X-CSRF-Token") or ""
    if not hmac.compare_digest(given.encode(), user.csrf.encode()):
        raise ForbiddenError("that this page was opened by: reload it, then try again; it")
