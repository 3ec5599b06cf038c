"""What an admin does with accounts and tokens: one way for the page and the JSON interface."""

from collections.abc import Iterable
from typing import Final

from fastapi import HTTPException, Request

from rashomon.base import Base
from rashomon.base.people import Account, Token
from rashomon.errors import ForbiddenError, FormError
from rashomon.web import accounts
from rashomon.web.users import User

NO_ADMINS: Final = "a token makes, changes and shuts no admin: what it could do would outlive it"


def keep_account(request: Request, user: User, name: str, role: str, password: str) -> Account:
    """Make an account, or change its role and password, and log it.

    Raises:
        FormError: The name, role or password is refused.
        ForbiddenError: The asker came with a token, and it is an admin's.
    """
    base: Base = request.app.state.base
    there = base.account(name)
    if user.token and "admin" in (role, there.role if there else ""):
        raise ForbiddenError(user.role, NO_ADMINS)
    accounts.make_account(base, name, role, password)
    base.note_access(user.author, "account", f"{name}: {role}")
    return _account(base, name)


def shut_account(request: Request, user: User, name: str, *, disabled: bool) -> Account:
    """Shut an account or open it again, and log it.

    Raises:
        FormError: It is the asker's own.
        ForbiddenError: The asker came with a token, and it is an admin's.
        HTTPException: There is no such account.
    """
    if name == user.name:
        raise FormError("you would shut your own account", "Ask another admin")
    base: Base = request.app.state.base
    if _account(base, name).role == "admin" and user.token:
        raise ForbiddenError(user.role, NO_ADMINS)
    base.disable(name, disabled=disabled)
    base.note_access(user.author, "account", f"{name}: {'shut' if disabled else 'opened'}")
    return _account(base, name)


def give_token(
    request: Request, user: User, name: str, *, scopes: Iterable[str], label: str
) -> tuple[str, Token]:
    """Make a token and log it, never its secret.

    Returns:
        Its secret, which is shown this once, and the token as it is kept.

    Raises:
        FormError: There is no such account, or a scope is unknown.
        ForbiddenError: The asker came with a token, and that may less.
    """
    base: Base = request.app.state.base
    if base.account(name) is None and request.app.state.settings.accounts:
        raise FormError("token: there is no such account", "Make the account first")
    wanted = " ".join(scopes)
    known = frozenset(wanted.split()) & frozenset(accounts.SCOPES)
    if user.scopes is not None and not known <= user.scopes:
        raise ForbiddenError(user.role, "a token makes none that may more than itself")
    if user.token and "admin" in known:
        raise ForbiddenError(user.role, NO_ADMINS)
    secret, token = accounts.make_token(base, name, scopes=wanted, label=label)
    base.note_access(user.author, "token", f"{token.id} for {name}: {token.scopes}")
    return secret, token


def take_back(request: Request, user: User, id: str) -> None:
    """Take a token back, and log it.

    Raises:
        HTTPException: There is no such token.
    """
    base: Base = request.app.state.base
    if all(token.id != id for token in base.tokens()):
        raise HTTPException(404, "there is no such token")
    base.drop_token(id)
    base.note_access(user.author, "token", f"{id}: taken back")


def _account(base: Base, name: str) -> Account:
    found = base.account(name)
    if found is None:
        raise HTTPException(404, "there is no such account")
    return found
