"""Closed lists of words: the file's form, its examples, and that a layer asks for each list."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Token

from rashomon.errors import RuleFileError
from rashomon.layers import clause, did_triggers
from rashomon.lexicon.words import WordList, load_words, read_words, word_list
from rashomon.model.figure import Figure
from rashomon.model.span import Span

LISTS = load_words()
Question = Callable[[Token], bool]


def is_noun_of_will(noun: Token) -> bool:
    return any(clause.subjects(c) for c in noun.children if c.dep_ == "acl")


def fires(verb: Token) -> bool:
    return not clause.is_bare_passive(verb)


def counts(verb: Token) -> bool:
    killed = Figure(mention=Span(0, 1, "9"), measure="killed")
    return did_triggers.is_toll_verb(verb, (killed,))


def counts_events(noun: Token) -> bool:
    inside = {t.i for _, t in clause.prepositional(noun, "of")}
    return did_triggers._counts_events(noun, inside)


QUESTIONS: dict[str, Question] = {
    "clause.will": is_noun_of_will,
    "clause.suffered": clause.is_bare_passive,
    "clause.armed": lambda t: fires(t.head),
    "clause.fired": fires,
    "did.counting": counts,
    "did.finding": did_triggers.is_finding,
    "did.remains": lambda t: did_triggers.is_finding(t.head),
    "did.linking": lambda t: any(did_triggers._is_linked(c, t) for c in t.children),
    "did.rounds": counts_events,
}
"""By list: what a layer asks at the marked word of a parsed sentence."""


def marked(nlp: Language, example: str) -> Token:
    """Give the word in the brackets of an example."""
    doc = nlp(re.sub(r"[\[\]]", "", example))
    return next(t for t in doc if t.idx == example.index("["))


def holders(one: WordList) -> list[tuple[object, str]]:
    """Give the modules of the layers that hold a list, and its name there."""
    layers = [m for name, m in sys.modules.items() if name.startswith("rashomon.layers.")]
    return [(m, name) for m in layers for name, v in vars(m).items() if v is one.words]


def test_each_list_has_its_question_and_each_question_its_list() -> None:
    assert QUESTIONS.keys() == LISTS.keys()


@pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())
def test_examples(nlp: Language, one: WordList) -> None:
    question = QUESTIONS[one.id]
    assert [e for e in one.match if not question(marked(nlp, e))] == []
    assert [e for e in one.reject if question(marked(nlp, e))] == []


@pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())
def test_matches_rest_on_their_list(
    nlp: Language, one: WordList, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert holders(one), "no layer asks for it"
    for module, name in holders(one):
        monkeypatch.setattr(module, name, frozenset())
    question = QUESTIONS[one.id]
    assert [e for e in one.match if question(marked(nlp, e))] == []


GOOD = """schema = 1
language = "en"
[[list]]
id = "did.rounds"
words = ["round", "wave"]
why = "They count events."
match = ["A [round] of talks."]
reject = ["A [house] of stone."]
"""


def read(tmp_path: Path, text: str) -> dict[str, WordList]:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return read_words(path)


def test_a_good_file_loads(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD)["did.rounds"].words == {"round", "wave"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("why", "because", "unknown or missing ['because', 'why']"),
        ('language = "en"', "", "unknown or missing ['language']"),
        ('["round", "wave"]', "[]", "words is empty or says something twice"),
        ('"wave"]', '"round"]', "words is empty or says something twice"),
        ('"wave"]', '"Wave"]', "not one word in lower case: ['Wave']"),
        ('"wave"]', '"big wave"]', "not one word in lower case: ['big wave']"),
        ('"They count events."', '" "', "says no why"),
        ('"did.rounds"', '"Rounds"', "an id is lower-case words with a dot between"),
        ('["A [round] of talks."]', "[]", "match is empty or says something twice"),
        ('["A [house] of stone."]', "[]", "reject is empty or says something twice"),
        ("A [round] of", "A round of", "an example marks one word in [..]"),
        ("A [round] of", "A [round] [of]", "an example marks one word in [..]"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=re.escape(problem)):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="id used twice"):
        read(tmp_path, GOOD + GOOD.split('"en"\n')[1])


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RuleFileError, match=r"words\.toml \[did\.none\]: no such list"):
        word_list("did.none")
