"""Give upper-case text its small letters back, letter for letter.

"PORT SELM, 3 JAN 90 (MNA) -- THE ARMY OF MARENNA DENIED TODAY" becomes "Port Selm, 3 Jan 90 (MNA)
-- The army of Marenna denied today". Words that running English writes small are listed; a word
that is in no list is taken for a name.
"""

import re
from collections.abc import Callable
from typing import Final

from rashomon.documents.alignment import Draft, Repair
from rashomon.documents.repair_lists import load_lists, load_lower_words

TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
ACRONYM_IN_BRACKETS: Final = re.compile(
    r"(?<=[(\[])([^\W\d_][^\W_]{1,5}(?:-[^\W_]{2,6})?)(?=[)\]])"
)
LOUD_LINE: Final = re.compile(r"[^\n]+")
SENTENCE_END: Final = re.compile(r"(?:[.?!][\"”)']*\s+|:\s+[“\"])[“\"(]*\Z")
LINE_LEAD: Final = re.compile(
    r"[\s\"“'(\[]*|[^\n]{3,70}(?:\d|\)|NO DATE)\s*(?:--|—|–)\s*[“\"(]*"
    r"|\s*[(\[][^()\[\]]{2,40}[)\]]:?\s+"
)
"""What may stand before the first word of a line: marks, a dateline, a speaker's label."""
VOWELS: Final = frozenset("AEIOUYÁÉÍÓÚÂÊÎÔÛÄËÏÖÜÀÈÌÒÙaeiouy")

SMALL_INSIDE: Final = frozenset(
    ["of", "the", "for", "and", "de", "la", "y", "del", "in", "to", "el", "los", "las"]
)
"""Words that a long form may hold without a letter in its short form, and written small."""
LOUD_SHARE: Final = 0.7
"""Share of capitals among letters from which a stretch counts as written in capitals."""
FEWEST_LETTERS: Final = 40
FEWEST_WORDS: Final = 6
LEAST_LETTERS: Final = 15
"""Letters from which a text without one small letter is a headline in capitals."""
LEAST_WORDS: Final = 4
LONGEST_NAME: Final = 5
LONGEST_COMPOUND: Final = 24


def is_loud(text: str) -> bool:
    """Tell whether most letters of a text are capitals."""
    letters = sum(map(str.isalpha, text))
    upper = sum(map(str.isupper, filter(str.isalpha, text)))
    if letters == upper and letters >= LEAST_LETTERS:
        return len(text.split()) >= LEAST_WORDS
    return letters >= FEWEST_LETTERS and upper > LOUD_SHARE * letters


def recase(draft: Draft, is_name: Callable[[str], bool] | None = None) -> None:
    """Recase the paragraphs of `draft` that are written in capitals, changing it.

    Args:
        draft: The text under repair.
        is_name: Tells of a phrase in lower case that it is a known name.
    """
    if not any(char.isupper() for char in draft.text):
        return
    whole = is_loud(draft.text)
    short: frozenset[str] | None = None
    pieces, at = [], 0
    for match in LOUD_LINE.finditer(draft.text):
        line = match[0]
        if (whole or (is_loud(line) and line.count(" ") + 1 >= FEWEST_WORDS)) and _any_upper(line):
            short = _told_short_forms(draft.text) if short is None else short
            pieces += [draft.text[at : match.start()], recase_text(line, is_name, short)]
            at = match.end()
            first, end = draft.to_original(match.start(), match.end())
            draft.repairs.append(Repair("shadow.recase", first, end))
    if pieces:
        draft.recast("".join([*pieces, draft.text[at:]]))


def _any_upper(line: str) -> bool:
    return any(char.isupper() for char in line)


def _told_short_forms(text: str) -> frozenset[str]:
    """Give the short forms that a text tells in brackets anywhere: no word of running English."""
    lists = load_lists("casing.toml")
    known = {*lists["small"], *lists["capitals"], *lists["short_titles"]}
    return frozenset(
        part
        for match in ACRONYM_IN_BRACKETS.finditer(text)
        if match[1] == match[1].upper()
        for part in match[1].lower().split("-")
        if part.isalpha() and part not in known and not _is_common(part)
    )


