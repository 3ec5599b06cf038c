"""CAMEO/PLOVER actor codes from country and sector: ``RUS``, ``SYRMIL``, ``---REB``."""

from rashomon.knowledge.actors import ActorEntry

UNKNOWN_COUNTRY = "---"
"""CAMEO's own sign for an actor of a known role and an unknown country."""
INTERGOVERNMENTAL = frozenset(("UNO", "EUR"))
"""What PLOVER writes alone and CAMEO behind ``IGO``; the longer form is read by both."""
TRANSNATIONAL = frozenset(("IGO", "NGO", "IMG", "MNC", "ISM"))


def code_of(country: str | None, sector: str | None, entry: ActorEntry | None = None) -> str | None:
    """Make the actor code of a state, a person or a known organisation.

    A bare state is its government, so that "Valdoria" is ``VLD`` and its army ``VLDMIL``. A code
    that the table of actors gives itself wins.

    Returns:
        The code, or None where neither country nor sector is known.

    Citation: CAMEO manual 1.1b3, chapter 3 (actor codes); PLOVER manual 0.8, sectors.
    """
    if entry is not None and entry.kind != "state" and entry.code:
        return _intergovernmental(entry.code)
    if entry is not None and entry.kind == "state" and country == entry.country:
        base = entry.code or country
        return base if sector in (None, "GOV") else f"{base}{sector}"
    return _joined(country, sector)


def code_of_members(
    country: str | None, sector: str | None, owner: ActorEntry | None
) -> str | None:
    """Make the code of those whom a description names: "Union peacekeepers", "Marennan rebels"."""
    if country is None and owner is not None and owner.code:
        base = _intergovernmental(owner.code)
        if base[:3] in TRANSNATIONAL:
            base = base[:6] if base.startswith("IGO") else base[:3]
            return base if sector in (None, "GOV") or base.endswith(sector) else f"{base}{sector}"
    return _joined(country, sector)


def _intergovernmental(code: str) -> str:
    return f"IGO{code}" if code[:3] in INTERGOVERNMENTAL else code


def _joined(country: str | None, sector: str | None) -> str | None:
    if country is None and (sector is None or sector in TRANSNATIONAL | INTERGOVERNMENTAL):
        return sector
    return f"{country or UNKNOWN_COUNTRY}{sector or ''}"
