"""A reader that knows invented actors, loaded once, and documents made of a text."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon import examples
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader

COLUMNS = (
    "id name aliases kind country sector code from to parent acts_for used_by loaded note".split()
)
GROUPS = ("Northmark Front", "Southmark Front", "Northern Guard", "Southern Guard")
"""Two pairs; the names of a pair are of one form and one length."""


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A table of invented armed groups."""
    rows = [
        {"id": f"group:{name.lower().replace(' ', '-')}", "name": name, "kind": "group"}
        | {"sector": "REB", "note": "invented"}
        for name in GROUPS
    ]
    lines = ["\t".join(COLUMNS), *("\t".join(r.get(c, "") for c in COLUMNS) for r in rows)]
    path: Path = tmp_path_factory.mktemp("actors") / "groups.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Knowledge(actors=(str(path),))


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> Reader:
    """One reader for all tests of this folder."""
    return Reader(knowledge=knowledge)


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Make a document of a text, published on Tuesday, 12 March 2019."""

    def make(text: str, key: str = "wire") -> Document:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Document(
            id=f"{key}-{digest[:8]}",
            key=key,
            sha256=digest,
            text=text,
            published="2019-03-12",
            published_precision="day",
            language="en",
        )

    return make


@pytest.fixture
def read(reader: Reader, document: Callable[..., Document]) -> Callable[[str], list[Statement]]:
    """Read a text to its statements."""
    return lambda text: list(reader.read(document(text)).statements)


@pytest.fixture(scope="session")
def republic() -> Reader:
    """One reader that knows the actors and places of the invented republic."""
    knowledge = Knowledge(actors=tuple(examples.actors()), gazetteers=(examples.gazetteer(),))
    return Reader(knowledge=knowledge)