def recase_text(
    text: str,
    is_name: Callable[[str], bool] | None = None,
    short: frozenset[str] = frozenset(),
) -> str:
    """Recase one stretch written in capitals.

    Args:
        text: Any text; what is not a letter stays.
        is_name: Tells of a phrase in lower case, at most five words, that it is a known name.
        short: Short forms that the text around the stretch tells, in small letters.

    Returns:
        Text of the same length.
    """
    tokens = list(TOKEN.finditer(text))
    words = [m[0].lower() for m in tokens]
    shapes = [_shape(text, m, word) for m, word in zip(tokens, words, strict=True)]
    _keep_acronyms(text, tokens, words, shapes, short)
    phrases = load_lists("casing.toml")["phrases"]
    known = phrases.__contains__ if is_name is None else lambda p: p in phrases or is_name(p)
    _raise_names(text, tokens, words, shapes, known)
    _raise_neighbours(text, tokens, words, shapes)
    pieces, at = [], 0
    for match, shape in zip(tokens, shapes, strict=True):
        starts = shape == "low" and _starts_sentence(text, match.start())
        pieces += [text[at : match.start()], _write(match[0], "cap" if starts else shape)]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _shape(text: str, match: "re.Match[str]", word: str) -> str:
    """Say how a word is written by itself: ``low``, ``cap``, ``up``, or ``name`` for unknown."""
    lists = load_lists("casing.toml")
    stem = word.split("'")[0].split("’")[0]
    if "." in word:
        return "up"
    if stem in lists["months_or_words"]:
        return "cap" if _beside_number(text, match) else "low"
    if stem in lists["capitals"] or stem in lists["short_titles"]:
        return "cap"
    if stem in lists["short_lower"]:
        return "low"
    if stem in lists["acronyms"] and match[0] == match[0].upper():
        return "low" if stem == "us" and not _has_article(text, match) else "up"
    if (
        stem in lists["small"]
        or word.endswith(("n't", "n’t"))
        or _is_common(word)
        or _is_common(stem)
    ):
        return "low"
    if len(stem) > 1 and not VOWELS & set(stem):
        return "up"
    if len(stem) == 1:
        return "low" if text[max(0, match.start() - 2) : match.start() - 1].isdigit() else "up"
    return "name"


def _is_common(word: str) -> bool:
    """Tell whether a word is listed, or made of two listed words ("gunship")."""
    words = load_lower_words()
    if word in words:
        return True
    return 8 <= len(word) <= LONGEST_COMPOUND and any(
        word[:cut] in words and word[cut:] in words for cut in range(4, len(word) - 3)
    )


def _has_article(text: str, match: "re.Match[str]") -> bool:
    """Tell "the US" and "a US envoy" from the pronoun."""
    lead = text[max(0, match.start() - 6) : match.start()]
    return bool(re.search(r"\b(?:THE|AN?)\s+\Z", lead))


def _beside_number(text: str, match: "re.Match[str]") -> bool:
    return bool(
        re.search(r"\d(?:ST|ND|RD|TH)?\s+\Z", text[max(0, match.start() - 6) : match.start()])
        or re.match(r"\.?\s+(?:\d)", text[match.end() : match.end() + 4])
    )


def _keep_acronyms(
    text: str,
    tokens: "list[re.Match[str]]",
    words: list[str],
    shapes: list[str],
    told: frozenset[str],
) -> None:
    """Keep short forms in brackets, wherever they stand, and raise the names that they shorten."""
    known = load_lower_words()
    tails = load_lists("casing.toml")["name_tails"]
    name_ends = {
        m.end()
        for m, shape, word in zip(tokens, shapes, words, strict=True)
        if shape == "name" or word in tails
    }
    label = re.match(r"\s*[(\[][^()\[\]]*[)\]]", text)
    short = {
        part
        for m in ACRONYM_IN_BRACKETS.finditer(text)
        for part in m[1].lower().split("-")
        if part.isalpha()
        and (part not in known or m.start() - 2 in name_ends)
        and not (label and m.end() < label.end())
    }
    for index, word in enumerate(words):
        if word not in told and (word not in short or len(word) > 6):
            continue
        shapes[index] = "up"
        before = text[tokens[index].start() - 1 : tokens[index].start()]
        if before and before in "([":
            for place in _long_form(words, index, word):
                shapes[place] = "cap" if shapes[place] == "low" else shapes[place]


