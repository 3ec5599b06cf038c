"""The lists of words that decide what becomes a template: examples, and that each list is asked."""

import re
import sys

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.words import INCIDENTS, load_words, word_list
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.span import Span
from rashomon.publish import muc_beside, muc_deeds, muc_fillers
from rashomon.publish.muc_page import Page

LISTS = load_words(INCIDENTS)


def span_of(text, words):
    start = text.index(words)
    return Span(start, start + len(words), words)


class Marked:
    """A sentence with one marked word, and the records that the questions ask about."""

    def __init__(self, make, example):
        self.make = make
        self.word = re.search(r"\[([^\[\]]+)\]", example)[1]
        self.text = example.replace("[", "").replace("]", "")

    @property
    def span(self):
        return span_of(self.text, self.word)

    def said(self, text=None, **changes):
        text = text or self.text
        given = {"type": "ASSAULT", "trigger": self.word, "evidence": text}
        return self.make(text=text, **(given | changes))

    def page(self, text=None, *names):
        text = text or self.text
        people = [
            ActorMention(span=span_of(text, name), name=name, kind="person") for name in names
        ]
        return Page(text, (), people)

    def one(self, kind, words=None, **about):
        mention = span_of(self.text, words) if words else self.span
        return Participant(name=mention.text, mention=mention, kind=kind, **about)


def weapons(m, **changes):
    return [w.mention.text for w in muc_fillers._weapons(m.said(**changes), m.page())]


def identifies(m):
    text = f"Gunmen killed two men. {m.text}"
    killed = m.said(
        text, trigger="killed", targets=(Participant(name="men", mention=m.span, kind="group"),)
    )
    page = m.page(text, "Oskar Lind", "Rena Sand")
    return any(muc_beside._identified([killed], page))


def blames(m, **changes):
    page = m.page(None, "Oskar Lind")
    return any(muc_beside._blamed(m.said(**changes), page))


QUESTIONS = {
    "muc.fighting": lambda m: muc_deeds._is_fighting(m.said()),
    "muc.somebody": lambda m: muc_fillers._may_be_perpetrator(m.one("group")),
    "muc.part": lambda m: not muc_fillers._is_target(m.one("building")),
    "muc.military": lambda m: not muc_fillers._is_target(m.one("vehicle")),
    "muc.no-weapon": lambda m: not weapons(m, instruments=(m.one("weapon"),)),
    "muc.explosive": lambda m: weapons(m, trigger="attack") == [m.word],
    "muc.material": lambda m: weapons(m, trigger="left") == [m.word],
    "muc.premises": lambda m: m.page().owned(m.span) != m.span,
    "muc.title": lambda m: m.page().titled(span_of(m.text, "Oskar Lind")).start == 0,
    "muc.deed": lambda m: blames(
        m, type="ACCUSE", trigger="accused", targets=(m.one("person", "Oskar Lind", named=True),)
    ),
    "muc.doing": lambda m: blames(
        m, type=None, agents=(m.one("person", "Oskar Lind", named=True),)
    ),
    "muc.victim": identifies,
    "muc.culprit": lambda m: not identifies(m),
}


def test_each_list_has_its_question():
    assert QUESTIONS.keys() == LISTS.keys()


@pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())
def test_examples(make_statement, one):
    question = QUESTIONS[one.id]
    assert [e for e in one.match if not question(Marked(make_statement, e))] == []
    assert [e for e in one.reject if question(Marked(make_statement, e))] == []


@pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())
def test_matches_rest_on_their_list(make_statement, one, monkeypatch):
    rooms = [m for name, m in sys.modules.items() if name.startswith("rashomon.publish.muc")]
    held = [(m, name) for m in rooms for name, v in vars(m).items() if v is one.words]
    assert held, "nobody asks for it"
    for module, name in held:
        monkeypatch.setattr(module, name, frozenset())
    question = QUESTIONS[one.id]
    assert [e for e in one.match if question(Marked(make_statement, e))] == []


def test_a_list_that_is_not_there():
    with pytest.raises(RuleFileError, match="no such list"):
        word_list("muc.weather", INCIDENTS)
