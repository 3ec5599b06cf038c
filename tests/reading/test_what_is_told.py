"""Which words carry a statement: by their construction, and none that only carries another."""

from collections.abc import Callable

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

Read = Callable[[str], list[Statement]]


@pytest.fixture
def read(reader: Reader, document: Callable[..., Document]) -> Read:
    return lambda text: list(reader.read(document(text)).statements)


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
    "results-in": (
        "Talks between Valdoria and the Front resulted in an agreement.",
        "resulted",
        "agreement",
    ),
    "holds-swathes": ("The Front controls large swathes of Northmark.", "swathes", "controls"),
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
