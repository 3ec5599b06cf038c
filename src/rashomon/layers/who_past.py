"""What has been read so far: the memory that pronouns and role nouns look back into."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from rashomon.layers.who_frame import Frame, standing_of
from rashomon.layers.who_mention import Item

MEMORY = 24
"""Candidates kept at a time; older ones are forgotten, so that long texts stay linear."""


@dataclass(slots=True)
class Past:
    """One earlier mention."""

    item: Item
    head: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    clause: int


@dataclass(slots=True)
class Search:
    """What has been read so far."""

    frame: Frame
    past: list[Past] = field(default_factory=list)
    by_role: dict[str, list[Past]] = field(default_factory=dict)
    states: list[tuple[str, int]] = field(default_factory=list)
    last_subject: dict[int, tuple[int, bool]] = field(default_factory=dict)
    learnt: dict[str, str] = field(default_factory=dict)
    presented: set[int] = field(default_factory=set)
    """Sentences that only bring in what they tell of: "there is a militia", "this is the army"."""


def remember(search: Search, token: Token, item: Item, pronoun: bool = False) -> None:
    """Add a mention to what has been read (changes `search`)."""
    frame = search.frame
    standing = standing_of(token)
    past = Past(
        item, token.i, frame.sentence[token.i], frame.paragraph[token.i],
        standing.relation in ("subject", "passive"), frame.quoted[token.i], standing.clause,
    )  # fmt: skip
    search.past.append(past)
    if len(search.past) > MEMORY:
        del search.past[0]
    if pronoun:
        return
    for role in item.roles:
        held = search.by_role.setdefault(role, [])
        held.append(past)
        if len(held) > MEMORY:
            del held[0]
    if item.mention.country:
        search.states.append((item.mention.country, frame.paragraph[token.i]))
        if len(search.states) > MEMORY:
            del search.states[0]


def key_of(item: Item) -> str:
    """What makes two mentions one actor within a document: the known id, else the name."""
    return item.mention.id or item.mention.name.casefold()
