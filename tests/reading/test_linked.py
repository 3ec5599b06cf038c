"""Two acts in one sentence: who did the second, and that what was hit did not."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

# past and participle of the first act, what it hits; gerund and past of the second
FIRST = (
    ("shelled", "the village"),
    ("stormed", "the town hall"),
    ("ambushed", "a convoy of miners"),
)
SECOND = (
    ("killing six teachers", "killed six teachers"),
    ("burning two mills", "burned two mills"),
)

BY_WHOM = (
    "{it} was {past} by the army on Monday, {doing}.",
    "{it} was {past} on Monday by the army, {doing}.",
    "{it} was {past} by the army on Monday, witnesses said, {doing}.",
    "Witnesses said {it} was {past} by the army on Monday, {doing}.",
    "{it} was {past} by the army in a raid that {did}.",
    "{it} came under fire from the army, {doing}.",
    "The army {past} {it} on Monday in an assault that {did}.",
    "The army {past} {it}, {doing}.",
    "The army {past} {it}, then {did}.",
    "The army {past} {it} and {did}.",
)

BY_NOBODY = (
    "{it} was {past} on Monday, {doing}.",
    "{it} was {past} on Monday, witnesses said, {doing}.",
    "{it} came under fire on Monday, {doing}.",
)


def second(read: Read, text: str, did: str) -> Statement:
    """Give the statement of the second act."""
    text = text[0].upper() + text[1:]
    return next(s for s in read(text) if s.trigger.text[:4] == did[:4])


@pytest.mark.parametrize("construction", BY_WHOM)
@pytest.mark.parametrize(("past", "it"), FIRST)
@pytest.mark.parametrize(("doing", "did"), SECOND)
def test_who_hits_does_what_follows(
    read: Read, construction: str, past: str, it: str, doing: str, did: str
) -> None:
    found = second(read, construction.format(past=past, it=it, doing=doing, did=did), did)
    assert [a.name for a in found.agents] == ["army"]


@pytest.mark.parametrize("construction", BY_NOBODY)
@pytest.mark.parametrize(("past", "it"), FIRST)
def test_what_is_hit_does_nothing(read: Read, construction: str, past: str, it: str) -> None:
    doing, did = SECOND[0]
    found = second(read, construction.format(past=past, it=it, doing=doing, did=did), did)
    assert found.agents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers died fighting rebels near Kestrel.",
        "Two soldiers were killed, fighting rebels near Kestrel.",
        "Soldiers were shot after killing a guard.",
    ],
)
def test_what_somebody_does_while_hit_is_their_own(read: Read, text: str) -> None:
    found = next(s for s in read(text) if s.trigger.text in ("fighting", "killing"))
    assert [a.name.lower() for a in found.agents] == ["soldiers"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Soldiers captured and burned the port.", "captured"),
        ("Rebels attacked and looted the mill.", "attacked"),
    ],
)
def test_two_verbs_share_an_object(read: Read, text: str, trigger: str) -> None:
    found = next(s for s in read(text) if s.trigger.text == trigger)
    assert [a.name for a in found.agents] == [text.split()[0]]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The town was attacked and burned by rebels.", ["rebels"]),
        ("Nine miners were attacked, beaten and robbed by police.", ["police"]),
        ("The town was attacked and later burned by rebels.", []),
        ("Nine miners were attacked and two were beaten by police.", []),
    ],
)
def test_two_passives_share_a_doer(read: Read, text: str, agents: list[str]) -> None:
    found = next(s for s in read(text) if s.trigger.text == "attacked")
    assert [a.name for a in found.agents] == agents


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("It was Valdoria that shelled the village.", "Valdoria"),
        ("The Northmark Front became the first to shell the village.", "Northmark Front"),
        ("Valdoria became the fourth country to shell the village.", "Valdoria"),
        ("On Monday Valdoria shelled the village.", "Valdoria"),
        ("Valdoria, an official said, shelled the village.", "Valdoria"),
        ("The village, shelled on Monday by the Northmark Front, fell silent.", "Northmark Front"),
    ],
)
def test_who_stands_out_of_place(read: Read, text: str, agent: str) -> None:
    found = next(s for s in read(text) if s.trigger.text.startswith("shell"))
    assert [a.name for a in found.agents] == [agent]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The killing of two men by police sparked riots.", []),
        ("The decision by the Northmark Front to arm rebels drew protests.", []),
        ("Miners rioted in Dovrin.", ["Miners"]),
    ],
)
def test_who_causes_a_riot_does_not_riot(read: Read, text: str, agents: list[str]) -> None:
    found = next(s for s in read(text) if s.type == "PROTEST")
    assert [a.name for a in found.agents] == agents


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The United Nations punished the Northmark Front over its invasion.", "Northmark Front"),
        ("The United Nations condemned the Northmark Front for its invasion.", "Northmark Front"),
        (
            "The Northmark Front was condemned by the United Nations for its invasion.",
            "Northmark Front",
        ),
        ("The United Nations warned the Northmark Front after its invasion.", "United Nations"),
    ],
)
def test_what_is_punished_is_theirs_who_are_punished(read: Read, text: str, agent: str) -> None:
    found = next(s for s in read(text) if s.trigger.text == "invasion")
    if agent == "Northmark Front":
        assert [a.name for a in found.agents] == ["Northmark Front"]
    else:
        assert [a.name for a in found.agents] != ["Northmark Front"]


def test_who_is_used_is_not_who_uses(read: Read) -> None:
    (found,) = (
        s
        for s in read("Front fighters held 90 villagers to use them as human shields.")
        if s.trigger.text == "use"
    )
    assert [t.name for t in found.targets] == ["villagers"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Valdoria rejected talks with the Northmark Front.", ["REJECT"]),
        ("Varga cancelled a visit to Dovrin.", ["REJECT"]),
        ("Varga denied a meeting with rebels.", ["REJECT", "CONSULT"]),
    ],
)
def test_talks_that_are_refused_are_none(read: Read, text: str, types: list[str]) -> None:
    assert [s.type for s in read(text) if s.type] == types


@pytest.mark.parametrize(
    ("text", "trigger", "agent"),
    [
        ("Varga held three hours of talks with Reik.", "talks", "Varga"),
        ("Valdoria began a week of joint manoeuvres with Marenna.", "manoeuvres", "Valdoria"),
        ("Tens of thousands of miners demonstrated against the bloc.", "demonstrated", "miners"),
        ('The plan was hailed as "a brave act" by the Bar Union.', "hailed", "Bar Union"),
    ],
)
def test_who_acts_behind_a_measure(read: Read, text: str, trigger: str, agent: str) -> None:
    found = next(s for s in read(text) if s.trigger.text == trigger)
    assert agent in [a.name for a in found.agents]
