"""The JSON interface, continued: accounts, tokens, and the workbench's log, for admins."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field, SecretStr

from rashomon.base import Base
from rashomon.base.people import Account, Token
from rashomon.model.encode import to_plain
from rashomon.web import accounts, administering
from rashomon.web.routes.api import ANSWERS, Page, Plain, Size, answer
from rashomon.web.security import check_form
from rashomon.web.users import ROLES, AsAdmin

T = TypeVar("T")
router = APIRouter(prefix="/api/v1/admin", tags=["admin"])
Name = Annotated[str, InPath(max_length=64, description="Name of the account.")]
Id = Annotated[str, InPath(max_length=40, description="Id of the token, never its secret.")]


class NewAccount(BaseModel):
    """An account to make, or the role and password that one gets from now on."""

    name: str = Field(max_length=64, description="Letters, digits and . _ @ - only.")
    role: str = Field(max_length=64, description=f"One of: {', '.join(ROLES)}.")
    password: SecretStr = Field(
        max_length=accounts.MOST_PASSWORD,
        description=f"{accounts.LEAST_PASSWORD} characters or more; it is never given back.",
    )


class Shutting(BaseModel):
    """Whether an account may sign in."""

    disabled: bool = Field(default=True, description="Shut it; false opens it again.")


class NewToken(BaseModel):
    """A token to make."""

    name: str = Field(max_length=64, description="Whose account it is for.")
    scopes: list[Annotated[str, Field(max_length=40)]] = Field(
        min_length=1,
        max_length=10,
        description=f"Of: {', '.join(accounts.SCOPES)}; none that the asking token lacks.",
    )
    label: str = Field(default="", max_length=100, description="What it is for.")


@router.get("/accounts", responses=ANSWERS, response_model=Plain)
def listed_accounts(request: Request, _: AsAdmin, page: Page = 1, per_page: Size = 50) -> Response:
    """List accounts by name, with their roles and whether they are shut."""
    base: Base = request.app.state.base
    return _paged(base.accounts(), _account, page, per_page)


@router.post("/accounts", responses=ANSWERS, response_model=Plain, status_code=201)
def put_account(request: Request, user: AsAdmin, given: NewAccount) -> Response:
    """Make an account, or change its role and password; its sign-ins end.

    A token makes and changes no admin.
    """
    check_form(request, None)
    password = given.password.get_secret_value()
    made = administering.keep_account(request, user, given.name, given.role, password)
    return answer(_account(made), status=201)


@router.post("/accounts/{name}/disable", responses=ANSWERS, response_model=Plain)
def disable(request: Request, user: AsAdmin, name: Name, given: Shutting) -> Response:
    """Shut an account or open it again; nobody shuts their own."""
    check_form(request, None)
    shut = administering.shut_account(request, user, name, disabled=given.disabled)
    return answer(_account(shut))


@router.get("/tokens", responses=ANSWERS, response_model=Plain)
def listed_tokens(request: Request, _: AsAdmin, page: Page = 1, per_page: Size = 50) -> Response:
    """List tokens, the oldest first; their secrets are not kept, and nothing is given of them."""
    base: Base = request.app.state.base
    return _paged(base.tokens(), _token, page, per_page)


@router.post("/tokens", responses=ANSWERS, response_model=Plain, status_code=201)
def put_token(request: Request, user: AsAdmin, given: NewToken) -> Response:
    """Make a token; `secret` is given this once.

    A token makes none that may more than itself, and none with the scope ``admin``.
    """
    check_form(request, None)
    secret, token = administering.give_token(
        request, user, given.name, scopes=given.scopes, label=given.label
    )
    return answer({**_token(token), "secret": secret}, status=201)


@router.post("/tokens/{id}/drop", responses=ANSWERS, response_model=Plain)
def drop_token(request: Request, user: AsAdmin, id: Id) -> Response:
    """Take a token back; it opens nothing from then on."""
    check_form(request, None)
    administering.take_back(request, user, id)
    return answer({"id": id})


@router.get("/log", responses=ANSWERS, response_model=Plain)
def log(request: Request, _: AsAdmin, page: Page = 1, per_page: Size = 50) -> Response:
    """List who signed in, exported, and changed accounts and tokens, the newest first."""
    base: Base = request.app.state.base
    lines = base.accesses(per_page, offset=(page - 1) * per_page)
    items = [to_plain(line) for line in lines]
    return answer({"total": base.access_count(), "page": page, "items": items})


def _paged(
    found: Sequence[T], as_plain: Callable[[T], Plain], page: int, per_page: int
) -> Response:
    shown = found[(page - 1) * per_page : page * per_page]
    return answer({"total": len(found), "page": page, "items": [as_plain(one) for one in shown]})


def _account(one: Account) -> Plain:
    return {"name": one.name, "role": one.role, "made_at": one.made_at, "disabled": one.disabled}


def _token(one: Token) -> Plain:
    return {
        "id": one.id,
        "user": one.user,
        "scopes": one.scopes.split(),
        "label": one.label,
        "made_at": one.made_at,
        "expires": one.expires,
    }
