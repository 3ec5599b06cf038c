"""Every field of a statement with its reason, empty ones too."""

import io

from rich.console import Console

from rashomon.model.why import Why
from rashomon.publish.explain import explain_rows, explanation, find_by_prefix


def test_every_field_has_a_row_with_its_reason(make_statement):
    why = (
        Why("did", "event.assault.shell.verb", "type and frame"),
        Why("did", "did.time.none", "the clause gives no time"),
        Why("howreal", "real.model", "status occurred"),
    )
    rows = {row.field: (row.value, row.reason) for row in explain_rows(make_statement(why=why))}
    assert rows["agents[0]"] == ("Marennan army (“shelled”): organization", "who.x")
    assert rows["type"][1] == "event.assault.shell.verb: type and frame"
    assert rows["time"] == ("", "did.time.none: the clause gives no time")
    assert rows["status"] == ("● occurred", "real.model: status occurred")
    assert rows["polarity"] == ("+", "no negation")


def test_own_voice_and_negation_are_written_out(make_statement):
    why = (Why("howreal", "real.negation", "negated in its clause"),)
    statement = make_statement(speakers=(), polarity="-", why=why)
    rows = {row.field: (row.value, row.reason) for row in explain_rows(statement)}
    assert rows["speakers"][0] == "the author"
    assert rows["polarity"] == (
        "-: the content says that it is NOT so",
        "real.negation: negated in its clause",
    )


def test_evidence_is_shown_in_its_surroundings_with_marks(make_reading, make_statement):
    console = Console(file=io.StringIO(), width=200)
    statement = make_statement()
    console.print(explanation(make_reading(statement), statement))
    shown = console.file.getvalue()
    assert "‹The army ⟦shelled⟧ Kestrel on Monday›, Tomas Brandt said." in shown


def test_prefix_finds_only_ids_that_begin_with_it(make_reading, make_statement):
    reading = make_reading(make_statement(id="sab1"), make_statement(id="sac1"))
    assert [s.id for _, s in find_by_prefix([reading], "sab")] == ["sab1"]
