"""Who takes part in what a headline tells, by what stands beside its words.

Headlines drop articles and verbs, and a parser trained on sentences loses the thread: in "IS
executes three" it finds no subject, in "clashes between rebels and IS" one side. Known actors
directly before a verb, behind "by", "between" or "in the ranks of" are parties all the same.

Citation: Mårdh 1980, Headlinese, ch. 6: omission of articles and auxiliaries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.did_found import Found
from rashomon.layers.did_headline import is_headline, stretch_of
from rashomon.layers.did_people import actor_at, from_actor
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.why import Why

SKIPPED: Final = frozenset("the a an at least most about around more than over nearly some".split())
QUOTES: Final = frozenset("\"'“”‘’`")
HARMED: Final = word_list("did.harmed")
HARMING: Final = word_list("did.harming")
TELLING: Final = 5
"""Tokens between a word and the actor that it takes: "at least 20 of the"."""
NEAR: Final = 9
"""Tokens from an event to the "between" or "by" that belongs to it."""
JOINT: Final = frozenset({"and", "against"})
BODIES: Final = word_list("did.fighting-bodies")


@dataclass(frozen=True, slots=True)
class Line:
    """A headline with its actors by first token and by the token after their last."""

    doc: Doc
    part: range
    starts: dict[int, tuple[int, ActorMention]]
    ends: dict[int, tuple[int, ActorMention]]

    def after(self, at: int, most: int = TELLING) -> tuple[int, ActorMention] | None:
        """Give the actor that begins at a token, past articles and numbers, and its end."""
        for i in range(at, min(at + most, self.part.stop)):
            if i in self.starts:
                return self.starts[i]
            token = self.doc[i]
            loose = token.pos_ in ("NUM", "DET", "ADJ") or token.lower_ in SKIPPED
            if not loose and token.text not in QUOTES and token.lower_ not in ("ranks", "of"):
                return None
        return None

    def before(self, at: int) -> tuple[int, ActorMention] | None:
        """Give the actor that ends right before a token, past quotes, and its start."""
        for i in range(at, max(at - 3, self.part.start), -1):
            if i in self.ends:
                return self.ends[i]
            token = self.doc[i - 1]
            body = token.lower_ in BODIES
            if (
                token.text not in QUOTES
                and token.tag_ != "POS"
                and not body
                and token.pos_ != "ADV"
            ):
                return None
        return None


def add_beside(
    doc: Doc,
    sentence: Span,
    items: Sequence[Found],
    parts: dict[int, dict[str, Any]],
    apart: Sequence[range],
) -> None:
    """Add the parties of a headline's violence that its words name side by side.

    Args:
        doc: The document.
        sentence: Its sentence.
        items: The triggers of the sentence.
        parts: By token index, the fields of each event; changed.
        apart: The stretches of the headline.
    """
    if not is_headline(doc, sentence) or not doc._.actors:
        return
    starts, ends = _edges(doc)
    for item in items:
        if item.type not in (None, "ASSAULT"):
            continue
        line = Line(doc, stretch_of(apart, item.token), starts, ends)
        fields = parts[item.token.i]
        _add_pair(line, item.token, fields)
        if item.token.pos_ in ("NOUN", "ADJ") and item.token.lemma_.lower() in HARMED:
            _add_harmed(line, item.token, fields)
            continue
        fields["agents"] = tuple(a for a in fields["agents"] if not is_place_name(doc, a))
        _add_doer(line, item.token, fields)
        _add_sufferer(line, item.token, fields)


def is_place_name(doc: Doc, actor: ActorMention | Participant) -> bool:
    """Tell a village that only the recogniser took for somebody."""
    if actor.id is not None or not actor.rule.startswith("who.entity"):
        return False
    span = actor.span if isinstance(actor, ActorMention) else actor.mention
    return any(p.lat is not None and not p.demonym and span.covers(p.span) for p in doc._.places)


def _edges(
    doc: Doc,
) -> tuple[dict[int, tuple[int, ActorMention]], dict[int, tuple[int, ActorMention]]]:
    """Index the actors of a document by their edges, longer ones first."""
    starts: dict[int, tuple[int, ActorMention]] = {}
    ends: dict[int, tuple[int, ActorMention]] = {}
    by_length = sorted(doc._.actors, key=lambda a: (a.span.start - a.span.end, a.span.start))
    for actor in by_length:
        span = doc.char_span(actor.span.start, actor.span.end, alignment_mode="expand")
        if span is None or is_place_name(doc, actor):
            continue
        known = actor_at(doc, span.root) or actor
        starts.setdefault(span.start, (span.end, known))
        ends.setdefault(span.end, (span.start, known))
    return starts, ends


def _add_pair(line: Line, trigger: Token, fields: dict[str, Any]) -> None:
    """Add both sides of "clashes between A and B"; changes `fields`."""
    doc, part = line.doc, line.part
    for at in range(trigger.i + 1, min(trigger.i + NEAR, part.stop)):
        if doc[at].lower_ != "between":
            continue
        one = line.after(at + 1)
        if one is None:
            return
        joint = next(
            (i for i in range(one[0], min(one[0] + NEAR, part.stop)) if doc[i].lower_ in JOINT), -1
        )
        other = line.after(joint + 1) if joint >= 0 else None
        _give(fields, "agents", [one[1], *([other[1]] if other else [])], "did.beside.between")
        return


def _add_doer(line: Line, trigger: Token, fields: dict[str, Any]) -> None:
    """Add who does it: behind "by", before a verb, before or behind a noun of attack."""
    is_verb = trigger.pos_ in ("VERB", "AUX")
    by = _by(line, trigger.i + 1)
    if by is not None:
        _give(fields, "agents", [by], "did.beside.by")
        _take(fields, "targets", by)
    elif not is_verb and _add_owner_before(line, trigger, fields):
        return
    if fields["agents"]:
        return
    if not is_verb:
        doer, rule = _owner(line, trigger.i), "did.beside.owner"
    elif (subject := _subject(line, trigger)) is not None:
        _take(fields, "targets", subject)
        doer, rule = subject, "did.beside.subject"
    else:
        doer, rule = _doer_around(line, trigger, fields)
    if doer is not None and not _has(fields, "targets", doer):
        _give(fields, "agents", [doer], rule)


def _add_owner_before(line: Line, noun: Token, fields: dict[str, Any]) -> bool:
    """Make the force right before a noun of attack its only doer: "*army* shelling"."""
    found = line.before(noun.i)
    if found is None or not _is_force(found[1]) or _has(fields, "targets", found[1]):
        return False
    _give(fields, "agents", [found[1]], "did.beside.owner")
    fields["agents"] = tuple(a for a in fields["agents"] if _same(a, found[1]))
    return True


def _subject(line: Line, verb: Token) -> ActorMention | None:
    found = line.before(verb.i) if _is_active(line, verb) else None
    return found[1] if found is not None and _leads(line, found[0]) else None


def _doer_around(
    line: Line, verb: Token, fields: dict[str, Any]
) -> tuple[ActorMention | None, str]:
    """Give whose deed a verb of harm is told with, else the force behind a later "by"."""
    for at in _deeds(line, verb):
        doer = _owner(line, at)
        if doer is not None and not _has(fields, "targets", doer):
            return doer, "did.beside.deed"
    return _by_later(line, verb.i + 1), "did.beside.by"


def _by(line: Line, at: int) -> ActorMention | None:
    if at >= line.part.stop or line.doc[at].lower_ != "by":
        return None
    found = line.after(at + 1)
    return found[1] if found else None


def _by_later(line: Line, start: int) -> ActorMention | None:
    """Give the force behind a "by" further on: "killed in an ambush near Kestrel *by rebels*"."""
    for at in range(start, min(start + NEAR, line.part.stop)):
        token = line.doc[at]
        if token.tag_ in ("VBZ", "VBP", "VBD", "MD") or token.lower_ in ("and", "as", "while"):
            return None
        actor = _by(line, at)
        if actor is not None:
            return actor if _is_force(actor) else None
    return None


def _owner(line: Line, at: int) -> ActorMention | None:
    """Give whose attack or weapon a noun is: "*rebel* shelling", "shells of *the army*"."""
    found = line.before(at)
    if found is not None:
        return found[1]
    doc, part = line.doc, line.part
    for i in range(at + 1, min(at + 1 + NEAR, part.stop)):
        if doc[i].lower_ in ("by", "of", "from"):
            behind = line.after(i + 1)
            if behind is not None:
                return behind[1] if doc[i].lower_ == "by" or _is_force(behind[1]) else None
        if doc[i].pos_ in ("VERB", "PUNCT") or doc[i].lower_ in ("on", "against", "and"):
            return None
    return None


def _is_force(actor: ActorMention) -> bool:
    return actor.sector in ("MIL", "REB", "COP", "SPY") or actor.kind == "state"


def _deeds(line: Line, verb: Token) -> Iterable[int]:
    """Give the nouns of attack that a verb of harm is told with, its subject first."""
    nouns = load_events().nouns
    order = [*range(verb.i - 1, max(verb.i - 4, line.part.start - 1), -1)]
    order += range(verb.i + 1, line.part.stop)
    if verb.lemma_.lower() not in HARMING:
        return
    for at in order:
        token = line.doc[at]
        known = nouns.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        known = nouns.get(token.lower_) if token.tag_ == "VBG" else known
        if known is not None and known.classes[0] in ("event", "weapon", "ammunition", "vehicle"):
            yield at


def _is_active(line: Line, verb: Token) -> bool:
    """Tell "Front kills five" from "five killed" and "army convoy hit"."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    if verb.tag_ not in ("VBD", "VBN", "VB"):
        return False
    return line.after(verb.i + 1) is not None


