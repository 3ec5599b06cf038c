"""A trigger as it was found, before its participants are looked for."""

from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.lexicon.event_rows import EventSense, LightVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A trigger: its token, how it was found, and what it is.

    Attributes:
        light: The light verb that carries the noun ("carried out" of "an attack") and its
            entry, if any.
    """

    token: Token
    score: float
    kind: str
    type: str | None
    sense: EventSense | None
    light: tuple[Token, LightVerb] | None
    rule: str
