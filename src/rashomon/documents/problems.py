"""Everything that can be wrong with an input: one code each, with its remedy.

The list is docs/errors.md's, too; a test holds the two together.
"""

from dataclasses import dataclass
from typing import Final

from rashomon.errors import InputError
from rashomon.model.document import Failure


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which an input fails.

    Attributes:
        code: ``RSH-1nn``.
        stage: ``open`` ``parse`` ``language``.
        problem: What is wrong; ``{}`` takes a detail.
        remedy: What to do about it.
    """

    code: str
    stage: str
    problem: str
    remedy: str

    def failure(self, key: str, detail: str = "") -> Failure:
        """Give the row for one input.

        Args:
            key: The input's key.
            detail: Takes the place of ``{}``; a dash and what a library said, a size, a name.
        """
        text = f"{self.problem.format(detail)}. {self.remedy}"
        return Failure(document_key=key, stage=self.stage, code=self.code, detail=text)

    def error(self, key: str, detail: str = "") -> "DocumentError":
        """Give the exception that ends the reading of one input."""
        return DocumentError(self, key, detail)


class DocumentError(InputError):
    """One input can't be read; `read_documents` turns it into a `Failure`."""

    def __init__(self, kind: Problem, key: str, detail: str = "") -> None:
        self.kind = kind
        self.detail = detail
        super().__init__(key, kind.problem.format(detail), kind.remedy, code=kind.code)

    def failure(self) -> Failure:
        """Give the row."""
        return self.kind.failure(self.key, self.detail)


UNREADABLE: Final = Problem(
    "RSH-100", "open", "reading it failed{}", "Try again, or copy it to another disk."
)
NOT_FOUND: Final = Problem("RSH-101", "open", "nothing is there", "Check the path or the pattern.")
NOT_ALLOWED: Final = Problem(
    "RSH-102", "open", "reading is not permitted", "Ask for read access, or copy it to your folder."
)
EMPTY: Final = Problem("RSH-103", "open", "it is empty", "Leave it out, or fetch it again.")
BINARY: Final = Problem(
    "RSH-104",
    "open",
    "it is not text and no format that can be read{}",
    "Convert it to text, HTML, PDF, DOCX or JSONL; unpack archives first.",
)
TOO_LARGE: Final = Problem(
    "RSH-105",
    "open",
    "one document is larger than the limit of {}",
    "Split it, give many texts as JSONL (one a line), or raise max_document_bytes.",
)
BOMB: Final = Problem(
    "RSH-106",
    "open",
    "it expands too far: {}",
    "If you trust it, unpack it yourself or raise max_ratio and max_expanded_bytes.",
)
DAMAGED_ARCHIVE: Final = Problem(
    "RSH-107", "open", "the compressed file is damaged{}", "Fetch or compress it again."
)
UNDECODABLE: Final = Problem(
    "RSH-108", "parse", "its characters can't be decoded{}", "Save it as UTF-8, or give `encoding`."
)
NOT_A_FILE: Final = Problem(
    "RSH-109",
    "open",
    "it is no regular file, or a link that leads out of the folder",
    "Give the file itself; use - for what comes through a pipe.",
)
NO_PDF_TEXT: Final = Problem(
    "RSH-111", "parse", "the PDF holds no text, only images perhaps", "Run it through OCR first."
)
BAD_PDF: Final = Problem(
    "RSH-112", "parse", "the PDF can't be opened{}", "Print it to a new PDF, without a password."
)
NO_HTML_TEXT: Final = Problem(
    "RSH-113",
    "parse",
    "the page holds no article text",
    "Save it after its scripts have run, or give the text itself.",
)
BAD_JSON: Final = Problem(
    "RSH-114", "parse", "the line is not JSON{}", "Write one JSON object a line, or leave it out."
)
NO_TEXT_FIELD: Final = Problem(
    "RSH-115", "parse", "there is no text in it{}", "Give every record a non-empty `text`."
)
BAD_TABLE: Final = Problem(
    "RSH-116", "parse", "the table has no usable column{}", "Name the columns with `columns`."
)
BAD_DOCX: Final = Problem(
    "RSH-117", "parse", "the DOCX file can't be opened{}", "Save it again as DOCX or as text."
)
NO_MAIL_TEXT: Final = Problem(
    "RSH-118", "parse", "the message holds no text", "Save its attachments as files of their own."
)
BAD_FEED: Final = Problem(
    "RSH-119",
    "parse",
    "the feed can't be read{}",
    "Save it again as RSS or Atom, without entities.",
)
BAD_ARCHIVE: Final = Problem(
    "RSH-121", "parse", "the web archive can't be read on{}", "Check it with a WARC validator."
)
URL: Final = Problem(
    "RSH-122", "open", "fetching from the network is off", "Save the page, then give the file."
)
FIELD_TYPE: Final = Problem(
    "RSH-123", "parse", "a field has the wrong form{}", "Give text, or a list of texts for authors."
)
NOT_ENGLISH: Final = Problem(
    "RSH-131",
    "language",
    "the language is {}; only English can be read, not yet this one",
    "Leave it out, translate it, or set `language` to en if this is wrong.",
)

PROBLEMS: Final = tuple(v for v in list(globals().values()) if isinstance(v, Problem))
"""All of them, in the order of their codes."""
