"""Loads ``roles.toml``: the nouns that name actors, indexed by their last word."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH = Path(__file__).parent / "en" / "roles.toml"
KINDS = frozenset(("person", "group", "organization", "state", "people"))
ORGANS = frozenset(("government", "body", "state"))
TOP = frozenset(
    ["plurals", "same", "quantifiers", "honorifics", "backers", "first_names", "names", "role"]
)
REQUIRED = frozenset(("id", "nouns", "kind", "match", "reject"))
FLAGS = frozenset(("neutral", "title", "loaded", "adjectival", "partitive"))
OPTIONAL = FLAGS | {"sector", "organ", "sex"}
MAX_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a block of nouns says of those whom they name; see the head of ``roles.toml``."""

    id: str
    kind: str
    sector: str | None = None
    organ: str | None = None
    sex: str | None = None
    neutral: bool = False
    title: bool = False
    loaded: bool = False
    adjectival: bool = False
    partitive: bool = False
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """One form of one noun.

    Attributes:
        role: Its block.
        before: The words in front of the last one ("prime" of "prime minister").
        lemma: The singular, all words.
        plural: It names several.
    """

    role: Role
    before: tuple[str, ...]
    lemma: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """The lexicon.

    Attributes:
        nouns: Last word of a form, lower case, to its readings, those with more words first.
        blocks: Every block by id.
        quantifiers: Words that count or point and are no part of a description.
        honorifics: Form of address to ``m`` ``f`` or ``any``.
        backers: Words after a hyphen that say whose proxy somebody is.
        first_names: First name, lower case, to ``m`` or ``f``.
        name_heads: Last word of a proper name to its kind and sector.
    """

    nouns: dict[str, tuple[RoleNoun, ...]]
    blocks: dict[str, Role]
    quantifiers: frozenset[str]
    honorifics: dict[str, str]
    backers: frozenset[str]
    first_names: dict[str, str]
    name_heads: dict[str, tuple[str, str | None]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def load_roles(path: Path = PATH) -> Roles:
    """Read and check the lexicon.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id or noun, text that is not NFC.
    """
    data = read_toml(path)
    if unknown := sorted(set(data) ^ TOP):
        raise RuleFileError(str(path), None, f"unknown or missing {unknown}")
    blocks: dict[str, Role] = {}
    nouns: dict[str, list[RoleNoun]] = {}
    for item in data["role"]:
        role = _role(path, item)
        if role.id in blocks:
            raise RuleFileError(str(path), role.id, "the id is there twice")
        blocks[role.id] = role
        for noun in item["nouns"]:
            _add(path, nouns, role, noun, data)
    return Roles(
        nouns={
            word: tuple(sorted(found, key=lambda n: -len(n.before)))
            for word, found in nouns.items()
        },
        blocks=blocks,
        quantifiers=frozenset(data["quantifiers"]),
        honorifics={w: sex for sex, words in data["honorifics"].items() for w in words},
        backers=frozenset(data["backers"]),
        first_names={w: sex for sex, words in data["first_names"].items() for w in words},
        name_heads=_name_heads(data["names"]),
    )


def _role(path: Path, item: dict[str, Any]) -> Role:
    name = str(item.get("id"))
    keys = set(item)
    if missing := sorted(REQUIRED - keys):
        raise RuleFileError(str(path), name, f"missing {missing}")
    if unknown := sorted(keys - REQUIRED - OPTIONAL):
        raise RuleFileError(str(path), name, f"unknown {unknown}")
    if item["kind"] not in KINDS or item.get("organ", "body") not in ORGANS:
        raise RuleFileError(str(path), name, "kind or organ is none of those there are")
    if not item["nouns"] or not item["match"] or not item["reject"]:
        raise RuleFileError(str(path), name, "needs nouns, a match and a reject example")
    values = {k: v for k, v in item.items() if k not in ("nouns", "match", "reject")}
    return Role(**values, match=tuple(item["match"]), reject=tuple(item["reject"]))


def _add(
    path: Path, nouns: dict[str, list[RoleNoun]], role: Role, noun: str, data: dict[str, Any]
) -> None:
    words = noun.split()
    if not words or len(words) > MAX_WORDS or noun != noun.casefold():
        raise RuleFileError(str(path), role.id, f"{noun!r} is not one to three lower-case words")
    *before, last = words
    same = noun in data["same"] or last in data["same"]
    forms = [(last, same)] if same else [(last, False), (_plural(last, data["plurals"]), True)]
    for form, plural in forms:
        entry = RoleNoun(role, tuple(before), noun, plural)
        known = nouns.setdefault(form, [])
        if any(n.before == entry.before for n in known):
            raise RuleFileError(str(path), role.id, f"{noun!r} is there twice")
        known.append(entry)


def _plural(word: str, irregular: dict[str, str]) -> str:
    if word in irregular:
        return irregular[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _name_heads(table: dict[str, list[str]]) -> dict[str, tuple[str, str | None]]:
    heads: dict[str, tuple[str, str | None]] = {}
    for kind, words in table.items():
        for item in words:
            word, _, sector = item.partition("/")
            heads[word] = (kind, sector if sector != "-" else None)
    return heads
