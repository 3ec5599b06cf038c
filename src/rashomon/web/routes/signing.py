"""Signing in and out, accounts, tokens, and the workbench's log."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from rashomon.base import Base
from rashomon.errors import RashomonError
from rashomon.web import accounts, administering
from rashomon.web.pages import render
from rashomon.web.routes.incident import local_path
from rashomon.web.security import check_form
from rashomon.web.settings import Settings
from rashomon.web.users import ROLES, AsAdmin, AsReader

router = APIRouter(include_in_schema=False)
Name = Annotated[str, Form(max_length=64)]
Secret = Annotated[str, Form(max_length=accounts.MOST_PASSWORD)]
Csrf = Annotated[str, Form(max_length=100)]


@router.get("/login")
def form(request: Request) -> Response:
    """Show the form to sign in."""
    return render(request, "login.html", to=request.query_params.get("to", "/"), problem="")


@router.post("/login")
def sign_in(
    request: Request,
    name: Name,
    password: Secret,
    to: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Check name and password, and begin a session."""
    base: Base = request.app.state.base
    settings: Settings = request.app.state.settings
    request.app.state.limits.sign_ins.check(request.client.host if request.client else "")
    try:
        secret = accounts.sign_in(base, name, password, settings.session_hours)
    except RashomonError as error:
        return render(request, "login.html", status=401, to=to, problem=str(error))
    answer = RedirectResponse(local_path(to), status_code=303)
    answer.set_cookie(
        accounts.COOKIE,
        secret,
        max_age=settings.session_hours * 3600,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="strict",
    )
    return answer


@router.post("/logout")
def sign_out(request: Request, user: AsReader, csrf: Csrf = "") -> Response:
    """End the session."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    accounts.sign_out(base, request.cookies.get(accounts.COOKIE))
    base.note_access(user.name, "signed out")
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(accounts.COOKIE)
    return answer


@router.get("/admin")
def admin(request: Request, _: AsAdmin) -> Response:
    """Show accounts, tokens and the log."""
    return _admin(request)


def _admin(request: Request, *, secret: str = "") -> Response:
    base: Base = request.app.state.base
    return render(
        request,
        "admin.html",
        people=base.accounts(),
        tokens=base.tokens(),
        log=base.accesses(),
        roles=ROLES,
        scopes=accounts.SCOPES,
        secret=secret,
    )


@router.post("/admin/accounts")
def put_account(
    request: Request, user: AsAdmin, name: Name, role: Name, password: Secret, csrf: Csrf = ""
) -> Response:
    """Make an account, or change its role and password."""
    check_form(request, csrf)
    administering.keep_account(request, user, name, role, password)
    return RedirectResponse("/admin", status_code=303)


@router.post("/admin/accounts/{name}/disable")
def disable(
    request: Request, user: AsAdmin, name: str, disabled: Annotated[bool, Form()], csrf: Csrf = ""
) -> Response:
    """Shut an account or open it again."""
    check_form(request, csrf)
    administering.shut_account(request, user, name, disabled=disabled)
    return RedirectResponse("/admin", status_code=303)


@router.post("/admin/tokens")
def put_token(
    request: Request,
    user: AsAdmin,
    name: Name,
    scopes: Annotated[list[str], Form()],
    label: Annotated[str, Form(max_length=100)] = "",
    csrf: Csrf = "",
) -> Response:
    """Make a token, and show its secret this once."""
    check_form(request, csrf)
    secret, _ = administering.give_token(request, user, name, scopes=scopes, label=label)
    return _admin(request, secret=secret)


@router.post("/admin/tokens/{id}/drop")
def drop_token(request: Request, user: AsAdmin, id: str, csrf: Csrf = "") -> Response:
    """Take a token back."""
    check_form(request, csrf)
    administering.take_back(request, user, id)
    return RedirectResponse("/admin", status_code=303)
