"""Points of reference: places that others are told from, and that stay where they stand alone."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.where import Where

CASES = [
    ("direction", "Rebels shelled Kestrel, west of Dovrin.", "shelled", ["Kestrel"]),
    ("distance", "Rebels shelled Kestrel, nine miles from Dovrin.", "shelled", ["Kestrel"]),
    ("beside", "Rebels shelled Kestrel, near Dovrin.", "shelled", ["Kestrel"]),
    ("alone", "Rebels shelled a camp west of Dovrin.", "shelled", ["Dovrin"]),
    ("list", "Rebels shelled Kestrel and Dovrin.", "shelled", ["Kestrel", "Dovrin"]),
]


@pytest.mark.parametrize(
    ("text", "trigger", "places"), [pytest.param(*r[1:], id=r[0]) for r in CASES]
)
def test_places_are_where_it_was(
    nlp: Language, places_layer: Where, text: str, trigger: str, places: list[str]
) -> None:
    read: Callable[..., object] = create(nlp, "did")
    doc = places_layer(nlp(text))
    read(doc)
    found = {e.trigger.text: [p.name for p in e.places] for e in doc._.events}
    assert found[trigger] == places
