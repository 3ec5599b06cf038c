"""JSON lines of incidents or statements, complete and as the program itself has them."""

from typing import Final

from rashomon.model.encode import to_json_line
from rashomon.publish.export import Export, Exported

RULES: Final = "the statement and incident of docs/statement.md"


def export(data: Export) -> Exported:
    """Write one line an incident, and the statements behind them beside it, or statements alone.

    Nothing is lost. Where names were replaced for safety, a span's text is the replaced one while
    its offsets still count in the document as it was read.
    """
    statements = "".join(to_json_line(s) + "\n" for s in data.statements.values()).encode()
    incidents = "".join(to_json_line(i) + "\n" for i in data.incidents).encode()
    if data.options.rows == "statements":
        files, rows = {"": statements}, len(data.statements)
    else:
        files, rows = {"": incidents, ".statements": statements}, len(data.incidents)
    return Exported(
        format="jsonl",
        shape=f"one line a record of {data.options.rows}",
        rules=RULES,
        files=files,
        rows=rows,
    )
