"""The states of a reader's own table, beside villages of the same spelling elsewhere."""

from collections.abc import Callable
from importlib.resources import files

from rashomon.model.document import Document
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader

STATES = files("rashomon") / "examples" / "marenna" / "states.tsv"


def test_the_name_of_a_people_is_no_village_elsewhere(document: Callable[..., Document]) -> None:
    reader = Reader(knowledge=Knowledge(actors=(str(STATES),)))
    text = "The Marennan army killed nine men in an airstrike near Dovrin on Monday."
    statements = reader.read(document(text)).statements
    assert statements
    assert all(p.name != "Marennan" for s in statements for p in s.places)
