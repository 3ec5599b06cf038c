"""Which words carry a statement: by their construction, and none that only carries another."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


TOLD = {
    "verbs-that-share-an-object": (
        "Valdoria is funding and arming the Northmark Front.",
        ["funding", "arming"],
    ),
    "a-verb-of-saying-that-acts": (
        "On Friday the court dismissed the lawsuit of the miners.",
        ["dismissed"],
    ),
    "ministers-discuss": (
        "The two ministers discussed fishing rights in Port Selm.",
        ["discussed"],
    ),
    "who-persuades": (
        "Brandt may persuade the Front to leave Kestrel.",
        ["persuade"],
    ),
    "who-promises-something": ("Norland promised 300 million crowns.", ["promised"]),
    "demands-that": (
        "The top brass has demanded that the prime minister's government resign.",
        ["demanded", "resign"],
    ),
    "its-demand-that": (
        "Marenna reiterated its demand that Valdoria ease the sanctions.",
        ["demand", "ease"],
    ),
    "able-to": ("The Front has the capability to strike again.", ["capability"]),
    "become-a-burden": ("Politically, Valdoria has become a minor party in Northmark.", ["become"]),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_its_construction_tells_a_statement(read: Read, case: tuple[str, list[str]]) -> None:
    text, wanted = case
    told = [s.trigger.text for s in read(text)]
    assert [w for w in wanted if w not in told] == []


CARRIED = {
    "seeks-to": ("The Front sought to raze Kestrel.", "sought", "raze"),
    "forced-to-yield": ("Valdoria was forced to withdraw.", "forced", "withdraw"),
    "fails-to-reach": (
        "Marenna failed to reach agreement with Valdoria.",
        "agreement",
        "failed",
    ),
    "results-in": (
        "Talks between Valdoria and the Front resulted in an agreement.",
        "resulted",
        "agreement",
    ),
    "holds-swathes": ("The Front controls large swathes of Northmark.", "swathes", "controls"),
    "went-on-strike": ("Nine hundred dockers went on strike on Monday.", "strike", "went"),
    "ceasefire-agreement": (
        "Valdoria and the Front signed a ceasefire agreement.",
        "ceasefire",
        "agreement",
    ),
    "met-to-discuss": (
        "Brandt met Lars Rill to discuss the border.",
        "discuss",
        "met",
    ),
}


@pytest.mark.parametrize("case", CARRIED.values(), ids=CARRIED.keys())
def test_what_only_carries_another_is_no_statement(read: Read, case: tuple[str, str, str]) -> None:
    text, carrier, carried = case
    told = [s.trigger.text for s in read(text)]
    assert carrier not in told
    assert carried in told


def test_who_only_counts_the_dead_acts_on_nobody(read: Read) -> None:
    told = [s.trigger.text for s in read("The committee counted 61 people killed in the raid.")]
    assert "counted" not in told


TYPED = [
    ("The army disputes the figure.", "disputes", "ACCUSE"),
    ("Village elders disputed the toll given by the army.", "disputed", "ACCUSE"),
    ("The clan contests the account of the raid.", "contests", "ACCUSE"),
    ("Marenna and Valdoria dispute the island of Selm.", "dispute", "CONTROL"),
    ("Two fishermen died in a car crash near Kestrel.", "died", None),
    ("Two fishermen died in a car crash near Kestrel.", "crash", None),
    ("Nine people died in a fire at a hotel.", "died", None),
    ("Seven children died of cholera in the camp.", "died", None),
    ("Twelve workers were killed in a mine collapse.", "killed", None),
    ("Two soldiers were killed when their helicopter crashed.", "killed", None),
    ("An earthquake killed nine villagers.", "killed", None),
    ("Six people died in a fire set by militiamen.", "died", "ASSAULT"),
    ("Two soldiers died when rebels shot down their helicopter.", "died", "ASSAULT"),
    ("A nurse was killed by fire from the ridge.", "killed", "ASSAULT"),
    ("Nine people were killed in a car bombing.", "killed", "ASSAULT"),
    ("A truckers' strike blocked roads.", "strike", "PROTEST"),
    ("Doctors have been on strike since Monday.", "strike", "PROTEST"),
    ("The strike by the army hit the port.", "strike", "ASSAULT"),
    ("Strikes by Valdorian jets killed nine people.", "Strikes", "ASSAULT"),
    ("Air strikes on the port killed nine dock workers.", "strikes", "ASSAULT"),
    ("Those killed were all armed, the army said.", "killed", None),
    ("All of those killed were civilians, a nurse said.", "killed", None),
    ("The men killed by the army were fighters.", "killed", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), TYPED)
def test_of_what_type_it_is(read: Read, text: str, trigger: str, wanted: str | None) -> None:
    assert [s.type for s in read(text) if s.trigger.text == trigger] == [wanted]


def test_nobody_on_strike_hits_anybody(read: Read) -> None:
    told = read("Teachers went on strike on Monday. Police beat striking miners.")
    assert [s.type for s in told if "str" in s.trigger.text] == []


def test_who_the_dead_were_is_their_status(read: Read) -> None:
    (told,) = read("Those killed were civilians, a nurse said.")
    assert (told.kind, [t.status for t in told.targets]) == ("assessment", ["civilian"])


@pytest.mark.parametrize(
    ("text", "trigger", "status", "basis"),
    [
        ("Is the Northmark Front behind the kidnapping?", "kidnapping", "occurred", "possible"),
        ("Rebels behind kidnapping?", "kidnapping", "possible", "possible"),
        ("Was it the army that shelled the clinic?", "shelled", "possible", "possible"),
        ("Do you think the army shelled the clinic?", "shelled", "possible", "possible"),
        ("Residents ask whether the army shelled it.", "shelled", "occurred", "possible"),
        ("It is unclear whether the army shelled it.", "shelled", "possible", "possible"),
        ("The army shelled it, but did the Front fire first?", "shelled", "occurred", "as_fact"),
        ("Why did the army shell the market?", "shell", "occurred", "as_fact"),
        ("Did Varga condemn the army's raid on Zelo?", "raid", "occurred", "as_fact"),
        ("Can they trust an army that shelled a clinic?", "shelled", "occurred", "as_fact"),
        ("The army shelled Kestrel, didn't it?", "shelled", "occurred", "as_fact"),
    ],
)
def test_a_question_tells_neither_that_nor_who(
    read: Read, text: str, trigger: str, status: str, basis: str
) -> None:
    (found,) = (s for s in read(text) if s.trigger.text == trigger)
    assert found.status == status
    assert [a.responsibility.basis for a in found.agents if a.responsibility] == [basis]


def test_a_negated_question_denies_nothing(read: Read) -> None:
    (found,) = read("Isn't it the army that shelled the clinic?")
    assert found.polarity == "+"


def test_a_chant_answers_nobody(read: Read) -> None:
    text = (
        "The governor has promised compensation; the families say they have received nothing. "
        "On Saturday, hundreds marched to his office, chanting “Murderers!” Police stood by."
    )
    assert [s.speakers for s in read(text) if s.trigger.text == "promised"] == [()]