def _leads(line: Line, start: int) -> bool:
    """Tell a subject at the head of its clause from the end of another phrase."""
    at = start - 1
    while at >= line.part.start:
        token = line.doc[at]
        if token.text not in QUOTES and token.lower_ not in ("the", "a", "an"):
            return token.pos_ in ("CCONJ", "SCONJ", "NUM", "PUNCT", "ADJ")
        at -= 1
    return True


def _add_sufferer(line: Line, trigger: Token, fields: dict[str, Any]) -> None:
    """Add whom a verb hits: behind it, or before a participle ("23 *rebels* killed")."""
    if trigger.pos_ != "VERB":
        return
    found = line.after(trigger.i + 1)
    if trigger.tag_ != "VBN" and found is not None:
        if not _has(fields, "agents", found[1]):
            _give(fields, "targets", [found[1]], "did.beside.object")
    elif trigger.tag_ in ("VBN", "VBD") and trigger.lemma_.lower() in HARMING and found is None:
        before = line.before(trigger.i)
        if before is not None and not fields["targets"]:
            _take(fields, "agents", before[1])
            _give(fields, "targets", [before[1]], "did.beside.victim")


def _add_harmed(line: Line, trigger: Token, fields: dict[str, Any]) -> None:
    """Add whose losses are told: "losses among *rebels*", "dead in the ranks of *the army*"."""
    for at in range(trigger.i + 1, min(trigger.i + NEAR, line.part.stop)):
        if line.doc[at].pos_ == "VERB":
            return
        if line.doc[at].lower_ not in ("in", "among", "within", "of", "from", "amongst"):
            continue
        found = line.after(at + 1)
        if found is not None:
            _take(fields, "agents", found[1])
            _give(fields, "targets", [found[1]], "did.beside.ranks")
        return


def _give(fields: dict[str, Any], role: str, actors: Iterable[ActorMention], rule: str) -> None:
    """Add participants that are not there yet; changes `fields`."""
    for actor in actors:
        if _has(fields, role, actor):
            continue
        fields[role] = (*fields[role], from_actor(actor))
        fields["why"] = (*fields["why"], Why("did", rule, actor.name))


def _take(fields: dict[str, Any], role: str, actor: ActorMention) -> None:
    fields[role] = tuple(p for p in fields[role] if not _same(p, actor))


def _has(fields: dict[str, Any], role: str, actor: ActorMention) -> bool:
    return any(_same(p, actor) for p in fields[role])


def _same(one: Participant, actor: ActorMention) -> bool:
    if (one.id is not None and one.id == actor.id) or one.name == actor.name:
        return True
    return one.mention.start < actor.span.end and actor.span.start < one.mention.end
