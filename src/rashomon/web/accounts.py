"""Who signs in: one local person without accounts; sessions and tokens with them.

Passwords are hashed with argon2id (RFC 9106). A session is a random secret in an HttpOnly cookie; a
token is one in an ``Authorization: Bearer`` header. The base keeps digests only.
"""

import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fastapi import Request

from rashomon.base import Base
from rashomon.base.people import Session, Token
from rashomon.errors import FormError, SignInError
from rashomon.web.settings import Settings
from rashomon.web.users import ROLES, User

LOCAL_CSRF: Final = secrets.token_urlsafe(24)
"""Token of the forms where nobody signs in; new with every start."""
COOKIE: Final = "rashomon_session"
LEAST_PASSWORD: Final = 12
MOST_PASSWORD: Final = 200
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
SCOPES: Final = ("read", "write", "admin")
"""What a token may do: each by itself, none holds another."""
_hasher: Final = PasswordHasher()
_NOBODY: Final = _hasher.hash(secrets.token_urlsafe(16))
"""Checked where there is no such account, so that both take as long."""


def identify(request: Request) -> User | None:
    """Find out who sends a request; None where nobody is signed in.

    Raises:
        SignInError: A token was sent that is none, or is over.
    """
    settings: Settings = request.app.state.settings
    base: Base = request.app.state.base
    if not settings.accounts:
        return User(name=settings.person, role="admin", csrf=LOCAL_CSRF)
    header = request.headers.get("Authorization", "")
    if header:
        return _by_token(base, header)
    secret = request.cookies.get(COOKIE)
    found = base.session(digest_of(secret)) if secret else None
    if found is None:
        return None
    session, account = found
    return User(name=account.name, role=account.role, csrf=session.csrf)


def _by_token(base: Base, header: str) -> User:
    kind, _, secret = header.partition(" ")
    found = base.token(digest_of(secret.strip())) if kind.lower() == "bearer" else None
    if found is None:
        raise SignInError("the token is not known, or is over")
    token, account = found
    scopes = frozenset(token.scopes.split())
    return User(name=account.name, role=account.role, csrf="", scopes=scopes, token=token.id)


def sign_in(base: Base, name: str, password: str, hours: int) -> str:
    """Check a password and begin a session.

    Returns:
        The session's secret, for the cookie.

    Raises:
        SignInError: Name and password don't go together, or the account is shut.
    """
    account = base.account(name)
    known = account is not None and not account.disabled
    if not _fits(account.password if account is not None else _NOBODY, password) or not known:
        base.note_access(name[:64], "sign-in refused")
        raise SignInError("name and password don't go together")
    secret = secrets.token_urlsafe(32)
    ends = datetime.now(UTC) + timedelta(hours=hours)
    base.put_session(
        Session(
            digest=digest_of(secret),
            user=name,
            csrf=secrets.token_urlsafe(24),
            expires=ends.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        )
    )
    base.note_access(name, "signed in")
    return secret


def sign_out(base: Base, secret: str | None) -> None:
    """End a session."""
    if secret:
        base.end_session(digest_of(secret))


def make_account(base: Base, name: str, role: str, password: str) -> None:
    """Make an account or give it another role and password.

    Raises:
        FormError: The name, role or password is refused.
    """
    if not NAME.fullmatch(name):
        raise FormError("name: letters, digits and . _ @ - only, 64 at most", "Choose another")
    if role not in ROLES:
        raise FormError(f"role: {role[:40]!r} is none", f"Choose one of {', '.join(ROLES)}")
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        problem = f"password: it needs {LEAST_PASSWORD} to {MOST_PASSWORD} characters"
        raise FormError(problem, "Choose a longer one")
    base.put_account(name, role=role, password=_hasher.hash(password))


def make_token(
    base: Base, user: str, *, scopes: str, label: str, days: int | None = 90
) -> tuple[str, Token]:
    """Make a token of the API.

    Returns:
        Its secret, which is shown this once, and the token as it is kept.

    Raises:
        FormError: A scope is unknown.
    """
    wanted = scopes.split()
    if not wanted or any(scope not in SCOPES for scope in wanted):
        raise FormError("scopes: one is unknown", f"Choose from {', '.join(SCOPES)}")
    secret = "rsh_" + secrets.token_urlsafe(32)
    at = datetime.now(UTC)
    ends = None if days is None else (at + timedelta(days=days)).isoformat().replace("+00:00", "Z")
    token = Token(
        id=secrets.token_hex(6),
        digest=digest_of(secret),
        user=user,
        scopes=" ".join(sorted(set(wanted))),
        label=label[:100],
        made_at=at.isoformat().replace("+00:00", "Z"),
        expires=ends,
    )
    base.put_token(token)
    return secret, token


def digest_of(secret: str) -> str:
    """Give the digest that the base keeps of a secret (256 random bits need no slow hash)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password[:MOST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
