"""Who signs in: one local person without accounts; sessions and tokens with them."""

import secrets
from typing import Final

from fastapi import Request

from rashomon.web.settings import Settings
from rashomon.web.users import User

LOCAL_CSRF: Final = secrets.token_urlsafe(24)
"""Token of the forms where nobody signs in; new with every start."""


def identify(request: Request) -> User | None:
    """Find out who sends a request; None where nobody is signed in."""
    settings: Settings = request.app.state.settings
    if not settings.accounts:
        return User(name=settings.person, role="admin", csrf=LOCAL_CSRF)
    return None
