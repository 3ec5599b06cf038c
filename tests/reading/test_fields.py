"""Fields of statements, read from invented sentences by the whole pipeline."""

from collections.abc import Callable

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

Read = Callable[[str], tuple[Statement, ...]]


@pytest.fixture(scope="module")
def read(republic: Reader) -> Read:
    """Read a text of a known day."""

    def statements(text: str) -> tuple[Statement, ...]:
        document = Document(
            id="d", key="t", sha256="0", text=text, published="2019-03-12", language="en"
        )
        return republic.read(document).statements

    return statements


def one(found: tuple[Statement, ...], trigger: str) -> Statement:
    return next(s for s in found if s.trigger.text == trigger)


FRONT, BRANDT = "Northmark Front", "Tomas Brandt"
RESPONSIBILITY = [
    ("The Front shelled Kestrel.", "shelled", ("as_fact", None)),
    ("The Front shelled Kestrel, Tomas Brandt said.", "shelled", ("as_fact", BRANDT)),
    ("The Front claimed responsibility for the attack.", "attack", ("claimed", FRONT)),
    ("The Front admitted that it shelled Kestrel.", "shelled", ("admitted", FRONT)),
    ("Tomas Brandt accused the Front of shelling Kestrel.", "shelling", ("accused", BRANDT)),
    ("The attack was blamed on the Front by Tomas Brandt.", "attack", ("accused", BRANDT)),
    ("The Front is believed to be behind the attack.", "attack", ("suspected", None)),
    ("The Front allegedly shelled Kestrel.", "shelled", ("suspected", None)),
    ("The Front may have shelled Kestrel.", "shelled", ("possible", None)),
    ("Tomas Brandt denied that the Front shelled Kestrel.", "shelled", ("denied", BRANDT)),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), RESPONSIBILITY, ids=[r[0] for r in RESPONSIBILITY]
)
def test_responsibility(
    read: Read, text: str, trigger: str, expected: tuple[str, str | None]
) -> None:
    agent = next(a for a in one(read(text), trigger).agents if a.name == FRONT)
    assert agent.responsibility is not None
    assert (agent.responsibility.basis, agent.responsibility.by) == expected


def test_nobody_answers_where_nobody_claimed(read: Read) -> None:
    assert one(read("No group has claimed responsibility for the attack."), "attack").agents == ()


def test_nobody_answers_for_what_was_not_claimed(read: Read) -> None:
    found = one(read("The Front did not claim responsibility for the attack."), "attack")
    assert found.agents == ()


def test_mutual_accusation_crosses(read: Read) -> None:
    found = one(read("Marenna and Valdoria accused each other of bombing Kestrel."), "bombing")
    assert {(a.name, a.responsibility.by) for a in found.agents if a.responsibility} == {
        ("Marenna", "Valdoria"),
        ("Valdoria", "Marenna"),
    }


ROLES = [
    ("Valdoria hosted talks between Marenna and the Front.", "talks", "host", "Valdoria"),
    ("A ceasefire brokered by Valdoria began on Monday.", "ceasefire", "mediator", "Valdoria"),
    ("Rebels backed by Valdoria attacked Kestrel.", "attacked", "sponsor", "Valdoria"),
    ("Rebels led by Jonas Reth attacked Kestrel.", "attacked", "commander", "Jonas Reth"),
]


@pytest.mark.parametrize(("text", "trigger", "role", "name"), ROLES, ids=[r[2] for r in ROLES])
def test_role_is_no_agent(read: Read, text: str, trigger: str, role: str, name: str) -> None:
    found = one(read(text), trigger)
    assert (role, name) in {(p.role, p.name) for p in found.roles}
    assert name not in {a.name for a in found.agents}


def test_the_sponsored_stay_agents(read: Read) -> None:
    found = one(read("Valdoria-backed rebels attacked Kestrel."), "attacked")
    assert [p.role for p in found.roles] == ["sponsor"]
    assert any("rebels" in a.mention.text for a in found.agents)


SINGLE_FIELDS = [
    ("The army repeatedly shelled Kestrel.", "shelled", "scope", "repeated"),
    ("The army shelled Kestrel.", "shelled", "scope", "single"),
    ("Nine attacks hit Kestrel on Monday.", "attacks", "scope", "repeated"),
    ("In 2015 the war killed 1,200 people in total.", "killed", "scope", "aggregate"),
    ("The army executed two men in December.", "executed", "scope", "single"),
    ("The army liberated Kestrel.", "liberated", "wording", "liberated"),
    ("The terrorists shelled Kestrel.", "shelled", "wording", "terrorists"),
    ("The fighters shelled Kestrel.", "shelled", "wording", None),
    ("A shell killed a boy in Kestrel.", "killed", "sensitivity", "minor"),
    ("A shell killed a nurse in Kestrel.", "killed", "sensitivity", "victim"),
    ("The army shelled a hospital.", "shelled", "sensitivity", "protected_site"),
    ("The army shelled a bridge.", "shelled", "sensitivity", None),
    ("The raid killed 82 people.", "killed", "sensitivity", None),
    ("Tomas Brandt visited Kestrel.", "visited", "sensitivity", None),
    ("The army attacked Kestrel with mortars.", "attacked", "mode", "heavy-weapons"),
    ("Warplanes attacked Kestrel.", "attacked", "mode", "aerial"),
    ("Men attacked a bus with knives.", "attacked", "mode", "primitive"),
    ("Marenna denied that the Front shelled Kestrel.", "shelled", "denial_of", "occurrence"),
    ("Tomas Brandt denied bombing the hospital.", "bombing", "denial_of", "agency"),
    ("Marenna bombed Kestrel.", "bombed", "denial_of", None),
]


