"""Who is at the other end of a request, and what they may do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from rashomon.errors import ForbiddenError, SignInError

ROLES: Final = ("reader", "coder", "editor", "admin")
"""Each may do what those before it may."""
SCOPE_OF: Final = {"reader": "read", "admin": "admin"}
"""Scope that a token needs for what the role may; else ``write``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person, as a request shows them.

    Attributes:
        name: The account, or who decides where nobody signs in.
        role: One of `ROLES`.
        csrf: Token that every form of this session carries.
        scopes: What a token of the API may do; None for a session.
        token: Id of the token that came with the request; None for a session.
    """

    name: str
    role: str
    csrf: str
    scopes: frozenset[str] | None = None
    token: str | None = None

    @property
    def author(self) -> str:
        """Who is named in the log: the person, and by which token."""
        return f"{self.name} (token {self.token})" if self.token else self.name

    def may(self, role: str) -> bool:
        """Tell whether the role covers another one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def user_of(request: Request) -> User:
    """Give the person behind a request.

    Raises:
        SignInError: Nobody is signed in.
    """
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise SignInError
    return user


def require(role: str) -> Callable[[Request], Awaitable[User]]:
    """Make a dependency that lets a role and those above it pass.

    Raises (the dependency):
        SignInError: Nobody is signed in.
        ForbiddenError: The role is too low, or the token lacks the scope.
    """

    async def check(request: Request) -> User:  # not sync: that would cost a thread
        user = user_of(request)
        scope = SCOPE_OF.get(role, "write")
        if not user.may(role) or (user.scopes is not None and scope not in user.scopes):
            raise ForbiddenError(role)
        return user

    return check


AsReader = Annotated[User, Depends(require("reader"))]
AsCoder = Annotated[User, Depends(require("coder"))]
AsEditor = Annotated[User, Depends(require("editor"))]
AsAdmin = Annotated[User, Depends(require("admin"))]
"""Parameters of a route: who asks, and at least in this role."""
