"""Every bad input is one row with its code and remedy, and the others are read."""

import gzip
import io
import json
import os
import resource
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import zstandard

from rashomon.documents import DocumentError, ReadOptions, document_from_text, read_documents
from rashomon.documents.problems import PROBLEMS
from rashomon.model.document import Document, Failure

TEXT = "The Marennan army denied on Wednesday that its troops had shelled Kestrel. Two were hurt."
FRENCH = (
    "Le ministère de la défense a démenti mercredi que ses troupes aient bombardé la ville "
    "de Kestrel, selon un communiqué publié à Port Selm."
)


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _blank_pdf() -> bytes:
    buffer = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    return buffer.getvalue()


ENTITY_FEED = (
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    "<rss version='2.0'><channel><item><description>&x;</description></item></channel></rss>"
)
DOCX_BOMB = {"[Content_Types].xml": b"x", "word/document.xml": b"0" * 30_000_000}
BAD = [
    pytest.param("a.txt", lambda: b"", "RSH-103", id="empty"),
    pytest.param("a.txt", lambda: b" \n\t\n", "RSH-103", id="blank"),
    pytest.param("a.bin", lambda: bytes(range(256)) * 50, "RSH-104", id="binary"),
    pytest.param("a.txt", lambda: b"\x89PNG\r\n\x1a\n", "RSH-104", id="image-with-a-false-name"),
    pytest.param("a.zip", lambda: _zip({"a.txt": b"a"}), "RSH-104", id="zip"),
    pytest.param("a.txt", lambda: b"x" * 6_000_000, "RSH-105", id="one-huge-line"),
    pytest.param("a.txt.gz", lambda: gzip.compress(b"0" * 60_000_000), "RSH-106", id="gzip-bomb"),
    pytest.param(
        "a.jsonl.zst", lambda: zstandard.compress(b"0" * 60_000_000), "RSH-106", id="zstd-bomb"
    ),
    pytest.param("a.docx", lambda: _zip(DOCX_BOMB), "RSH-106", id="docx-bomb"),
    pytest.param(
        "a.txt.gz", lambda: gzip.compress(TEXT.encode() * 9)[:-12], "RSH-107", id="cut-gzip"
    ),
    pytest.param("a.pdf", _blank_pdf, "RSH-111", id="pdf-without-text"),
    pytest.param("a.pdf", lambda: b"%PDF-1.4 rubbish", "RSH-112", id="broken-pdf"),
    pytest.param(
        "a.html", lambda: b"<html><body><script>f()</script></body></html>", "RSH-113", id="scripts"
    ),
    pytest.param("a.jsonl", lambda: b"{broken", "RSH-114", id="broken-line"),
    pytest.param("a.jsonl", lambda: b"[1]\n", "RSH-114", id="line-that-is-no-object"),
    pytest.param("a.jsonl", lambda: b"[" * 100_000, "RSH-114", id="line-of-brackets"),
    pytest.param("a.jsonl", lambda: b'{"id": "x"}', "RSH-115", id="line-without-text"),
    pytest.param("a.csv", lambda: b"id,body\n1,x\n", "RSH-116", id="table-without-text-column"),
    pytest.param("a.docx", lambda: b"PK\x03\x04 rubbish", "RSH-117", id="broken-docx"),
    pytest.param(
        "a.docx", lambda: _zip({"word/x.xml": b"<a/>"}), "RSH-117", id="docx-without-parts"
    ),
    pytest.param(
        "a.eml", lambda: b"Subject: x\nMIME-Version: 1.0\n\n\n", "RSH-118", id="empty-message"
    ),
    pytest.param(
        "a.rss", lambda: b"<rss><channel></channel></rss>", "RSH-119", id="feed-without-entries"
    ),
    pytest.param("a.rss", lambda: ENTITY_FEED.encode(), "RSH-119", id="feed-with-entities"),
    pytest.param("a.warc", lambda: b"WARC/1.0\r\nrubbish", "RSH-121", id="broken-warc"),
    pytest.param("a.jsonl", lambda: b'{"text": 7}', "RSH-123", id="text-that-is-a-number"),
    pytest.param("a.txt", lambda: FRENCH.encode(), "RSH-131", id="french"),
    pytest.param(
        "a.jsonl", lambda: b'{"text": "x", "language": "fr"}', "RSH-131", id="said-to-be-french"
    ),
]


