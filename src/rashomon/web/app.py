"""The workbench as one ASGI application over one base."""

from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

import rashomon
from rashomon.base import Base
from rashomon.errors import FormError, RashomonError, SignInError
from rashomon.web import accounts
from rashomon.web.limits import Limiter, Limits
from rashomon.web.listed import Listings
from rashomon.web.memo import Memo
from rashomon.web.namebook import NameBook
from rashomon.web.pages import render
from rashomon.web.routes import ROUTERS
from rashomon.web.security import HEADERS, Guard, Headers
from rashomon.web.settings import Settings
from rashomon.web.turns import Turns
from rashomon.web.veil_lines import LineVeil

STATIC: Final = Path(__file__).with_name("static")
OPEN: Final = ("/static/", "/login")
"""What anybody may ask for."""


def create_app(
    base: Base, settings: Settings | None = None, limits: Limits | None = None
) -> FastAPI:
    """Make the workbench over a base.

    Args:
        base: The evidence base; the caller closes it.
        settings: How it runs; for one person on this machine without it.
        limits: Counts of requests that it shares with other processes; its own without them.
    """
    chosen = settings or Settings()
    app = FastAPI(
        title="Rashomon workbench",
        version=rashomon.__version__,
        description="Who says that who did what to whom: incidents, documents and statements.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.base, app.state.settings = base, chosen
    app.state.names = NameBook(base)
    app.state.shown = LineVeil(base, app.state.names)
    app.state.memo = Memo(base)
    app.state.listings = Listings(base)
    app.state.limits = limits or Limits(requests=Limiter(chosen.requests_per_minute))
    app.add_middleware(Turns)  # the innermost: who may not pass does not stand in line
    app.add_middleware(Identify)
    app.add_middleware(Headers)
    app.add_middleware(Guard)
    app.add_exception_handler(RashomonError, answer_error)
    app.add_exception_handler(HTTPException, answer_error)
    app.add_exception_handler(RequestValidationError, answer_error)
    app.add_exception_handler(Exception, answer_error)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    return app


class Identify:
    """Counts the request and finds out who asks, before any page does."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its user, or answer what stands against it."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        state = request.app.state
        try:
            state.limits.requests.check(request.client.host if request.client else "")
            if state.settings.accounts:  # who asks is looked up in the base
                request.state.user = await run_in_threadpool(accounts.identify, request)
            else:
                request.state.user = accounts.identify(request)
            if request.state.user is None and not request.url.path.startswith(OPEN):
                raise SignInError
        except RashomonError as error:
            await answer_error(request, error)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def answer_error(request: Request, error: Exception) -> Response:
    """Answer an error in the form that was asked for: JSON to the API, a page to people."""
    answer = _answer(request, error)
    answer.headers.update(HEADERS | {"Cache-Control": "no-store"})
    return answer


def _answer(request: Request, error: Exception) -> Response:
    status, code, message = _describe(error)
    is_api = request.url.path.startswith("/api/")
    if is_api:
        detail = {"error": {"code": code, "message": message}}
        return JSONResponse(detail, status_code=status)
    if status == 401 and request.method == "GET":
        return RedirectResponse(f"/login?to={request.url.path}", status_code=303)
    return render(request, "error.html", status=status, code=code, message=message)


def _describe(error: Exception) -> tuple[int, str, str]:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        error = FormError(f"{where}: {first['msg']}", "Check the form or the address")
    if isinstance(error, HTTPException):
        return error.status_code, "RSH-404", str(error.detail)
    if isinstance(error, RashomonError):
        return error.http_status, error.code, str(error)
    return 500, "RSH-000", "the workbench broke on this request"
