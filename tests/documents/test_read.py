"""Every kind of input gives its documents, with keys, text and metadata."""

import gzip
import hashlib
import io
import json
from pathlib import Path

import docx
import pytest
import zstandard

from rashomon.documents import ReadOptions, document_from_text, read_documents
from rashomon.model.document import Document, Failure

TEXT = "The Marennan army denied on Wednesday that its troops had shelled Kestrel. Two were hurt."


def _read(
    *inputs: object, options: ReadOptions | None = None, stdin: bytes | None = None
) -> list[Document]:
    stream = None if stdin is None else io.BytesIO(stdin)
    rows = list(read_documents([str(i) for i in inputs], options=options, stdin=stream))
    assert not [row for row in rows if isinstance(row, Failure)]
    return [row for row in rows if isinstance(row, Document)]


def test_plain_text_is_kept_unchanged(tmp_path: Path) -> None:
    text = "“One\u200b.”\r\n\r\n  Two\tthree.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (document,) = _read(path)
    assert document.text == text
    assert document.raw == path.read_bytes()
    assert document.sha256 == hashlib.sha256(document.raw).hexdigest()
    assert (document.key, document.media_type) == ("a.txt", "text/plain")


ENCODINGS = [
    pytest.param(b"\xef\xbb\xbf" + "Señor".encode(), "Señor", id="utf-8-mark"),
    pytest.param("Señor Varga".encode("utf-16"), "Señor Varga", id="utf-16-mark"),
    pytest.param("Señor Varga".encode("utf-16-be"), "Señor Varga", id="utf-16-without-mark"),
    pytest.param(
        "Señor Varga came to Kestrel".encode("cp1252"), "Señor Varga came to Kestrel", id="western"
    ),
    pytest.param(
        "The “Señor” came to Kestrel at noon".encode("cp1252"),
        "The “Señor” came to Kestrel at noon",
        id="western-marks",
    ),
]


