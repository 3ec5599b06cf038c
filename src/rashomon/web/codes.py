"""The team's codebook: read from TOML with the line of every mistake, compared, applied.

A codebook is text that people write. What is wrong with it is told with the line where it stands,
so that it can be put right in the browser.
"""

import difflib
import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.base import Base
from rashomon.base.coding import CodebookVersion
from rashomon.errors import FormError
from rashomon.publish.words import clean

DEFAULT: Final = Path(__file__).with_name("codebook.toml")
KINDS: Final = ("choice", "number", "text")
SETTLES: Final = (
    "verdict",
    "type",
    "mode",
    "status",
    "polarity",
    "stance",
    "day",
    "place",
    "killed",
    "injured",
)
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}\Z")
TYPE_NAME: Final = re.compile(r"[A-Z][A-Z0-9_-]{0,29}\Z")
LINE_OF: Final = re.compile(r"\(at line (\d+)")
TABLES: Final = {
    "field": {"name", "title", "kind", "values", "empty", "settles", "about"},
    "type": {"name", "group", "about"},
    "rule": {"title", "about"},
}
NEEDED: Final = {"field": ("name", "title", "kind"), "type": ("name",), "rule": ("title",)}
MOST_TEXT: Final = 200_000
MOST_VALUE: Final = 300
MOST_FIELDS: Final = 60
JOINERS: Final = "\t\u200c\u200d"
"""Characters without a shape that some scripts need."""
TYPES: Final = "types"
"""What stands for the names of all types as the values of a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a coder decides on each statement; see the head of ``codebook.toml``."""

    name: str
    title: str
    kind: str
    values: tuple[str, ...] = ()
    empty: str | None = None
    settles: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A type of event."""

    name: str
    group: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that holds for all fields."""

    title: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """A codebook as people code by it."""

    title: str
    fields: tuple[Field, ...]
    types: tuple[Type, ...]
    rules: tuple[Rule, ...]

    def groups(self) -> dict[str, list[Type]]:
        """Give the types by group, both in the order of the text."""
        found: dict[str, list[Type]] = {}
        for one in self.types:
            found.setdefault(one.group, []).append(one)
        return found


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a difference: ``+`` ``-`` or a blank, or ``…`` for what is left out."""

    sign: str
    text: str


class CodebookTextError(FormError):
    """A codebook's text can't be read; `line` says where."""

    def __init__(self, line: int | None, problem: str, remedy: str) -> None:
        self.line = line
        where = "" if line is None else f"line {line}: "
        super().__init__(f"{where}{problem}", remedy)


def current(base: Base) -> CodebookVersion:
    """Give the newest version; the program's own, as version 0, where a team has none yet."""
    return base.codebook() or default()


def version(base: Base, number: int) -> CodebookVersion | None:
    """Give a version, 0 being the program's own."""
    return default() if number == 0 else base.codebook(number)


@lru_cache(maxsize=1)
def default() -> CodebookVersion:
    """Give the codebook that the program brings."""
    text = DEFAULT.read_text(encoding="utf-8")
    return CodebookVersion(version=0, at="", who="Rashomon", why="as the program brings it",
                           text=text)  # fmt: skip


@lru_cache(maxsize=16)
def read_codebook(text: str) -> Codebook:
    """Read a codebook.

    Raises:
        CodebookTextError: With the line of what is wrong.
    """
    if len(text) > MOST_TEXT:
        raise CodebookTextError(
            None, "the text is too long", f"Keep it below {MOST_TEXT:,} characters"
        )
    for number, one in enumerate(text.split("\n"), start=1):
        if hidden := next((c for c in one if _is_hidden(c)), None):
            problem = f"an invisible character, U+{ord(hidden):04X}"
            raise CodebookTextError(number, problem, "Take it out")
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = LINE_OF.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise CodebookTextError(line, f"no TOML: {error}", "Mind quotes and brackets") from error
    return _Reader(text, plain).read()


def _is_hidden(char: str) -> bool:
    """Tell whether a character could make a text look other than it is."""
    return char not in JOINERS and unicodedata.category(char) in ("Cc", "Cf")


