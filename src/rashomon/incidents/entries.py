"""The figures of an incident's statements as entries of its ledger, before any rule is applied.

"Ten people, including three children, were killed" makes two entries: ten of everybody, and three
of the children, who are part of the ten and are never added to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rashomon.incidents.follow import sentence_around
from rashomon.knowledge.actors import load_actors
from rashomon.lexicon.ledger import load_ledger
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.incident import Account
from rashomon.model.statement import Statement

REAL: Final = frozenset(("occurred", "ongoing"))
PART: Final = "including"
SUM: Final = "sum of parts"
DENIED: Final = "denied"
SOME: Final = "some of them"
PRONOUNS: Final = frozenset(("them", "those", "these", "whom", "they", "others"))
DAYS_OF_ONE_EVENT: Final = ("day", "hour", "minute", "part-of-day")
DIVIDING: Final = frozenset(("civilians", "soldiers", "police", "fighters"))
"""Groups that no person is in twice, so that a statement's counts of them can be summed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One figure of one statement on its page of the ledger.

    Attributes:
        measure: ``killed`` ``injured`` …
        of: The group that is counted; None is everybody.
        coverage: ``event`` or ``cumulative``.
        unit: ``persons`` …
        account: Who says it, when, how many.
        vague: Codebook value of a vague word, else None.
        wording: ``adds`` ``updates`` where the words say so, else None.
        order: By publication; of one day or instant those that say that they update come last,
            and the lower number first, as tolls of an event grow; then by document and place in it.
    """

    measure: str
    of: str | None
    coverage: str
    unit: str | None
    account: Account
    vague: int | None
    wording: str | None
    order: tuple[str, bool, float, str, int]


def group_of(figure: Figure) -> str | None:
    """Give the group that a figure counts, or None where it counts everybody.

    Farmers, passengers and students are descriptions of the dead; civilians, soldiers and
    children are parts of them.
    """
    groups = load_ledger().group_of
    if figure.of_age == "child":
        return "children"
    words = (figure.of or "").casefold().split()
    for start in range(len(words)):
        noun = " ".join(words[start:])
        for form in (noun, *_singulars(noun)):
            if form in groups:
                group = groups[form]
                sided = group in ("soldiers", "fighters") and figure.of_side
                return f"{group} of {side_name(figure.of_side or '')}" if sided else group
    if figure.of_status == "civilian":
        return "civilians"
    return {"female": "women"}.get(figure.of_sex or "")


def side_name(side: str) -> str:
    """Give one name to a side: the state's, where the text has its adjective."""
    states = {
        alias.entry.name
        for alias in load_actors().find(side)
        if alias.entry.kind == "state" and alias.sense in ("name", "adjective", "people")
    }
    return states.pop() if len(states) == 1 else side


def _singulars(noun: str) -> tuple[str, ...]:
    irregular = {"children": "child", "women": "woman", "men": "man", "police": "police"}
    last = noun.split()[-1] if noun else ""
    if last in irregular:
        return (noun[: len(noun) - len(last)] + irregular[last],)
    if last.endswith("men"):
        return (noun[:-3] + "man",)
    found = [noun[:-1]] if noun.endswith("s") else []
    if noun.endswith("ies"):
        found.append(noun[:-3] + "y")
    return tuple(found)


def find_entries(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    origin_of: Mapping[str, str],
) -> list[Entry]:
    """Make the entries of an incident, by publication.

    Args:
        statements: Of one incident.
        documents: By id.
        origin_of: Statement id to id of its origin.

    Returns:
        Entries of what is told as real; what is only feared, planned or predicted has none.
    """
    found: list[Entry] = []
    for statement in statements:
        if statement.status not in REAL:
            continue
        document = documents[statement.document]
        counted = [f for f in statement.figures if _counts(f)]
        for figure in counted:
            found.append(_entry(statement, figure, document, origin_of))
        found.extend(_sums([e for e in found if e.account.statement == statement.id]))
    found.sort(key=lambda e: e.order)
    return found


def _counts(figure: Figure) -> bool:
    known = any(v is not None for v in (figure.low, figure.best, figure.high))
    return bool(figure.measure) and known and figure.coverage != "share"


def _entry(
    statement: Statement,
    figure: Figure,
    document: Document,
    origin_of: Mapping[str, str],
) -> Entry:
    lexicon = load_ledger()
    sentence = sentence_around(document.text, statement.evidence.start, statement.evidence.end)
    vague = lexicon.find("vague", figure.mention.text)
    denied = statement.polarity == "-" or is_denied(statement)
    account = Account(
        statement=statement.id,
        document_key=statement.document_key,
        speaker=statement.speakers[-1].name if statement.speakers else None,
        published=document.published,
        modifier=DENIED if denied else figure.modifier,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        of=figure.of,
        origin=origin_of.get(statement.id),
    )
    group = group_of(figure)
    if figure.modifier == PART and group is None:
        named = figure.of and figure.of.casefold() not in PRONOUNS
        group = figure.of if named else SOME
    wording = next((k for k in ("adds", "updates") if _worded(k, sentence, figure)), None)
    point = next((v for v in (figure.best, figure.low, figure.high) if v is not None), 0.0)
    return Entry(
        measure=figure.measure or "",
        of=group,
        coverage=_coverage(statement, figure, sentence),
        unit=figure.unit,
        account=account,
        vague=vague[0].value if vague else None,
        wording=wording,
        order=(
            document.published or "9",
            wording is not None,
            point,
            document.key,
            figure.mention.start,
        ),
    )


def _worded(kind: str, sentence: str, figure: Figure) -> bool:
    found = load_ledger().find(kind, sentence)
    if found is None or kind == "updates":
        return found is not None
    words = figure.mention.text.casefold().split()
    return any(word in found[1][0].casefold() for word in words[:2])


def is_denied(statement: Statement) -> bool:
    """Tell whether the innermost speaker denies that it happened, or the number."""
    denies = bool(statement.speakers) and statement.speakers[-1].stance == "denies"
    return denies and statement.denial_of in (None, "occurrence", "figure")


def _coverage(statement: Statement, figure: Figure, sentence: str) -> str:
    """Keep totals over a time apart from the toll of one event that grows."""
    longer = statement.time is not None and statement.time.precision not in DAYS_OF_ONE_EVENT
    summed = figure.coverage in ("period", "cumulative") or statement.scope == "aggregate"
    if not summed:
        return "event"
    grows = load_ledger().find("updates", sentence) and not load_ledger().find("period", sentence)
    return "event" if grows and not longer else "cumulative"


def _sums(entries: Sequence[Entry]) -> list[Entry]:
    """Add up a statement's counts of groups that exclude each other, where it has no total.

    "Three soldiers and five rebels were killed" tells of eight dead.
    """
    found = []
    for measure in dict.fromkeys(e.measure for e in entries):
        own = [e for e in entries if e.measure == measure]
        parts = [e for e in own if e.of and e.account.modifier not in (PART, DENIED)]
        kinds = [(e.of or "").split(" of ")[0] for e in parts]
        whole = any(e.of is None for e in own)
        if whole or len(parts) < 2 or len(set(kinds)) < len(kinds) or set(kinds) - DIVIDING:
            continue
        account = replace(
            parts[0].account,
            modifier=SUM,
            of=None,
            low=_total([e.account.low for e in parts]),
            best=_total([e.account.best for e in parts]),
            high=_total([e.account.high for e in parts]),
        )
        found.append(replace(parts[0], of=None, account=account, vague=None))
    return found


def _total(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None
