"""DOCX: paragraphs and table cells in the order of the document."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document as Docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import BAD_DOCX, EMPTY
from rashomon.documents.unpack import check_zip, read_whole

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARAGRAPH_END: Final = "\n"


def read_docx(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read one DOCX file; its size when expanded is checked before anything is.

    Raises:
        DocumentError: Damaged, too large, or expanding too far.
    """
    raw = read_whole(stream, key, options.max_file_bytes)
    if not raw:
        raise EMPTY.error(key)
    check_zip(raw, key, options)
    try:
        document = docx.Document(io.BytesIO(raw))
        text = PARAGRAPH_END.join(_paragraphs(document))
        given = _given(document)
    except (OpcError, LxmlError, zipfile.BadZipFile, *PARSER_ERRORS) as error:
        raise BAD_DOCX.error(key, short(error)) from error
    yield Part(key=key, text=text, raw=raw, media_type=MEDIA_TYPE, given=given)


def _paragraphs(document: Docx) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text.replace("\n", " ") for cell in row.cells)
        else:
            yield block.text


def _given(document: Docx) -> Given:
    facts = document.core_properties
    return Given(
        title=facts.title or None,
        authors=(facts.author,) if facts.author and facts.author != "python-docx" else (),
        made=facts.created.date().isoformat() if facts.created else None,
        method="paragraphs by python-docx",
    )
