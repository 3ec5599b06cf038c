"""Who takes part by words that leave no choice, whatever the scores made of those who stand near.

"It was not *the army* but the Front that shelled the camp", "clashes *between the army and the
Front*", "*Front* to release prisoners".
"""

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_contrast import NOBODY, is_denied_of, is_ruled_out, rivals
from rashomon.layers.did_found import Found
from rashomon.layers.did_headline import headline_doer
from rashomon.layers.did_people import participant
from rashomon.layers.did_reach import is_party
from rashomon.layers.windows import head_of, is_town
from rashomon.model.actor import Participant


def settle_parties(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Take off those whom a sentence rules out, and put in those whom it names outright.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    for item in items:
        fields = parts[item.token.i]
        for role in ("agents", "targets"):
            fields[role] = _left(doc, item.token, fields[role])
        _between(doc, item, fields)
        _to_come(doc, item, fields)
        role = "targets" if clause.is_passive(item.token) else "agents"
        if not fields[role]:
            fields[role] = tuple(_excepted(doc, item.token))


def _between(doc: Doc, item: Found, fields: dict[str, Any]) -> None:
    """Leave to "clashes *between the army and the Front*" those two, whoever else stands near."""
    noun = item.token
    sides = [t for _, t in clause.prepositional(noun, "between")]
    if not sides and noun.dep_ == "nsubj" and not clause.own_objects(noun.head):
        sides = [t for _, t in clause.prepositional(noun.head, "between")]  # "broke out between"
    if noun.pos_ != "NOUN" or len(sides) <= 1 or all(map(is_town, sides)):
        return  # "clashes on the road between Dovrin and Kestrel" are nobody's
    people = [p for t in sides if (p := participant(doc, t)) is not None]
    if len(people) > 1:
        fields["agents"], fields["targets"] = tuple(people), ()


def _to_come(doc: Doc, item: Found, fields: dict[str, Any]) -> None:
    """Give "*Front* to release prisoners" who is to do it."""
    doer = None if fields["agents"] else headline_doer(item.token)
    person = participant(doc, doer) if doer is not None and is_party(doc, doer) else None
    if person is not None:
        fields["agents"] = (person,)


def _excepted(doc: Doc, trigger: Token) -> Iterator[Participant]:
    """Yield who alone did it: "nobody but *the Front* shelled it"."""
    for subject in clause.own_subjects(trigger):
        if subject.lower_ in NOBODY:
            yield from filter(None, (participant(doc, t) for t in rivals(subject)))


def _left(doc: Doc, trigger: Token, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    kept: list[Participant] = []
    instead: list[Token] = []
    for person in people:
        head = head_of(doc, person.mention)
        if head is None or not (is_ruled_out(head) or _is_elsewhere(head, trigger)):
            kept.append(person)
        elif head is not None:
            instead += rivals(head)
    if len(kept) == len(people):
        return people
    named = {p.mention for p in kept}
    for token in instead:
        other = participant(doc, token)
        if other is not None and other.mention not in named:
            kept.append(other)
            named.add(other.mention)
    return tuple(kept)


def _is_elsewhere(head: Token, trigger: Token) -> bool:
    """Tell "*no civilians* were among those *killed*": the act took place, and hit others."""
    return head.head.i != trigger.i and is_denied_of(head)
