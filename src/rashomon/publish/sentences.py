"""An incident in neutral sentences: every word of it is somebody's, and it says whose.

"According to Tomas Brandt (Selm Courier, 2019-03-12): “The army shelled Kestrel on Monday”."
The words are those of the documents; nothing is told in the program's own voice.
"""

from typing import Final

from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.cells import LONGEST_NAME, brief, plain
from rashomon.publish.unit_view import UnitView, denies

MOST_ACCOUNTS: Final = 6
LONGEST_QUOTE: Final = 300
STANCES: Final = {
    "denies": "denies",
    "doubts": "doubts",
    "asks": "asks about",
    "hopes": "hopes for",
    "fears": "fears",
}


def notes(view: UnitView, *more: str) -> str:
    """Tell an incident by its accounts, those who affirm it first, and further remarks.

    Returns:
        One line; at most `MOST_ACCOUNTS` accounts, the rest counted.
    """
    told = [*view.affirming, *(s for s in view.statements if s not in set(view.affirming))]
    quoted: dict[tuple[str, str], list[str]] = {}
    lines = []
    for statement in told:
        key = (statement.document, words.chain_words(statement))
        before = quoted.setdefault(key, [])
        if not any(statement.evidence.text in text for text in before):
            before.append(statement.evidence.text)
            lines.append(account(view, statement))
    if len(lines) > MOST_ACCOUNTS:
        lines[MOST_ACCOUNTS:] = [f"Further accounts: {len(lines) - MOST_ACCOUNTS}."]
    return " ".join([*lines, *(m for m in more if m)])


def account(view: UnitView, statement: Statement) -> str:
    """Write one account as a sentence with its quotation."""
    said = plain(words.excerpt(statement, LONGEST_QUOTE), LONGEST_QUOTE).rstrip(".")
    quote = f"“{said}”"
    where = published_in(view, statement)
    chain = [" and ".join([s.name or words.NOBODY, *s.also]) for s in statement.speakers]
    stance = next((s.stance for s in statement.speakers if s.stance != "asserts"), "asserts")
    if not chain:
        return f"According to {where}: {quote}."
    names = plain(", citing ".join(map(brief, chain)), 4 * LONGEST_NAME)
    if stance in STANCES:
        return f"{names} ({where}) {STANCES[stance]} this: {quote}."
    return f"According to {names} ({where}): {quote}."


def published_in(view: UnitView, statement: Statement) -> str:
    """Name the outlet (or the key) and the day of a statement's document."""
    document = view.document_of(statement)
    if document is None:
        return brief(statement.document_key)
    named = document.outlet or document.title or document.key
    return ", ".join(p for p in (brief(named), (document.published or "")[:10]) if p)


def headline(view: UnitView) -> str:
    """Give a short title: type and mode, place, day; never a loaded word of a text."""
    incident = view.incident
    kind = (incident.type or "event").replace("_", " ").lower()
    what = f"{kind} ({incident.mode})" if incident.mode else kind
    parts = [what, view.place.name if view.place else "", words.time_words(incident.time)]
    if view.place is None:
        involved = [plain(p.name, 60) for p in (*view.agents[:1], *view.targets[:1])]
        parts.insert(1, " and ".join(dict.fromkeys(involved)))
    disputed = "disputed" if any(denies(s) for s in view.statements) else ""
    return plain(", ".join(p for p in (*parts, disputed) if p), 200)
