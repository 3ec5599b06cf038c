"""Many documents: in order, failures in their place, the same for every number of processes."""

from collections.abc import Callable

import pytest

from rashomon.model.document import Document, Failure
from rashomon.model.encode import to_json_line
from rashomon.reading.many import BROKE, read_many, read_one
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader

Make = Callable[..., Document]
TEXTS = ("The army shelled Kestrel.", "Varga met Reik on Monday.", "", "Rebels fled, police said.")


def items(document: Make) -> list[Document | Failure]:
    broken = Failure(document_key="broken", stage="open", code="RSH-1", detail="not there")
    documents: list[Document | Failure] = [
        document(text, key=f"d{n}") for n, text in enumerate(TEXTS)
    ]
    return [*documents[:2], broken, *documents[2:]]


def test_one_process_and_two_give_the_same_bytes(document: Make, knowledge: Knowledge) -> None:
    here, apart = (
        [to_json_line(o) for o in read_many(items(document), processes=n, knowledge=knowledge)]
        for n in (1, 2)
    )
    assert here == apart
    assert len(here) == len(TEXTS) + 1


def test_failures_pass_in_their_place_and_load_no_model() -> None:
    broken = Failure(document_key="k", stage="open", code="RSH-1", detail="not there")
    assert list(read_many([broken, broken], model="no_such_pipeline")) == [broken, broken]


def test_a_document_that_breaks_the_reader_is_one_row(
    reader: Reader, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(_: Document) -> None:
        raise ValueError("odd text")

    monkeypatch.setattr(reader, "read", explode)
    row = read_one(reader, document("The army fled.", key="bad"))
    assert isinstance(row, Failure)
    assert (row.document_key, row.stage, row.code) == ("bad", "read", BROKE)
    assert "ValueError: odd text" in row.detail