@pytest.mark.parametrize(("name", "content", "code"), BAD)
def test_bad_input_is_one_row_and_the_rest_is_read(
    tmp_path: Path, name: str, content: Callable[[], bytes], code: str
) -> None:
    (tmp_path / name).write_bytes(content())
    (tmp_path / "z.txt").write_text(TEXT)
    bad, good = read_documents([tmp_path])
    assert isinstance(bad, Failure)
    assert bad.code == code
    assert bad.document_key.split("#")[0] in (name, "x")
    problem = next(p for p in PROBLEMS if p.code == code)
    assert bad.detail.endswith(problem.remedy)
    assert bad.stage == problem.stage
    assert isinstance(good, Document)


def test_broken_line_in_the_middle_loses_no_other(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text(f"{good}\n{{broken\n{good}\n")
    rows = list(read_documents([tmp_path / "a.jsonl"]))
    assert [getattr(r, "key", None) or getattr(r, "document_key", None) for r in rows] == [
        "a.jsonl#1",
        "a.jsonl#2",
        "a.jsonl#3",
    ]
    assert [isinstance(r, Failure) for r in rows] == [False, True, False]


def test_overlong_line_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    options = ReadOptions(max_document_bytes=500)
    (tmp_path / "a.jsonl").write_text("x" * 100_000 + "\n" + json.dumps({"text": TEXT}) + "\n")
    long, good = read_documents([tmp_path / "a.jsonl"], options=options)
    assert isinstance(long, Failure)
    assert (long.document_key, long.code) == ("a.jsonl#1", "RSH-105")
    assert isinstance(good, Document)
    assert good.key == "a.jsonl#2"


def test_huge_line_stays_out_of_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.seek(400_000_000)
        file.write(b"x")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (row,) = read_documents([tmp_path / "a.txt"])
    assert isinstance(row, Failure)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_missing_things_are_rows(tmp_path: Path) -> None:
    inputs = [tmp_path / "no.txt", f"{tmp_path}/*.txt", tmp_path, "https://mna.example/1"]
    rows = [row for row in read_documents(inputs) if isinstance(row, Failure)]
    assert [row.code for row in rows] == ["RSH-101", "RSH-101", "RSH-101", "RSH-122"]


def test_what_may_not_be_read_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    scan, opened = os.scandir, Path.open

    def _scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def _open(self: Path, *args: object) -> object:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", _scandir)
    monkeypatch.setattr(Path, "open", _open)
    rows = list(read_documents([tmp_path]))
    refused = {r.document_key: r.code for r in rows if isinstance(r, Failure)}
    assert refused == {"b.txt": "RSH-102", "shut": "RSH-102"}
    assert [r.key for r in rows if isinstance(r, Document)] == ["a.txt"]


def test_links_out_of_the_folder_and_pipes_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(folder / "pipe")
    rows = [row for row in read_documents([folder]) if isinstance(row, Failure)]
    assert {row.document_key: row.code for row in rows} == {
        "link.txt": "RSH-109",
        "pipe": "RSH-109",
    }


def test_given_encoding_that_does_not_fit_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Se\xf1or")
    (row,) = read_documents([tmp_path / "a.txt"], options=ReadOptions(encoding="utf-8"))
    assert isinstance(row, Failure)
    assert (row.code, row.detail.split(". ")[0]) == (
        "RSH-108",
        "its characters can't be decoded as utf-8",
    )


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The army \\ud800 left Kestrel."}')
    (row,) = read_documents([tmp_path / "a.jsonl"])
    assert isinstance(row, Document)
    assert row.text == "The army \ufffd left Kestrel."


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _refuse(*_: object, **__: object) -> None:
        raise AssertionError("network used")

    monkeypatch.setattr(socket, "socket", _refuse)
    page = f"<html><head><link rel=canonical href='http://mna.example/1'></head><body><p>{TEXT}</p>"
    (tmp_path / "a.html").write_text(page + f"<p>{TEXT}</p>" * 5 + "</body></html>")
    (row,) = read_documents([tmp_path / "a.html"])
    assert isinstance(row, Document)


@pytest.mark.parametrize(("text", "code"), [("", "RSH-103"), ("x" * 5_000_001, "RSH-105")])
def test_text_given_directly_is_held_to_the_same_limits(text: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        document_from_text(text, key="mine")
    assert caught.value.code == code
    assert str(caught.value).startswith("mine: ")
