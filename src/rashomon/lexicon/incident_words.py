"""Closed lists of words that decide what becomes a template, read from ``en/muc.toml``."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.words import WordList, read_words

PATH: Final = Path(__file__).parent / "en" / "muc.toml"


def incident_words(list_id: str) -> frozenset[str]:
    """Give the words of a list of the bundled English file.

    Args:
        list_id: Id of the list: ``"muc.fighting"``.

    Raises:
        RuleFileError: There is no such list, or the file is broken.
    """
    found = load_incident_words().get(list_id)
    if found is None:
        raise RuleFileError(PATH.name, list_id, "no such list")
    return found.words


@lru_cache(maxsize=1)
def load_incident_words() -> dict[str, WordList]:
    """Load the bundled English file, by id, once per process."""
    return read_words(PATH)
