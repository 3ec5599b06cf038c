"""What MUC-4's templates of a message are made of, as one line of JSON."""

from collections.abc import Sequence

from rashomon.model.actor import ActorMention
from rashomon.model.document import Document
from rashomon.model.encode import to_json_line
from rashomon.model.statement import Statement
from rashomon.publish.muc_incidents import read_message


def message_line(
    document: Document, statements: Sequence[Statement], actors: Sequence[ActorMention] = ()
) -> str:
    """Write a message's deeds, and which of them are one incident.

    The line has the form of a line of layers: `events` are statements with the fillers of slots
    as participants, and `incidents` groups them by position. A message without an incident has
    empty lists.
    """
    message = read_message(document, statements, actors)
    row = {
        "document_key": document.key,
        "document": document.id,
        "sha256": document.sha256,
        "published": document.published,
        "events": message.deeds,
        "incidents": [{"events": group} for group in message.incidents],
    }
    return to_json_line(row) + "\n"
