"""What the reading commands share: inputs in, readings and failure rows out."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from rashomon.documents import ReadOptions, read_documents
from rashomon.model.document import Document, Failure
from rashomon.model.encode import to_json_line
from rashomon.reading.reader import Reader, Reading

SOME_FAILED: Final = 4
"""Exit status when at least one document could not be read and the others were."""


def readings(
    inputs: list[str], options: ReadOptions, on_failure: Callable[[Failure], None]
) -> Iterator[Reading]:
    """Read every input in order; what can't be read goes to `on_failure`."""
    reader: Reader | None = None
    for item in read_documents(inputs, options=options):
        if isinstance(item, Failure):
            on_failure(item)
            continue
        reader = reader or Reader()
        yield reader.read(item)


class FailureLog:
    """Counts failures and prints each as one line on standard error."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, failure: Failure) -> None:
        """Take one failure."""
        self.count += 1
        sys.stderr.write(to_json_line(failure) + "\n")


def document_row(document: Document) -> dict[str, object]:
    """Give the fields of a document that stand on every line of the layers view."""
    return {
        "document_key": document.key,
        "document": document.id,
        "sha256": document.sha256,
        "published": document.published,
    }


def write_line(line: str, out: Path | None) -> None:
    """Write one line to a file (appended) or to standard output."""
    if out is None:
        sys.stdout.write(line + "\n")
    else:
        with out.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
