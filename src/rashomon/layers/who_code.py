"""CAMEO/PLOVER actor codes from country and sector: ``RUS``, ``SYRMIL``, ``---REB``."""

from rashomon.knowledge.actors import ActorEntry

UNKNOWN_COUNTRY = "---"
"""CAMEO's own sign for an actor of a known role and an unknown country."""


def code_of(country: str | None, sector: str | None, entry: ActorEntry | None = None) -> str | None:
    """Make the actor code, or None where neither country nor sector is known.

    A bare state is its government, so that "Valdoria" is ``VAL`` and its army ``VALMIL``.
    A code that the table of actors gives itself wins.

    Citation: CAMEO manual 1.1b3, chapter 3 (actor codes); PLOVER manual 0.8, sectors.
    """
    if entry is not None and entry.kind != "state" and entry.code:
        return entry.code
    if entry is not None and entry.kind == "state" and country == entry.country:
        base = entry.code or country
        return base if sector in (None, "GOV") else f"{base}{sector}"
    if country is None and sector is None:
        return None
    return f"{country or UNKNOWN_COUNTRY}{sector or ''}"
