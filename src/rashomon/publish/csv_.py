"""CSV for spreadsheets: UTF-8 with a byte order mark, every cell inert, HXL tags where asked."""

from typing import Final

from rashomon.publish import incident_rows
from rashomon.publish.cells import BOM, csv_text
from rashomon.publish.export import Export, Exported, Lost
from rashomon.publish.losses import count_losses
from rashomon.publish.unit_view import views

RULES: Final = "RFC 4180, UTF-8 with byte order mark"
LOSES: Final = {
    "speakers.stance": "only counted as denied_by; --rows statements keeps it",
    "speakers.basis": "no column",
    "agents.responsibility": "no column",
    "instruments": "no column; --rows statements keeps them",
    "places beyond the first": "by name alone",
    "figures.accounts": "low, best and high are kept; who said which is lost",
    "condition": "no column",
    "links": "no column",
    "evidence spans": "no column; --rows statements keeps them",
    "why": "no column",
    "origins": "by name alone",
    "agreement": "only the fields that are contradicted",
}
STATEMENT_LOSES: Final = {
    "speakers.basis": "no column",
    "agents.responsibility": "no column",
    "condition": "no column",
    "links": "no column",
    "why": "no column",
}


def export(data: Export) -> Exported:
    """Write one row an incident, or a statement, as CSV."""
    table = list(incident_rows.rows(data))
    header = incident_rows.columns(data)
    lines = [[row[column] for column in header] for row in table]
    if data.options.hxl:
        lines.insert(0, list(incident_rows.hxl_tags(data)))
    text = BOM + csv_text(header, lines)
    return Exported(
        format="csv",
        shape=f"one row for each of {data.options.rows}",
        rules=RULES + (", HXL 1.1 tags in the second line" if data.options.hxl else ""),
        files={"": text.encode()},
        rows=len(table),
        lost=flat_losses(data),
    )


def flat_losses(data: Export) -> tuple[Lost, ...]:
    """Count what flat rows lose."""
    loses = STATEMENT_LOSES if data.options.rows == "statements" else LOSES
    return count_losses(loses, views(data))