@pytest.mark.parametrize(("raw", "text"), ENCODINGS)
def test_encodings_are_told(tmp_path: Path, raw: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert _read(tmp_path / "a.txt")[0].text == text


def test_encoding_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Señor".encode("mac-roman"))
    options = ReadOptions(encoding="mac-roman")
    assert _read(tmp_path / "a.txt", options=options)[0].text == "Señor"


def test_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [d.key for d in _read(tmp_path)] == ["a/b/y.txt", "a/z.txt", "b.txt"]


def test_pattern_keys_count_from_its_fixed_part(tmp_path: Path) -> None:
    for name in ("x/1.txt", "x/2.md", "x/y/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [d.key for d in _read(f"{tmp_path}/x/*.txt")] == ["1.txt"]
    assert [d.key for d in _read(f"{tmp_path}/**/*.txt")] == ["x/1.txt", "x/y/3.txt"]


def test_jsonl_gives_ids_metadata_and_line_numbers(tmp_path: Path) -> None:
    first = {
        "id": "mna-1",
        "text": TEXT,
        "title": "Denial",
        "published": "1990-01-03",
        "outlet": "MNA",
        "url": "https://mna.example/1",
        "authors": ["Ilse Varga"],
        "language": "en-GB",
        "other": 1,
        "derived_from": [{"outlet": "Selm Courier", "mention": {"start": 0, "end": 3}}],
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(first) + "\n\n" + json.dumps({"text": TEXT}) + "\n")
    one, two = _read(path)
    assert (one.key, one.title, one.published, one.outlet) == (
        "mna-1",
        "Denial",
        "1990-01-03",
        "MNA",
    )
    assert (one.url, one.authors, one.language) == ("https://mna.example/1", ("Ilse Varga",), "en")
    assert one.published_precision == "day"
    assert one.derived_from[0].outlet == "Selm Courier"
    assert one.derived_from[0].mention is not None
    assert one.derived_from[0].mention.text == "The"
    assert two.key == "a.jsonl#3"
    assert json.loads(one.raw) == first


def test_stdin_reads_like_a_file() -> None:
    (document,) = _read("-", stdin=TEXT.encode())
    assert (document.key, document.text) == ("stdin#1", TEXT)
    lines = "".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(2)).encode()
    assert [d.key for d in _read("-", stdin=lines)] == ["stdin#1", "stdin#2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_jsonl_with_a_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding=encoding)
    assert _read(tmp_path / "a.jsonl")[0].text == TEXT


def test_compressed_files_are_expanded(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line) + gzip.compress(line))
    (tmp_path / "b.txt.zst").write_bytes(zstandard.compress(TEXT.encode()))
    (tmp_path / "c.txt").write_bytes(gzip.compress(TEXT.encode()))
    assert [d.key for d in _read(tmp_path)] == [
        "a.jsonl.gz#1",
        "a.jsonl.gz#2",
        "b.txt.zst",
        "c.txt",
    ]


def test_csv_columns_by_option(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'ref,Body,day\n7,"{TEXT}\nShe said ""no"".",1990-01-03\n,{TEXT},\n')
    options = ReadOptions(columns={"text": "body", "id": "ref", "published": "day"})
    one, two = _read(path, options=options)
    assert (one.key, one.published) == ("7", "1990-01-03")
    assert one.text == f'{TEXT}\nShe said "no".'
    assert one.raw.decode() == f'7,"{TEXT}\nShe said ""no"".",1990-01-03'
    assert two.key == "a.csv#2"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_delimiter_is_told_from_the_header(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.csv").write_text(
        delimiter.join(["id", "text"]) + "\n" + delimiter.join(["7", TEXT]) + "\n"
    )
    assert [(d.key, d.text) for d in _read(tmp_path / "a.csv")] == [("7", TEXT)]


def test_markdown_keeps_its_text_and_gives_front_matter(tmp_path: Path) -> None:
    text = f'---\ntitle: "Denial"\ndate: 1990-01-03\nauthor: Ilse Varga\n---\n# Head\n\n{TEXT}\n'
    (tmp_path / "a.md").write_text(text)
    (document,) = _read(tmp_path / "a.md")
    assert document.text == text
    assert (document.title, document.published, document.authors) == (
        "Denial",
        "1990-01-03",
        ("Ilse Varga",),
    )


PAGE = (
    "<html><head><title>Denial</title><meta name='author' content='Ilse Varga'>"
    "<meta property='article:published_time' content='1990-01-03'>"
    "<meta property='og:site_name' content='Selm Courier'></head>"
    "<body><nav>Home News Sport</nav><article><h1>Denial</h1>"
    + "".join(f"<p>{TEXT} This is paragraph {n}.</p>" for n in range(6))
    + "</article><footer>Imprint</footer></body></html>"
)


def test_html_gives_main_text_and_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (document,) = _read(tmp_path / "a.html")
    assert "This is paragraph 5." in document.text
    assert "Imprint" not in document.text
    assert (document.title, document.published, document.outlet) == (
        "Denial",
        "1990-01-03",
        "Selm Courier",
    )
    assert document.authors == ("Ilse Varga",)


def test_docx_gives_paragraphs_and_cells(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph(TEXT)
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kestrel", "two"
    file.core_properties.title = "Denial"
    file.save(str(tmp_path / "a.docx"))
    (document,) = _read(tmp_path / "a.docx")
    assert document.text.strip() == f"{TEXT}\nKestrel\ttwo"
    assert document.title == "Denial"
    assert "file was made" in document.published_reason


def test_mail_gives_body_subject_sender_and_date(tmp_path: Path) -> None:
    head = "From: Ilse Varga <iv@mna.example>\nSubject: Denial\n"
    head += "Date: Wed, 03 Jan 1990 10:00:00 +0000\n"
    (tmp_path / "a.eml").write_text(
        f"{head}MIME-Version: 1.0\nContent-Type: text/plain\n\n{TEXT}\n"
    )
    (document,) = _read(tmp_path / "a.eml")
    assert document.text.strip() == TEXT
    assert (document.title, document.authors) == ("Denial", ("Ilse Varga",))
    assert document.published == "1990-01-03T10:00:00+00:00"


def test_feed_gives_its_entries(tmp_path: Path) -> None:
    item = (
        "<item><title>Denial {n}</title><link>https://mna.example/{n}</link>"
        "<pubDate>Wed, 03 Jan 1990 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description></item>"
    )
    items = "".join(item.replace("{n}", str(n)) for n in (1, 2))
    channel = f"<rss version='2.0'><channel><title>MNA</title>{items}</channel></rss>"
    (tmp_path / "a.rss").write_text(f"<?xml version='1.0'?>{channel}")
    one, two = _read(tmp_path / "a.rss")
    assert (one.key, two.key) == ("a.rss#1", "a.rss#2")
    assert one.text == f"{TEXT}\n\nMore."
    assert (one.title, one.outlet, one.url) == ("Denial 1", "MNA", "https://mna.example/1")
    assert one.published == "1990-01-03T10:00:00+00:00"


def _record(url: str, body: bytes, kind: str) -> bytes:
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 1991-01-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    pages = [
        _record("https://mna.example/a", PAGE.encode(), "text/html"),
        _record("https://mna.example/b.png", b"\x89PNG", "image/png"),
        _record("https://mna.example/c", TEXT.encode(), "text/plain"),
    ]
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, pages) if packed else pages))
    one, two = _read(tmp_path / name)
    assert (one.key, two.key) == (f"{name}#1", f"{name}#3")
    assert (one.url, one.retrieved_at) == ("https://mna.example/a", "1991-01-03T10:00:00Z")
    assert one.published == "1990-01-03"
    assert two.text == TEXT


def test_ids_are_stable_and_tell_texts_apart() -> None:
    one, same = document_from_text(TEXT, key="a"), document_from_text(TEXT, key="a")
    assert one == same
    assert (
        len({one.id, document_from_text(TEXT, key="b").id, document_from_text("No.", key="a").id})
        == 3
    )


def test_option_gives_what_the_input_lacks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    options = ReadOptions(published="1990-01-03", outlet="MNA")
    (document,) = _read(tmp_path / "a.txt", options=options)
    assert (document.published, document.outlet) == ("1990-01-03", "MNA")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"format": "doc"}, "format 'doc' is none of"),
        ({"columns": {"body": "x"}}, "unknown fields"),
        ({"max_ratio": 0}, "at least 1"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(options: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ReadOptions(**options)  # type: ignore[arg-type]
