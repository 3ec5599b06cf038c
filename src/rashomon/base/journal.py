"""The append-only journal: each entry holds the hash of the one before it.

An entry's digest is that of *salted* content, and the salt lies with the content. When both are
erased, nothing tells what the digest was made of; the chain of hashes still holds.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from rashomon.base.canonical import canonical

FIRST: Final = "0" * 64
"""What the first entry has for the hash of the one before it."""


def chain_hash(entry: Mapping[str, Any]) -> str:
    """Give the hash of an entry.

    The subject is not in it: the digest binds it, so that it may be blanked with the content.
    """
    parts = [entry[name] for name in ("seq", "at", "action", "digest", "prev")]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()