@pytest.mark.parametrize(
    ("text", "trigger", "field", "expected"),
    SINGLE_FIELDS,
    ids=[f"{r[2]}: {r[0]}" for r in SINGLE_FIELDS],
)
def test_field(read: Read, text: str, trigger: str, field: str, expected: str | None) -> None:
    assert getattr(one(read(text), trigger), field) == expected


TARGETING = [
    ("The army deliberately shelled a school.", "shelled", "intended"),
    ("The army shelled a school by mistake.", "shelled", "incidental"),
    ("The army shelled a school by night.", "shelled", None),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), TARGETING, ids=[r[0] for r in TARGETING])
def test_targeting(read: Read, text: str, trigger: str, expected: str | None) -> None:
    assert {t.targeting for t in one(read(text), trigger).targets} == {expected}


def test_horizon_of_a_threat(read: Read) -> None:
    found = one(read("Tomas Brandt threatened to bomb Kestrel by March 20."), "bomb")
    assert found.horizon is not None
    assert found.horizon.end == "2019-03-20"


def test_what_happened_has_no_horizon(read: Read) -> None:
    assert one(read("The army bombed Kestrel by March 10."), "bombed").horizon is None


LINKS = [
    ("Tomas Brandt threatened to bomb Kestrel.", "bomb", "content_of", "threatened"),
    ("The army shelled Kestrel, killing nine people.", "shelled", "cause_of", "killing"),
    (
        "An airstrike killed four men. Tomas Brandt said that the strike killed rebels.",
        "strike",
        "same_event",
        "airstrike",
    ),
    (
        "An airstrike hit Dovrin. Rebels attacked a base. Tomas Brandt condemned the airstrike.",
        "airstrike",
        "same_event",
        "airstrike",
    ),
    (
        "The two sides agreed on a ceasefire. The army violated the ceasefire on Tuesday.",
        "violated",
        "breaches",
        "ceasefire",
    ),
    (
        "Twelve people were killed in a raid. The death toll rose to 15 people killed on Tuesday.",
        "killed",
        "updates",
        "killed",
    ),
]


@pytest.mark.parametrize(
    ("text", "trigger", "rel", "other"), LINKS, ids=[f"{r[2]}: {r[3]}" for r in LINKS]
)
def test_link(read: Read, text: str, trigger: str, rel: str, other: str) -> None:
    found = read(text)
    by_id = {s.id: s for s in found}
    links = {
        (s.trigger.text, link.rel, by_id[link.statement].trigger.text)
        for s in found
        for link in s.links
    }
    assert (trigger, rel, other) in links


UNLINKED = [
    ("An airstrike hit Dovrin. A strike hit Kestrel.", "same_event"),
    ("The army attacked a base in Dovrin. Varga condemned the attack in Kestrel.", "same_event"),
    ("The army praised the ceasefire. The two sides met.", "breaches"),
    ("Tomas Brandt met envoys. The army shelled Kestrel.", "content_of"),
    ("The army shelled Kestrel. Nine people were killed in Dovrin.", "cause_of"),
    ("Twelve people were killed in Dovrin. Nine people were killed in Kestrel.", "updates"),
]


@pytest.mark.parametrize(("text", "rel"), UNLINKED, ids=[f"{r[1]}: {r[0]}" for r in UNLINKED])
def test_no_link(read: Read, text: str, rel: str) -> None:
    assert rel not in {link.rel for s in read(text) for link in s.links}


def summary(statements: tuple[Statement, ...]) -> list[object]:
    return [
        (
            [(a.name, a.responsibility) for a in s.agents],
            [(r.name, r.role) for r in s.roles],
            s.scope,
            s.wording,
            s.sensitivity,
            [link.rel for link in s.links],
        )
        for s in statements
    ]


def test_swapping_the_sides_swaps_nothing_else(read: Read) -> None:
    text = "Marenna accused Valdoria of shelling a school. Valdoria brokered a ceasefire."
    swapped = text.replace("Marenna", "#")
    swapped = swapped.replace("Valdoria", "Marenna").replace("#", "Valdoria")
    there = repr(summary(read(swapped))).replace("Marenna", "#")
    back = there.replace("Valdoria", "Marenna").replace("#", "Valdoria")
    assert back == repr(summary(read(text)))
