"""Bytes to documents: one file per format family.

What comes in, when it was published, from whom, and a repaired shadow of its text for the parser.
"""

from rashomon.documents.alignment import Repair
from rashomon.documents.build import document_from_text
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given
from rashomon.documents.problems import DocumentError
from rashomon.documents.read import read_documents
from rashomon.documents.shadow import Shadow, make_shadow

__all__ = [
    "DocumentError",
    "Given",
    "ReadOptions",
    "Repair",
    "Shadow",
    "document_from_text",
    "make_shadow",
    "read_documents",
]