class _Reader:
    """Turns the plain values of a text into a codebook; knows the lines of its tables."""

    def __init__(self, text: str, plain: Mapping[str, Any]) -> None:
        self.lines = text.splitlines()
        self.plain = plain

    def read(self) -> Codebook:
        unknown = sorted(set(self.plain) - {"title", *TABLES})
        if unknown:
            raise self._wrong(self._line_of_key(unknown[0]), f"unknown {unknown[0]!r}",
                              "Known are title, [[field]], [[type]], [[rule]]")  # fmt: skip
        title = self.plain.get("title", "Codebook")
        if not isinstance(title, str):
            raise self._wrong(self._line_of_key("title"), "title is no text", "Put it in quotes")
        types = tuple(self._type(n, one) for n, one in enumerate(self._tables("type")))
        self._once("type", [one.name for one in types])
        names = tuple(one.name for one in types)
        fields = tuple(self._field(n, one, names) for n, one in enumerate(self._tables("field")))
        self._once("field", [one.name for one in fields])
        if not fields:
            raise self._wrong(None, "there is no [[field]]", "Add one that coders decide")
        rules = tuple(
            Rule(title=one["title"], about=one.get("about", "")) for one in self._tables("rule")
        )
        return Codebook(title=title, fields=fields, types=types, rules=rules)

    def _tables(self, kind: str) -> list[Mapping[str, Any]]:
        found = self.plain.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self._wrong(self._line_of_key(kind), f"{kind} is no list", f"Write [[{kind}]]")
        if len(found) > MOST_FIELDS:
            raise self._wrong(self._line(kind, MOST_FIELDS), f"more than {MOST_FIELDS} [[{kind}]]",
                              "A coder can't hold so many")  # fmt: skip
        for n, one in enumerate(found):
            self._check(kind, n, one)
        return found

    def _check(self, kind: str, n: int, one: Mapping[str, Any]) -> None:
        for key, value in one.items():
            if key not in TABLES[kind]:
                raise self._wrong(self._line(kind, n, key), f"unknown {key!r} in a [[{kind}]]",
                                  f"Known are {', '.join(sorted(TABLES[kind]))}")  # fmt: skip
            if key != "values" and not isinstance(value, str):
                raise self._wrong(self._line(kind, n, key), f"{key} is no text", "Put it in quotes")
        for key in NEEDED[kind]:
            if not one.get(key, "").strip():
                raise self._wrong(self._line(kind, n), f"a [[{kind}]] without {key}", "Add one")

    def _type(self, n: int, one: Mapping[str, Any]) -> Type:
        if not TYPE_NAME.match(one["name"]):
            raise self._wrong(self._line("type", n, "name"), f"{one['name'][:40]!r} is no name",
                              "Use capitals, digits, - and _")  # fmt: skip
        return Type(**one)

    def _field(self, n: int, one: Mapping[str, Any], types: tuple[str, ...]) -> Field:
        if not NAME.match(one["name"]):
            raise self._wrong(self._line("field", n, "name"), f"{one['name'][:40]!r} is no name",
                              "Use lower case letters, digits and _")  # fmt: skip
        for key, known in (("kind", KINDS), ("settles", SETTLES)):
            if key in one and one[key] not in known:
                raise self._wrong(self._line("field", n, key), f"unknown {key} {one[key][:40]!r}",
                                  f"Use one of {', '.join(known)}")  # fmt: skip
        return Field(**{**one, "values": self._values(n, one, types)})

    def _values(self, n: int, one: Mapping[str, Any], types: tuple[str, ...]) -> tuple[str, ...]:
        values = one.get("values", ())
        line = self._line("field", n, "values" if "values" in one else None)
        if one["kind"] != "choice":
            if "values" in one:
                raise self._wrong(line, f"a {one['kind']} has no values", "Take them out")
            return ()
        if values == TYPES:
            values = types
        if isinstance(values, str) or not values or not all(isinstance(v, str) for v in values):
            raise self._wrong(line, "a choice needs values", 'Write values = ["yes", "no"]')
        if len(set(values)) != len(values) or not all(v.strip() for v in values):
            raise self._wrong(line, "a value stands twice, or is empty", "Give each once")
        return tuple(values)

    def _once(self, kind: str, names: Sequence[str]) -> None:
        for n, name in enumerate(names):
            if name in names[:n]:
                raise self._wrong(self._line(kind, n, "name"), f"{name!r} stands twice",
                                  f"Each [[{kind}]] has a name of its own")  # fmt: skip

    def _line(self, kind: str, n: int, key: str | None = None) -> int | None:
        """Find the line of the n-th table of a kind, or of a key in it."""
        head = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
        heads = [at for at, line in enumerate(self.lines) if head.match(line)]
        if n >= len(heads):
            return None
        if key is not None:
            for at in range(heads[n] + 1, len(self.lines)):
                if self.lines[at].lstrip().startswith("["):
                    break
                if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", self.lines[at]):
                    return at + 1
        return heads[n] + 1

    def _line_of_key(self, key: str) -> int | None:
        begins = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}\b")
        found = (at for at, line in enumerate(self.lines, start=1) if begins.match(line))
        return next(found, None)

    def _wrong(self, line: int | None, problem: str, remedy: str) -> CodebookTextError:
        return CodebookTextError(line, problem, remedy)


def difference(old: str, new: str, around: int = 3) -> list[DiffLine]:
    """Compare two texts line by line, with some lines around every change."""
    made: list[DiffLine] = []
    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for group in matcher.get_grouped_opcodes(around):
        if made or group[0][1] > 0:
            made.append(DiffLine("…", ""))
        for tag, a, b, c, d in group:
            if tag == "equal":
                made += [DiffLine(" ", line) for line in before[a:b]]
                continue
            made += [DiffLine("-", line) for line in before[a:b]]
            made += [DiffLine("+", line) for line in after[c:d]]
    return made


def read_values(codebook: Codebook, given: Mapping[str, str]) -> dict[str, str]:
    """Check what a coder gives for each field.

    Returns:
        Field to value, each in one form; "" is "nothing said".

    Raises:
        FormError: A value is none that the field may have.
    """
    return {field.name: _value(field, given.get(field.name, "")) for field in codebook.fields}


def _value(field: Field, given: str) -> str:
    text = " ".join(clean(unicodedata.normalize("NFC", given)).split())
    if not text:
        if field.kind == "choice" and field.empty is None:
            raise FormError(f"{field.title}: nothing is chosen", "Choose a value")
        return ""
    if field.kind == "choice":
        if text not in field.values:
            raise FormError(
                f"{field.title}: {text[:40]!r} is no value", "Choose one of the codebook's"
            )
        return text
    if field.kind == "number":
        return _number(field, text)
    if len(text) > MOST_VALUE:
        raise FormError(f"{field.title}: it is too long", f"Use {MOST_VALUE} characters at most")
    return text


def _number(field: Field, text: str) -> str:
    try:
        number = float(text.replace(",", ""))
    except ValueError as error:
        raise FormError(f"{field.title}: {text[:40]!r} is no number", "Write 12") from error
    if not math.isfinite(number) or not 0 <= number < 1e13:
        raise FormError(f"{field.title}: {text[:40]} is out of range", "Write 12")
    return f"{number:.15g}"
