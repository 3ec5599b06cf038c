"""Headlines: two events in one line, one time for all of it, parties that stand side by side."""

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.howmany import create as create_howmany
from rashomon.layers.when import create as create_when
from rashomon.layers.who import create as create_who
from rashomon.model.event import EventMention
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span


def events(nlp: Language, text: str, *names: str) -> dict[str, EventMention]:
    """Read a headline whose places are given; its events by trigger."""
    doc = create_who(nlp, "who", [])(create_when(nlp, "when")(nlp(text)))
    doc._.places = tuple(
        PlaceMention(
            span=Span(text.index(name), text.index(name) + len(name), name),
            name=name,
            kind="city",
            lat=10.0,
            lon=20.0,
            rule="test",
        )
        for name in names
    )
    doc = create(nlp, "did")(create_howmany(nlp, "howmany")(doc))
    return {e.trigger.text.casefold(): e for e in doc._.events}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Casualties in shelling on Kestrel and clashes in Dovrin continue",
            {"shelling": {"Kestrel"}, "clashes": {"Dovrin"}},
            id="nouns",
        ),
        pytest.param(
            "Warplanes bomb Kestrel and shelling kills five in Dovrin",
            {"bomb": {"Kestrel"}, "kills": {"Dovrin"}},
            id="verbs",
        ),
        pytest.param(
            "Clashes in Kestrel, casualties in explosion in Dovrin",
            {"clashes": {"Kestrel"}, "explosion": {"Dovrin"}},
            id="comma",
        ),
    ],
)
def test_each_event_has_its_own_place(
    nlp: Language, text: str, wanted: dict[str, set[str]]
) -> None:
    found = events(nlp, text, "Kestrel", "Dovrin")
    assert {t: {p.name for p in found[t].places} for t in wanted} == wanted


def test_a_list_of_places_is_not_parted(nlp: Language) -> None:
    found = events(nlp, "Heavy clashes in Kestrel and Dovrin", "Kestrel", "Dovrin")
    assert {p.name for p in found["clashes"].places} == {"Kestrel", "Dovrin"}


def test_the_evidence_is_cut_where_the_events_part(nlp: Language) -> None:
    text = "Casualties in shelling on Kestrel and clashes in Dovrin continue"
    found = events(nlp, text, "Kestrel", "Dovrin")
    assert "Dovrin" not in found["shelling"].evidence.text
    assert "Kestrel" not in found["clashes"].evidence.text


def test_who_acts_first_may_act_on(nlp: Language) -> None:
    found = events(
        nlp, "Rebels shell Kestrel and kill five soldiers in Dovrin", "Kestrel", "Dovrin"
    )
    assert [a.name for a in found["kill"].agents] == ["Rebels"]


def test_one_time_dates_the_whole_headline(nlp: Language) -> None:
    found = events(nlp, "Two soldiers killed, three hurt amid attacks near Kestrel on May 3, 2021")
    assert {t for t, e in found.items() if e.time is None} == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Two killed on May 3, 2021, buried on May 5, 2021", id="two-days"),
        pytest.param("Five killed in attacks as war goes on in 2021", id="a-year"),
    ],
)
def test_other_times_are_not_handed_on(nlp: Language, text: str) -> None:
    rules = {w.rule for e in events(nlp, text).values() for w in e.why}
    assert "did.time.headline" not in rules


@pytest.mark.parametrize(
    ("text", "trigger", "role", "names"),
    [
        pytest.param(
            "Heavy clashes near Kestrel between rebels and soldiers",
            "clashes", "agents", {"rebels", "soldiers"}, id="between",
        ),
        pytest.param(
            "Four civilians killed by bombardment by government forces in Kestrel",
            "killed", "agents", {"government forces"}, id="deed-by",
        ),
        pytest.param(
            "Rebel shelling kills two women in Kestrel", "kills", "agents", {"Rebel"}, id="owner"
        ),
        pytest.param(
            "12 dead in the ranks of the rebels near Kestrel",
            "dead", "targets", {"rebels"}, id="ranks",
        ),
        pytest.param(
            "23 rebels killed during battles near Kestrel", "killed", "targets", {"rebels"},
            id="participle",
        ),
        pytest.param(
            "Losses in government forces near Kestrel",
            "losses", "targets", {"government forces"}, id="losses",
        ),
    ],
)  # fmt: skip
def test_parties_beside_the_words(
    nlp: Language, text: str, trigger: str, role: str, names: set[str]
) -> None:
    found = events(nlp, text, "Kestrel")
    assert names <= {p.name for p in getattr(found[trigger], role)}


def test_losses_of_a_market_are_no_violence(nlp: Language) -> None:
    assert "losses" not in events(nlp, "Losses in the Kestrel stock market", "Kestrel")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Government forces shell areas in the city of Kestrel", "shell", id="noun"),
        pytest.param("Eight rockets target Kestrel city", "target", id="target"),
        pytest.param("Casualties in an explosion downtown Kestrel", "casualties", id="casualties"),
    ],
)
def test_a_headline_word_that_the_parser_misreads(nlp: Language, text: str, trigger: str) -> None:
    assert events(nlp, text, "Kestrel")[trigger].type == "ASSAULT"


def test_a_group_behind_a_plain_noun_keeps_its_name(nlp: Language) -> None:
    text = "Attack by the “Northmark Front” organization near Kestrel"
    [agent] = events(nlp, text, "Kestrel")["attack"].agents
    assert agent.name.strip("“”") == "Northmark Front"


def test_members_of_a_force_are_the_force(nlp: Language) -> None:
    found = events(nlp, "Bomb kills 35 members from the government forces in Kestrel", "Kestrel")
    assert {t.name for t in found["kills"].targets} == {"government forces"}


def test_members_of_a_named_body_are_its_members(nlp: Language) -> None:
    text = "Members of the Association of Marennan Jurists were killed in Kestrel"
    found = events(nlp, text, "Kestrel")["killed"]
    assert "Marennan Jurists" not in {p.name for p in (*found.agents, *found.targets)}
