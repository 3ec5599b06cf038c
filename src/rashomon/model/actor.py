"""Actors: who is named, who that is, and what part they play in an event."""

from dataclasses import dataclass

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One mention of an actor (an item of the view's `actors`).

    Attributes:
        span: Noun phrase as a reader would cut it, without article, title or relative clause.
        name: Resolved name ("Tehran" acting is "Iran"); the text's own where it is not known.
        id: Knowledge id, e.g. ``state:IRN``, ``group:isis``, ``person:bashar-al-assad``; None if
            not known.
        kind: ``person`` ``organization`` ``state`` ``group`` ``people``.
        country: ISO 3166 alpha-3 where known.
        sector: PLOVER sector (``MIL``, ``GOV``, ``REB`` …) where known.
        code: CAMEO/PLOVER actor code: ``RUSMIL``.
        named: The text gives a proper name, not only a description.
        acts_for: Name of the actor whose unit or proxy the text says it is.
        head: Index of the head token in the spaCy doc (within the layers only).
        rule: Id of the rule that found it.
        wording: A loaded word of the text that the resolved name does not keep ("terrorists").
    """

    span: Span
    name: str
    kind: str
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    named: bool = True
    acts_for: str | None = None
    head: int = -1
    rule: str = ""
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """On what footing an agent is called responsible, and by whom.

    Attributes:
        basis: ``as_fact`` ``claimed`` ``admitted`` ``accused`` ``suspected`` ``possible``
            ``denied``.
        by: Name of who says so; None where nobody is named.
    """

    basis: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An agent, target, instrument or other role of an event.

    Attributes are those of `ActorMention` plus: `mention`, its span; `kind`, also ``building``
    ``vehicle`` ``infrastructure`` ``weapon`` ``object``; `responsibility` (agents only); `status`
    (``civilian`` ``combatant`` ``mixed``, only as the text says it) and `targeting`
    (``intended`` ``incidental``) of targets; `role` (``host`` ``mediator`` …) of the others;
    `mentions`: of a pronoun, the nearest words before it that it stands for.
    """

    name: str
    mention: Span
    kind: str | None = None
    id: str | None = None
    named: bool = False
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    acts_for: str | None = None
    responsibility: Responsibility | None = None
    status: str | None = None
    targeting: str | None = None
    role: str | None = None
    rule: str = ""
    mentions: tuple[Span, ...] = ()
