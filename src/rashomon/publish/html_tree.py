"""Who says it, and who relays whom: the chains of speakers of one document as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.model.statement import Speaker, Statement
from rashomon.publish.words import NOBODY, clean


@dataclass(slots=True)
class Voice:
    """One speaker at one place of the tree.

    Attributes:
        key: Path from the root, ``0.2.1``; a statement's `voice` begins with it.
        name: In words; the root is the document's author.
        denies: How many of the speaker's own statements the speaker denies.
        numbers: Statements for which this is the innermost speaker.
        relayed: Those whom this one relays.
    """

    key: str
    name: str
    denies: int = 0
    numbers: list[int] = field(default_factory=list)
    relayed: dict[str, "Voice"] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Statements of this voice and of all whom it relays."""
        return len(self.numbers) + sum(voice.total for voice in self.relayed.values())


def grow_tree(statements: Sequence[Statement], author: str) -> tuple[Voice, list[str]]:
    """Hang every statement at the end of its chain.

    Args:
        statements: Of one document.
        author: Name for the root.

    Returns:
        The root, and the key of each statement's innermost voice.
    """
    root = Voice("0", author)
    keys = []
    for number, statement in enumerate(statements):
        voice = root
        for speaker in statement.speakers:
            name = _who(speaker)
            if name not in voice.relayed:
                voice.relayed[name] = Voice(f"{voice.key}.{len(voice.relayed)}", name)
            voice = voice.relayed[name]
        voice.numbers.append(number)
        if statement.speakers and statement.speakers[-1].stance == "denies":
            voice.denies += 1
        keys.append(voice.key)
    return root, keys


def _who(speaker: Speaker) -> str:
    return clean(" and ".join([speaker.name or NOBODY, *speaker.also]))
