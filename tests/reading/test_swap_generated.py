"""Swap two actors in generated sentences of every type: they swap in the output, and no more.

States, armed groups, organisations and residents, against their like and against each other. What
a statement says, and who says it, has to be the same but for a very few; whom the learned part
takes for a target may change a little more often: it looks at the numbers of the parser, which
change with every name (docs/why/neutrality.md).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader

Make = Callable[..., Document]
TABLES = Path(__file__).parent.parent / "knowledge" / "marenna"
PAIRS: Final = {
    "states": ("Marenna", "Valdoria"),
    "groups": ("the Northmark Front", "the Tide Brigade"),
    "organisations": ("the Union of the Isles", "the Marennan News Agency"),
    "residents": ("the villagers", "the residents"),
    "state-group": ("Valdoria", "the Northmark Front"),
    "state-residents": ("Marenna", "the villagers"),
    "group-organisation": ("the Tide Brigade", "the Union of the Isles"),
}
VERBS: Final = {
    "AGREE": ("reached an agreement with", "signed a treaty with"),
    "CONSULT": ("held talks with", "met envoys of"),
    "SUPPORT": ("praised", "endorsed"),
    "CONCEDE": ("apologised to", "made concessions to"),
    "COOPERATE": ("cooperated with", "shared intelligence with"),
    "AID": ("sent food to", "gave weapons to"),
    "RETREAT": ("surrendered to", "released prisoners of"),
    "REQUEST": ("asked for help from", "called on"),
    "ACCUSE": ("condemned", "blamed"),
    "REJECT": ("rejected an offer of", "refused talks with"),
    "THREATEN": ("threatened", "threatened to attack"),
    "PROTEST": ("protested against", "rallied against"),
    "SANCTION": ("imposed sanctions on", "expelled envoys of"),
    "MOBILIZE": ("mobilised troops against", "deployed troops near"),
    "COERCE": ("besieged", "arrested members of"),
    "ASSAULT": ("attacked", "shelled"),
}
FRAMES: Final = ("{a} {verb} {b} on Monday.", "Witnesses said that {a} never {verb} {b}.")
MOST_TOLD: Final = 0.015
"""Share of sentences in which what is told, how real and by whom may change with the names."""
MOST_TARGETS: Final = 0.1
"""Share in which a target or a mode may."""
Told = tuple[Any, ...]


@pytest.fixture(scope="module")
def reader() -> Reader:
    tables = tuple(str(TABLES / f"{t}.tsv") for t in ("states", "leaders", "groups"))
    return Reader(knowledge=Knowledge(actors=tables))


@pytest.fixture(scope="module")
def readings(reader: Reader) -> Callable[[str, str, str], list[Statement]]:
    """Read a sentence with one actor in the first place and another in the second."""
    known: dict[str, list[Statement]] = {}

    def read(template: str, one: str, other: str) -> list[Statement]:
        text = template.format(a=one, b=other)
        text = text[0].upper() + text[1:]
        if text not in known:
            document = Document(id="d", key="d", sha256="0" * 64, text=text, language="en")
            known[text] = list(reader.read(document).statements)
        return known[text]

    return read


def marked(name: str, one: str, other: str) -> str:
    """Write ONE and TWO for the two actors in a name."""
    plain = name.lower().replace("the ", "")
    for actor, sign in ((one, "ONE"), (other, "TWO")):
        core = actor.lower().replace("the ", "")
        plain = plain.replace(core, sign).replace(core.split()[0], sign)
    return plain


def names(items: Any, one: str, other: str) -> tuple[str, ...]:
    return tuple(sorted(marked(i.name or i.mention.text, one, other) for i in items))


def told(statement: Statement, one: str, other: str) -> Told:
    """What a statement says, how real it is and who says it."""
    s = statement
    agents = names(
        (*s.agents, *s.targets) if s.type in ("AGREE", "CONSULT") else s.agents, one, other
    )
    speakers = tuple((marked(x.name or "", one, other), x.stance) for x in s.speakers)
    return s.trigger.text, s.kind, s.type, s.status, s.polarity, s.certainty, speakers, agents


def aimed(statement: Statement, one: str, other: str) -> Told:
    return statement.trigger.text, statement.mode, names(statement.targets, one, other)


def templates() -> list[str]:
    return [
        frame.replace("{verb}", verb)
        for verbs in VERBS.values()
        for frame, verb in zip(FRAMES, verbs, strict=True)
    ]


def differing(
    readings: Callable[[str, str, str], list[Statement]],
    look: Callable[[Statement, str, str], Told],
) -> list[str]:
    found = []
    for one, other in PAIRS.values():
        for template in templates():
            there = {look(s, one, other) for s in readings(template, one, other)}
            back = {look(s, other, one) for s in readings(template, other, one)}
            if there != back:
                found.append(template.format(a=one, b=other))
    return found


def test_there_are_enough_sentences_and_every_type_is_among_them(
    readings: Callable[[str, str, str], list[Statement]],
) -> None:
    assert len(templates()) * len(PAIRS) >= 200
    types = {s.type for t in templates() for s in readings(t, *PAIRS["groups"])}
    assert set(VERBS) <= types


def test_what_is_told_and_by_whom_does_not_depend_on_who_the_actors_are(
    readings: Callable[[str, str, str], list[Statement]],
) -> None:
    changed = differing(readings, told)
    assert len(changed) <= MOST_TOLD * len(templates()) * len(PAIRS), changed


def test_targets_swap_with_the_actors(
    readings: Callable[[str, str, str], list[Statement]],
) -> None:
    changed = differing(readings, aimed)
    assert len(changed) <= MOST_TARGETS * len(templates()) * len(PAIRS), changed


@pytest.mark.parametrize("pair", PAIRS)
def test_no_actor_is_more_often_named_as_doing_it(
    readings: Callable[[str, str, str], list[Statement]], pair: str
) -> None:
    one, other = PAIRS[pair]
    there = sum(bool(s.agents) for t in templates() for s in readings(t, one, other))
    back = sum(bool(s.agents) for t in templates() for s in readings(t, other, one))
    assert abs(there - back) <= 1
