"""The tree of one incident's origins: who stands behind an account, and through whom it came."""

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model.document import Document
from rashomon.model.incident import Incident, Origin
from rashomon.model.statement import Statement
from rashomon.publish import words


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries an origin's accounts.

    Attributes:
        document: The document, or None where it was taken out.
        key: Its key.
        chains: The chains of speakers through which it tells, each once.
        statement: The first statement that stands on the origin, or None.
    """

    document: Document | None
    key: str
    chains: tuple[str, ...]
    statement: str | None


@dataclass(frozen=True, slots=True)
class Branch:
    """An origin with the documents that relay it, the earliest first."""

    origin: Origin
    carriers: tuple[Carrier, ...]


def origin_tree(
    incident: Incident, statements: Mapping[str, Statement], documents: Mapping[str, Document]
) -> list[Branch]:
    """Say of each origin which documents carry it, and through whose words."""
    by_key = {d.key: d for d in documents.values()}
    return [
        Branch(
            origin,
            tuple(
                sorted(
                    (_carrier(origin, key, by_key.get(key), statements)
                     for key in origin.document_keys),
                    key=lambda c: ((c.document.published if c.document else None) or "9", c.key),
                )
            ),
        )
        for origin in incident.origins
    ]  # fmt: skip


def _carrier(
    origin: Origin, key: str, document: Document | None, statements: Mapping[str, Statement]
) -> Carrier:
    told = [statements[s] for s in origin.statements if s in statements]
    mine = [s for s in told if s.document_key == key]
    chains = tuple(dict.fromkeys(words.chain_words(s) for s in mine))
    return Carrier(document, key, chains, mine[0].id if mine else None)
