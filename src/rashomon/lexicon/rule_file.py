"""Reading a file of rules: UTF-8, one normal form, TOML; what is wrong is said with its file."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from rashomon.errors import RuleFileError


def read_text(path: Path) -> str:
    """Read a file of rules as text.

    Raises:
        RuleFileError: It can't be read, or is not UTF-8 in Unicode normal form C.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(path.name, None, f"can't be read ({error})") from error
    if not unicodedata.is_normalized("NFC", text):
        raise RuleFileError(path.name, None, "text is not in Unicode normal form C")
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of rules.

    Raises:
        RuleFileError: As `read_text`; or it is no TOML, with the place.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(path.name, None, f"not TOML: {error}") from error