def _long_form(words: list[str], end: int, short: str) -> list[int]:
    """Find the words before `end` whose first letters the short form is made of."""
    found: list[int] = []
    wanted = len(short) - 1
    for place in range(end - 1, max(-1, end - 3 * len(short)), -1):
        if words[place][0] == short[wanted]:
            found.append(place)
            wanted -= 1
            if wanted < 0:
                return found
        elif words[place] not in SMALL_INSIDE:
            return []
    return []


def _raise_names(
    text: str,
    tokens: "list[re.Match[str]]",
    words: list[str],
    shapes: list[str],
    is_name: Callable[[str], bool],
) -> None:
    index = 0
    while index < len(words):
        for size in range(min(LONGEST_NAME, len(words) - index), 0, -1):
            if size == 1 and shapes[index] == "low":
                break
            gaps = [
                text[tokens[i].end() : tokens[i + 1].start()]
                for i in range(index, index + size - 1)
            ]
            if all(gap in (" ", "-") for gap in gaps) and is_name(
                " ".join(words[index : index + size])
            ):
                for place in range(index, index + size):
                    if shapes[place] != "up" and (
                        place == index or words[place] not in SMALL_INSIDE
                    ):
                        shapes[place] = "cap"
                index += size - 1
                break
        index += 1


def _raise_neighbours(
    text: str, tokens: "list[re.Match[str]]", words: list[str], shapes: list[str]
) -> None:
    """Raise titles in front of a name, common nouns that end one, and articles that head one."""
    lists = load_lists("casing.toml")
    for index in range(len(words) - 1, -1, -1):
        word, shape = words[index], shapes[index]
        if shape != "low":
            continue
        after = _next_shape(text, tokens, shapes, index)
        before = _next_shape(text, tokens, shapes, index, -1)
        if (word in lists["titles"] or word in lists["heads"]) and after in ("name", "cap"):
            shapes[index] = "cap"
        elif word in lists["particles"] and before in ("name", "cap") and after in ("name", "cap"):
            shapes[index] = "low"
    for index, word in enumerate(words):
        if shapes[index] == "low" and word in lists["name_tails"]:
            before = _next_shape(text, tokens, shapes, index, -1)
            if before == "name":
                shapes[index] = "cap"


def _next_shape(
    text: str, tokens: "list[re.Match[str]]", shapes: list[str], index: int, step: int = 1
) -> str | None:
    other = index + step
    if not 0 <= other < len(tokens):
        return None
    left, right = min(index, other), max(index, other)
    gap = text[tokens[left].end() : tokens[right].start()]
    return shapes[other] if gap in (" ", "-") else None


def _starts_sentence(text: str, start: int) -> bool:
    lead = text[max(0, start - 8) : start]
    if start < 90 and LINE_LEAD.fullmatch(text, 0, start):
        return True
    return bool(SENTENCE_END.search(lead)) and not re.search(
        r"(?:\b(?:MR|MRS|DR|COL|GEN|LT|SGT|MAJ|CAPT|ST|NO)|\b[A-Z])\.\s+\Z",
        text[max(0, start - 7) : start],
    )


def _write(word: str, shape: str) -> str:
    if shape == "up":
        end = word.find("'") if "'" in word else word.find("’")
        return word if end < 1 else word[:end] + _small(word[end:])
    if shape == "low":
        return _small(word)
    small = _small(word)
    if word[:2].upper() in ("O'", "D'", "O’", "D’") and len(word) > 3:
        return word[:1] + word[1:2] + word[2:3] + small[3:]
    if word[:2].upper() == "MC" and len(word) > 4:
        return word[:1] + small[1:2] + word[2:3] + small[3:]
    return word[:1] + small[1:]


def _small(word: str) -> str:
    """Lower case without a change of length ("İ" has no small letter of its own)."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
