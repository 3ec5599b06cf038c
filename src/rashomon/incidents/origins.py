"""Who ultimately stands behind each statement of an incident, and how many are independent.

Ten papers with one wire report are one origin; two papers that cite one ministry are one origin;
"activists" of two papers may be one person or twenty, so the count is given as bounds.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rashomon.incidents.copies import Copy
from rashomon.incidents.follow import follow
from rashomon.incidents.grouping import NAMELESS, Groups, Stand, group
from rashomon.incidents.party import Party, reason
from rashomon.lexicon.origins import load_origins
from rashomon.model.document import Document
from rashomon.model.incident import Bounds, Origin
from rashomon.model.judgement import Judgement
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.model.why import Why

ID_DIGITS: Final = 12
WHOLE: Final = ("exact", "near")
OWN_VOICE: Final = "author.own"
MOST_REASONS: Final = 12


def origins(
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    copies: Iterable[Copy] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[tuple[Origin, ...], Bounds]:
    """Find the origins of one incident's statements.

    Args:
        documents: Documents by id; those of the statements must be there.
        statements: The statements of one incident.
        copies: Copies among the documents.
        judgements: A person's decisions; ``same_origin`` and ``other_origin`` are heeded.

    Returns:
        The origins, by their first publication, and how many are independent of each other: at
        least and at most. A statement that several say together stands on several origins.
    """
    stands = find_stands(documents, statements)
    groups = group(stands, judgements, _copied(stands, statements, documents, copies))
    members = groups.members()
    found = [
        _origin([stands[n] for n in numbers], groups.reasons.get(first, ()))
        for first, numbers in members.items()
    ]
    parties = [[stands[n].party for n in numbers] for numbers in members.values()]
    return tuple(_distinct(found)), bounds(parties)


def _distinct(found: Sequence[Origin]) -> list[Origin]:
    """Keep ids apart where a person separated two origins of one name."""
    seen: Counter[str] = Counter()
    kept = []
    for origin in found:
        seen[origin.id] += 1
        number = seen[origin.id]
        kept.append(origin if number == 1 else _renamed(origin, f"{origin.id}-{number}"))
    return kept


def _renamed(origin: Origin, key: str) -> Origin:
    return Origin(
        id=key,
        name=origin.name,
        why=origin.why,
        document_keys=origin.document_keys,
        statements=origin.statements,
        anonymous=origin.anonymous,
    )


def find_stands(documents: Mapping[str, Document], statements: Sequence[Statement]) -> list[Stand]:
    """Follow each statement to its parties, in the order of publication."""
    stands = []
    for statement in statements:
        document = documents[statement.document]
        order = (document.published or "9", document.key, statement.id)
        for party in follow(statement, document, documents):
            stands.append(
                Stand(
                    statement=statement.id,
                    document=document.id,
                    document_key=document.key,
                    order=order,
                    party=party,
                )
            )
    stands.sort(key=lambda s: (s.order, s.party.kind, s.party.name or ""))
    return _restated(stands, statements)


def _restated(stands: list[Stand], statements: Sequence[Statement]) -> list[Stand]:
    """Give an opening that its own document goes on to attribute to him who is named for it.

    "Nine people were killed. The ministry said that the nine …": one toll, one origin.
    """
    by_id = {s.id: s for s in statements}
    named: dict[tuple[str, str], Party] = {}
    for stand in stands:
        if by_id[stand.statement].speakers:
            for key in _tellings(by_id[stand.statement]):
                named.setdefault((stand.document, key), stand.party)
    changed = []
    for stand in stands:
        told = by_id[stand.statement]
        own = not told.speakers and any(w.rule == OWN_VOICE for w in stand.party.why)
        party = next(
            (named[stand.document, k] for k in _tellings(told) if (stand.document, k) in named),
            None,
        )
        if own and party is not None:
            note = f"the same document gives it by {party.name or 'somebody not named'}"
            party = party.with_why(reason("author.restates", note))
            stand = Stand(
                statement=stand.statement,
                document=stand.document,
                document_key=stand.document_key,
                order=stand.order,
                party=party,
            )
        changed.append(stand)
    return changed


def _tellings(statement: Statement) -> list[str]:
    return [
        f"{f.measure} {f.low} {f.best} {f.high}"
        for f in statement.figures
        if f.measure in ("killed", "injured", "missing", "detained", "abducted")
        and (f.best or f.low or 0) > 1
    ]


def _copied(
    stands: Sequence[Stand],
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    copies: Iterable[Copy],
) -> list[tuple[int, int, Why]]:
    """Pair what two copies say in their own voice, or by the same nameless class."""
    held: dict[str, list[int]] = {}
    for number, stand in enumerate(stands):
        held.setdefault(stand.document, []).append(number)
    evidence = {s.id: s.evidence for s in statements}
    pairs = []
    for copy in copies:
        if copy.a not in held or copy.b not in held:
            continue
        note = f"{documents[copy.a].key} and {documents[copy.b].key} are copies ({copy.kind})"
        for one in held[copy.a]:
            for other in held[copy.b]:
                a, b = stands[one], stands[other]
                if _one_voice(a.party, b.party) and (
                    copy.kind in WHOLE
                    or _shared(copy, evidence[a.statement], evidence[b.statement])
                ):
                    pairs.append((one, other, reason(f"copy.{copy.kind}", note)))
    return pairs


def _shared(copy: Copy, one: Span, other: Span) -> bool:
    """Tell whether two clauses lie in one shared stretch of partial copies, most of them."""
    return any(
        2 * _overlap(one, in_a) >= one.end - one.start
        and 2 * _overlap(other, in_b) >= other.end - other.start
        for in_a, in_b in copy.spans
    )


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _one_voice(one: Party, other: Party) -> bool:
    """Tell whether copying makes two voices one: authors and outlets, or one nameless class."""
    if NAMELESS in (one.kind, other.kind):
        return one.vague == other.vague and _phrase(one) == _phrase(other)
    author = ("author.", "credit.")
    return all(any(w.rule.startswith(author) for w in p.why) for p in (one, other)) or all(
        p.kind in ("outlet", "document") for p in (one, other)
    )


def _phrase(party: Party) -> str:
    return next((w.note.casefold() for w in party.why if w.rule == "speaker.nameless"), "")


def _origin(stands: Sequence[Stand], joined: Sequence[Why]) -> Origin:
    parties = [s.party for s in stands]
    named = [p for p in parties if p.name]
    best = min(named, key=lambda p: _rank(p, parties)) if named else None
    name = best.name if best else None
    first = min(stands, key=lambda s: s.order)
    key = f"{best.kind}|{name}".casefold() if best and name else f"nameless|{first.statement}"
    reasons = list(dict.fromkeys((*(w for p in parties for w in p.why), *joined)))
    return Origin(
        id="o" + hashlib.sha256(key.encode()).hexdigest()[:ID_DIGITS],
        name=name,
        why=tuple(reasons[:MOST_REASONS]),
        document_keys=tuple(sorted({s.document_key for s in stands})),
        statements=tuple(sorted({s.statement for s in stands})),
        anonymous=best is None,
    )


def _rank(party: Party, parties: Sequence[Party]) -> tuple[int, int, int, str]:
    """A credited wire before an outlet, a body before its spokesman; then the fullest name."""
    credited = any(w.rule.startswith("credit.") for w in party.why)
    kinds = {"body": 0, "outlet": 1 if credited else 2, "person": 3}
    words = len(party.body.words) if party.body else 0
    times = sum(p.name == party.name for p in parties)
    return (kinds.get(party.kind, 4), -words, -times, party.name or "")


def bounds(groups: Sequence[Sequence[Party]]) -> Bounds:
    """Count independent origins: at most each group, at least those that can't be one another.

    A nameless group may be one of the named ("officials" may be the ministry), or of another
    nameless group whose class fits; nobody else is taken for somebody else.
    """
    named = [g for g in groups if any(p.kind != NAMELESS for p in g)]
    nameless = [g for g in groups if all(p.kind == NAMELESS for p in g)]
    kinds = {kind for g in named for p in g for kind in _kinds(p)}
    classes = load_origins().vague
    left: list[str] = []
    for members in nameless:
        vague = classes[members[0].vague or "unnamed"]
        absorbed = vague.within & kinds or any(
            other == vague.id or other in vague.may_be or vague.id in classes[other].may_be
            for other in left
        )
        if not absorbed:
            left.append(vague.id)
    return Bounds(min=len(named) - _commanded(named) + len(left), max=len(groups))


def _commanded(named: Sequence[Sequence[Party]]) -> int:
    """Count the groups that belong to the chain of command of an earlier one.

    An army and its defence ministry stay two origins; but what the one says it may have from the
    other.
    """
    seen: list[frozenset[str]] = []
    again = 0
    for members in named:
        words = next((w for p in members if (w := _command(p)) is not None), None)
        if words is None:
            continue
        if any(not words or not other or words & other for other in seen):
            again += 1
        else:
            seen.append(words)
    return again


def _command(party: Party) -> frozenset[str] | None:
    """Give the words that tell whose organ it is, or None where it is no organ of command."""
    if party.body is None or party.kind != "body":
        return None
    kind = " ".join((party.body.head, *sorted(party.body.domain)))
    organs = load_origins().lists["command"]
    return party.body.words if kind in organs or party.body.head in organs else None


def _kinds(party: Party) -> set[str]:
    if party.kind == NAMELESS:
        return set()
    if party.kind == "body" and party.body and party.body.head:
        return {"organ"}
    return {"outlet" if party.kind == "document" else party.kind}


def verdict(one: Iterable[str], other: Iterable[str], found: Sequence[Origin]) -> str:
    """Say how the statements of two reports stand to each other: same, other, or unclear.

    Args:
        one: Ids of the statements of the one report.
        other: Ids of those of the other.
        found: The origins of both.

    Returns:
        ``same`` where one origin stands behind both; ``unclear`` where both are nameless;
        else ``other``.
    """
    a, b = set(one), set(other)
    if any(a & set(o.statements) and b & set(o.statements) for o in found):
        return "same"
    sides = [[o for o in found if side & set(o.statements)] for side in (a, b)]
    if all(side and all(o.anonymous for o in side) for side in sides):
        return "unclear"
    return "other"


__all__ = ["Groups", "bounds", "find_stands", "origins", "verdict"]
