"""Rashomon: who says that who did what to whom, when, where, how many, and how real.

Importing this package loads no model: `read` and `Reader` load one when they are first used.

>>> import rashomon
>>> readings = rashomon.read("Rebels shelled Kestrel, Varga said.", published="2019-03-12")
>>> readings[0].statements[0].status
'occurred'
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon import layers
    from rashomon.documents import ReadOptions, read_documents
    from rashomon.errors import RashomonError
    from rashomon.model.document import Document, Failure
    from rashomon.model.statement import Statement
    from rashomon.publish.readings import Readings, read
    from rashomon.reading.own import Knowledge
    from rashomon.reading.reader import Reader, Reading

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Failure",
    "Knowledge",
    "RashomonError",
    "ReadOptions",
    "Reader",
    "Reading",
    "Readings",
    "Statement",
    "__version__",
    "layers",
    "read",
    "read_documents",
]

_HOMES = {
    "Document": "rashomon.model.document",
    "Failure": "rashomon.model.document",
    "Knowledge": "rashomon.reading.own",
    "RashomonError": "rashomon.errors",
    "ReadOptions": "rashomon.documents",
    "Reader": "rashomon.reading.reader",
    "Reading": "rashomon.reading.reader",
    "Readings": "rashomon.publish.readings",
    "Statement": "rashomon.model.statement",
    "read": "rashomon.publish.readings",
    "read_documents": "rashomon.documents",
}
"""Where each public name lives; it is imported when first asked for."""
_SHOWN = frozenset(("Reader", "Reading", "Readings", "read"))


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name == "layers":
        return importlib.import_module("rashomon.layers")
    if name not in _HOMES:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    if name in _SHOWN:
        importlib.import_module("rashomon.publish.notebook")
    value: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
