"""What somebody tells and another denies: one act, two tellings, each with its speaker."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def deniers(statements: list[Statement], trigger: str) -> list[list[str]]:
    """Give the chains, last words of names, of those who deny an act."""
    return [
        [str(s.name).split()[-1] for s in one.speakers]
        for one in statements
        if one.trigger.text == trigger and one.speakers and one.speakers[-1].stance == "denies"
    ]


SAID = "Ilse Varga said the Northmark Front shelled Kestrel. "
ANSWERS = [
    "The Front denied it.",
    "The Front denied the accusation, calling it slander.",
    "The Front rejected Varga's account.",
    "The Front denied any involvement.",
    "The Front disputes this.",
    "“It is a lie,” the Front said.",
    "But the Front said it had done no such thing.",
    "The Front called the claim a lie.",
    "The Front called the story “a fairy tale”.",
    "The Front described the report as untrue.",
    "The Front answered in the evening, calling the charge absurd.",
    "“It was not our men,” the Front said.",
    "The Front said the claim was “wholly invented”.",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_a_telling_of_its_own(read: Read, answer: str) -> None:
    statements = read(SAID + answer)
    assert deniers(statements, "shelled") == [["Front"]]
    told, denied = (s for s in statements if s.trigger.text == "shelled")
    assert [(s.name or "").split()[-1] for s in told.speakers] == ["Varga"]
    assert told.speakers[0].stance == "asserts"
    assert (denied.polarity, denied.type, denied.places) == ("+", told.type, told.places)
    assert [a.responsibility.basis for a in denied.agents if a.responsibility] == ["denied"]
    assert denied.id != told.id
    assert ("same_event", told.id) in {(link.rel, link.statement) for link in denied.links}
    assert any(w.rule.startswith("said.retort") for w in denied.why)


@pytest.mark.parametrize(
    ("text", "trigger", "chain"),
    [
        (
            "Varga accused the Front of shelling Kestrel, which the Front denied.",
            "shelling",
            "Front",
        ),
        ("Varga said the Front burned Kestrel, a charge the Front denied.", "burned", "Front"),
        ("Varga said the Front burned Kestrel, a charge Lind dismissed as lies.", "burned", "Lind"),
        (SAID + "“Not true,” said Lind.", "shelled", "Lind"),
        (SAID + "Tomas Brandt said the Front denied it.", "shelled", "Brandt Front"),
        ("Though the army denies it, farmers say guards burned the mill.", "burned", "army"),
        ("“It never happened,” said Lind. Farmers said guards burned the mill.", "burned", "Lind"),
        (SAID + "Lind disputes this: the mill, he said, had exploded.", "shelled", "Lind"),
        ("Two nurses were shot in Kestrel. The Front denied responsibility.", "shot", "Front"),
        ("Farmers said guards burned the mill. “It never happened,” said Lind.", "burned", "Lind"),
    ],
)
def test_who_answers_where(read: Read, text: str, trigger: str, chain: str) -> None:
    assert deniers(read(text), trigger) == [chain.split()]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("The Front offered a truce. The army rejected it.", "offered", id="offer"),
        pytest.param(
            "Brandt spoke at noon. Lind denied it. Farmers said guards burned the mill.",
            "burned",
            id="behind",
        ),
        pytest.param("Farmers asked for water. Soldiers denied it.", "asked", id="request"),
        pytest.param(SAID + "The Front confirmed it.", "shelled", id="confirmed"),
        pytest.param(SAID + "The Front did not deny it.", "shelled", id="not denied"),
        pytest.param(SAID + "The Front declined to comment.", "shelled", id="silent"),
        pytest.param(SAID + "The Front denied burning the mill.", "shelled", id="another act"),
        pytest.param(SAID + "The Front denied the journalists visas.", "shelled", id="visas"),
        pytest.param(SAID + "She denied it.", "shelled", id="herself"),
        pytest.param(SAID + "Was it a lie? the Front asked.", "shelled", id="question"),
    ],
)
def test_what_is_no_answer(read: Read, text: str, trigger: str) -> None:
    statements = read(text)
    assert trigger in {s.trigger.text for s in statements}
    assert deniers(statements, trigger) == []


def test_a_gerund_tagged_as_a_noun_is_denied(read: Read) -> None:
    statements = read("Valdoria has denied training Front recruits on its soil.")
    assert deniers(statements, "training") == [["Valdoria"]]


CHARGED = "Nurse Sela Orme said that Commander Ivo Marsh shelled Kestrel. "


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        (CHARGED + "He denied the charges.", "shelled", "Marsh"),
        (CHARGED + "The town was quiet. He rejects the allegation.", "shelled", "Marsh"),
        (
            "The Northmark Front accused the army of shelling it, which it denied.",
            "shelling",
            "army",
        ),
        ("The Alliance blamed the Front for the attack, a charge it rejects.", "attack", "Front"),
        ("A nurse said the captain had beaten two men. He denied it.", "beaten", "captain"),
        ("Villagers said soldiers looted the market. They denied it.", "looted", "soldiers"),
    ],
)
def test_who_is_accused_denies(read: Read, text: str, trigger: str, who: str) -> None:
    statements = read(text)
    assert deniers(statements, trigger) == [[who]]
    act = next(s for s in statements if s.type == "REJECT")
    assert ([a.name.split()[-1] for a in act.agents], act.speakers) == ([who], ())


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("The army denied responsibility for the shelling of Zelo.", "shelling", ["army"]),
        ("Commander Ivo Marsh denied any role in the killings.", "killings", ["Ivo Marsh"]),
        ("Valdoria denied involvement in the abduction of two men.", "abduction", ["Valdoria"]),
        ("The rebels denied having anything to do with the raid.", "raid", ["rebels"]),
        ("The army and the Front denied a part in the shelling.", "shelling", ["army", "Front"]),
        ("The minister denied the army's involvement in the killing.", "killing", ["army"]),
        ("A spokesman for the army denied a role in the shelling.", "shelling", ["army"]),
        ("Nine were shot in Zelo. The Front denied responsibility.", "shot", ["Front"]),
    ],
)
def test_who_denies_a_part_is_who_would_have_done_it(
    read: Read, text: str, trigger: str, who: list[str]
) -> None:
    found = [s for s in read(text) if s.trigger.text == trigger]
    denied = next(s for s in found if s.speakers and s.speakers[-1].stance == "denies")
    assert [a.name for a in denied.agents] == who
    assert {a.responsibility.basis for a in denied.agents if a.responsibility} == {"denied"}


def test_who_denies_knowledge_of_it_is_no_agent(read: Read) -> None:
    (raid,) = (s for s in read("Varga denied knowledge of the raid.") if s.type == "ASSAULT")
    assert raid.agents == ()


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        (SAID + "“That never happened,” the Front said.", "happened"),
        (SAID + "“We did not do it,” the Front said.", "do"),
        (SAID + "“It is a lie,” the Front said.", "lie"),
        ("“It is a lie that we shelled the clinic,” the general said.", "lie"),
        ("The Front denied involvement in the bombing of the port.", "involvement"),
        ("The minister said the massacre never happened.", "happened"),
    ],
)
def test_what_only_points_back_is_no_statement(read: Read, text: str, empty: str) -> None:
    statements = read(text)
    assert empty not in [s.trigger.text for s in statements]
    assert any(s.type == "ASSAULT" for s in statements)


def test_what_happened_elsewhere_is_told(read: Read) -> None:
    assert "happened" in [s.trigger.text for s in read("It happened in Zelo.")]


GRANTED = [
    ("The tribes deny owing taxes to the prefect who hanged their fathers.", "hanged"),
    ("The Front has distanced itself from a commander who killed two nurses.", "killed"),
    ("The commission denied compensation to families whose homes were razed.", "razed"),
    (
        "The army denied that the priests were beaten since they were arrested on Monday.",
        "arrested",
    ),
    ("The navy denied that its crew had slept while the ferry was shelled.", "shelled"),
]


@pytest.mark.parametrize(("text", "act"), GRANTED)
def test_what_a_denial_takes_for_granted_is_told(read: Read, text: str, act: str) -> None:
    assert deniers(read(text), act) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The army denied any part in the raid that killed four.", "killed"),
        ("Brandt denied being the man who shot the judge.", "shot"),
        ("The Front disputes the finding that its men killed four.", "killed"),
        ("The air force denied that it owns the bomb that hit the school.", "hit"),
        ("The army denied that it shelled Kestrel.", "shelled"),
    ],
)
def test_what_a_denial_is_of_stays_denied(read: Read, text: str, act: str) -> None:
    assert deniers(read(text), act) != []
