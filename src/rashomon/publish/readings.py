"""The library's front door: read texts and files, get typed readings back."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

from rashomon.documents import DocumentError, ReadOptions, document_from_text, read_documents
from rashomon.documents.inputs import MAGIC
from rashomon.errors import InputError
from rashomon.model.document import Document, Failure
from rashomon.model.statement import Statement
from rashomon.publish.frames import to_pandas, to_polars
from rashomon.publish.html import render_page
from rashomon.reading.many import read_many, read_one
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import MODEL, Reader, Reading

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Input = str | Path | Document
LONGEST_PATH: Final = 1024


@dataclass(frozen=True, slots=True)
class Readings(Sequence[Reading]):
    """Readings in the order of the inputs, and what could not be read.

    Attributes:
        readings: One a document.
        failures: One a document that could not be read; nothing is passed over without a row.
    """

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Reading: ...

    @overload
    def __getitem__(self, index: slice) -> "Readings": ...

    def __getitem__(self, index: int | slice) -> "Reading | Readings":
        if isinstance(index, slice):
            return Readings(self.readings[index], self.failures)
        return self.readings[index]

    def __len__(self) -> int:
        return len(self.readings)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements of all documents, in order."""
        return tuple(s for reading in self.readings for s in reading.statements)

    def to_pandas(self) -> "pd.DataFrame":
        """Give a flat pandas table, one row a statement.

        Raises:
            ExtraMissingError: pandas is not installed (``pip install 'rashomon[tables]'``).
        """
        return to_pandas(self.readings)

    def to_polars(self) -> "pl.DataFrame":
        """Give a flat polars table, one row a statement.

        Raises:
            ExtraMissingError: polars is not installed (``pip install 'rashomon[tables]'``).
        """
        return to_polars(self.readings)

    def to_html(self) -> str:
        """Give one self-contained HTML page of all documents."""
        return render_page(self.readings, self.failures)


def read(
    inputs: Input | Sequence[Input],
    *,
    published: str | None = None,
    outlet: str | None = None,
    options: ReadOptions | None = None,
    knowledge: Knowledge | None = None,
    processes: int = 1,
) -> Readings:
    """Read texts or files and give the statements that they make.

    Args:
        inputs: One input or several. A `Path`, and a string that names an existing file or
            folder, is read from disk; any other string with a space in it is a text itself.
        published: Date (ISO) for every document that gives none of its own; relative dates of
            the text ("on Tuesday") are counted from it.
        outlet: Outlet for every document that gives none.
        options: Formats, columns, limits; `published` and `outlet` win over it.
        knowledge: Actor tables and gazetteers of your own.
        processes: Worker processes for many documents.

    Returns:
        Readings and failures, in order.

    Raises:
        InputError: A string without a space names no file.
        ModelError: The language model is not installed.

    >>> reading = read("The army shelled Kestrel, Varga said.", published="2019-03-12")[0]
    >>> reading.statements[0].speakers[0].name
    'Varga'
    """
    chosen = options or ReadOptions()
    if published is not None:
        chosen = replace(chosen, published=published)
    if outlet is not None:
        chosen = replace(chosen, outlet=outlet)
    several = [inputs] if isinstance(inputs, (str, Path, Document)) else list(inputs)
    items = _items(several, chosen)
    if processes == 1:
        outcomes = [
            item if isinstance(item, Failure) else read_one(shared_reader(knowledge), item)
            for item in items
        ]
    else:
        outcomes = list(read_many(items, processes=processes, knowledge=knowledge))
    return Readings(
        tuple(one for one in outcomes if isinstance(one, Reading)),
        tuple(one for one in outcomes if isinstance(one, Failure)),
    )


@lru_cache(maxsize=2)
def shared_reader(knowledge: Knowledge | None = None) -> Reader:
    """Give the reader that `read` uses; it is loaded once and kept."""
    return Reader(MODEL, knowledge=knowledge)


def _items(inputs: list[Input], options: ReadOptions) -> Iterator[Document | Failure]:
    for number, one in enumerate(inputs, 1):
        if isinstance(one, Document):
            yield one
        elif isinstance(one, Path) or _is_on_disk(one):
            yield from read_documents([one], options=options)
        elif any(char.isspace() for char in one.strip()):
            yield _from_text(one, f"text#{number}", options)
        else:
            problem = "no such file, and no text either, as it has no space in it"
            raise InputError(one[:80], problem, "Check the path, or give a text")


def _from_text(text: str, key: str, options: ReadOptions) -> Document | Failure:
    try:
        return document_from_text(text, key=key, published=options.published, outlet=options.outlet)
    except DocumentError as error:
        return error.failure()


def _is_on_disk(text: str) -> bool:
    """Tell whether a string names something on disk: a path that exists, or a pattern."""
    if len(text) > LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    is_pattern = bool(MAGIC & set(text)) and not any(char.isspace() for char in text)
    return is_pattern or os.path.lexists(text)
