"""Who suffers by name: lists of names behind a plural, and names behind a side or a title."""

import pytest
from spacy.language import Language

from rashomon.reading.reader import load_pipeline

CASES = [
    ("colon", "Troops killed three reporters: Ilse Varga, Tomas Brandt and Jon Sand.", "killed",
     {"reporters", "Ilse Varga", "Tomas Brandt", "Jon Sand"}),
    ("commas", "Three priests, Ilse Varga, Tomas Brandt and Jon Sand, were murdered in Dovrin.",
     "murdered", {"priests", "Ilse Varga", "Tomas Brandt", "Jon Sand"}),
    ("each-with-a-trade", "Troops killed two men: Tomas Brandt, a baker, and Jon Sand, a miller.",
     "killed", {"men", "Tomas Brandt", "Jon Sand"}),
    ("more-names-than-people", "Troops killed two men: Ilse Varga, Tomas Brandt and Jon Sand.",
     "killed", {"men"}),
    ("next-clause", "Rebels killed nine guards, Tomas Brandt and Jon Sand told the agency.",
     "killed", {"guards"}),
    ("one-name", "Troops killed nine men: Tomas Brandt saw it.", "killed", {"men"}),
    ("side-of-a-name", "The blast damaged the windows of the Harrow Bank.", "damaged",
     {"Harrow Bank"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def layers() -> Language:
    """The whole pipeline."""
    return load_pipeline()


@pytest.mark.parametrize(
    ("text", "trigger", "targets"), [pytest.param(*r[1:], id=r[0]) for r in CASES]
)
def test_who_suffers_by_name(layers: Language, text: str, trigger: str, targets: set[str]) -> None:
    found = {e.trigger.text: {p.mention.text for p in e.targets} for e in layers(text)._.events}
    assert found[trigger] == targets
