"""The terminal table at several widths, with and without colour."""

import io

import pytest
from rich.console import Console

from rashomon.model.document import Failure
from rashomon.model.statement import Speaker
from rashomon.publish.table import failures_block, reading_block


def _show(reading, width=160, *, colour=False, encoding="utf-8"):
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="\n")
    colours = "truecolor" if colour else None
    console = Console(file=file, width=width, force_terminal=colour, color_system=colours)
    console.print(reading_block(reading, console))
    file.flush()
    return file.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [80, 100, 116, 140, 200])
def test_no_line_is_wider_than_the_terminal(make_reading, make_statement, width):
    long_name = make_statement(speakers=(Speaker(name="W" * 300),))
    shown = _show(make_reading(make_statement(), long_name), width)
    assert max(len(line) for line in shown.splitlines()) <= width


def test_status_negation_and_denial_are_words_without_colour(make_reading, make_statement):
    denied = make_statement(speakers=(Speaker(name="Varga", stance="denies"),))
    negated = make_statement(status="threatened", polarity="-")
    shown = _show(make_reading(denied, negated))
    assert "\x1b" not in shown
    assert "● occurred" in shown
    assert "▲ threatened" in shown
    assert "Varga DENIES" in shown
    assert "NOT shelled" in shown
    assert "2 statements, by 2 voices, 1 denied, 1 negated" in shown


def test_header_names_title_outlet_date_and_key(make_reading, make_statement):
    shown = _show(make_reading(make_statement()))
    assert "Shells on Kestrel" in shown
    assert "Selm Courier · published 2019-03-12 · wire.txt" in shown


def test_colour_is_written_only_on_a_terminal(make_reading, make_statement):
    assert "\x1b[" in _show(make_reading(make_statement()), colour=True)


def test_a_terminal_without_unicode_gets_ascii_signs(make_reading, make_statement):
    shown = _show(make_reading(make_statement()), encoding="ascii")
    assert "* occurred" in shown
    assert "Marennan army - shelled > Kestrel" in shown


def test_escape_sequences_of_a_title_do_not_reach_the_terminal(make_reading, make_statement):
    assert "\x1b" not in _show(make_reading(make_statement(), title="\x1b[2Jgone"))


def test_a_document_without_statements_says_so(make_reading):
    assert "says nothing about the conflict" in _show(make_reading())


def test_failures_name_document_code_and_remedy():
    console = Console(file=io.StringIO(), width=100)
    failure = Failure(document_key="a.pdf", stage="open", code="RSH-103", detail="it is empty.")
    console.print(failures_block([failure]))
    shown = console.file.getvalue()
    assert "1 document could not be read" in shown
    assert "a.pdf  RSH-103 at open" in shown
    assert "it is empty." in shown
