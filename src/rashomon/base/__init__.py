"""The evidence base: what is kept for ever, and how it was come by.

>>> import tempfile, pathlib
>>> base = open_base(pathlib.Path(tempfile.mkdtemp()) / "marenna.rashomon")
>>> base.counts()["documents"]
0
"""

from rashomon.base.base import Base, open_base
from rashomon.base.records import (
    AddedDocument,
    Change,
    Collection,
    CollectionEntry,
    Fault,
    Found,
    JournalEntry,
    Query,
    Tombstone,
)

__all__ = [
    "AddedDocument",
    "Base",
    "Change",
    "Collection",
    "CollectionEntry",
    "Fault",
    "Found",
    "JournalEntry",
    "Query",
    "Tombstone",
    "open_base",
]
