"""How the workbench runs: for one person on this machine, or for a team with accounts."""

from dataclasses import dataclass
from typing import Final

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one running workbench.

    Attributes:
        accounts: People sign in. Off on loopback for one person, on everywhere else.
        person: Who decides where nobody signs in.
        secure_cookies: Cookies travel over HTTPS only.
        session_hours: How long a sign-in lasts.
        page: Rows of a list.
        requests_per_minute: From one address; pages and API together.
        outline: GeoJSON of a coastline that the borders lack, as text, or None.
        notice: A line that stands on every page ("Invented example …"), or None.
        redact: Private persons' names are hidden from readers and coders.
    """

    accounts: bool = False
    person: str = "local"
    secure_cookies: bool = False
    session_hours: int = 12
    page: int = 50
    requests_per_minute: int = 1200
    outline: str | None = None
    notice: str | None = None
    redact: bool = True


def needs_accounts(host: str) -> bool:
    """Tell whether others can reach an address, so that people must sign in."""
    return host not in LOOPBACK
