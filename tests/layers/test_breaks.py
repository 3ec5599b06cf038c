"""Sentences begin behind line breaks and datelines, whatever the parser would say."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from rashomon.layers.breaks import find_datelines
from rashomon.lexicon.events import load_events

HEADED = "Nine killed in Lower Tamsin\n\nLOWER TAMSIN, March 18, 2019 (MNA) - Shells hit a market."


@pytest.fixture(scope="module")
def broken(nlp: Language) -> Iterator[Language]:
    """The bare model with the breaks in front of the parser."""
    nlp.add_pipe("rashomon_breaks", first=True)
    yield nlp
    nlp.remove_pipe("rashomon_breaks")


def test_a_headline_a_dateline_and_a_report_are_three_sentences(broken: Language) -> None:
    starts = [sentence[0].text for sentence in broken(HEADED).sents]
    assert starts == ["Nine", "LOWER", "Shells"]


@pytest.mark.parametrize(
    ("text", "dash"),
    [
        ("PORT SELM (MNA) - The army fired.", "-"),
        ("Port Selm (Selm Courier) – The army fired.", "–"),
        ("PORT SELM, March 19 (Ministry of Defence) - The army fired.", "-"),
    ],
)
def test_a_dateline_ends_at_its_dash(nlp: Language, text: str, dash: str) -> None:
    doc = nlp.make_doc(text)
    assert [doc[i].text for i in find_datelines(doc)] == [dash]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels - and the army - fired.",
        "The well-armed Front fired.",
        "Varga (the president) spoke - at last.",
        "Kestrel – Dovrin road closed.",
    ],
)
def test_other_dashes_are_no_datelines(nlp: Language, text: str) -> None:
    assert not find_datelines(nlp.make_doc(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He was killed near Kestrel, Tamsin Obl. on Monday.", 1),
        ("Shells hit Tamsin Obl. They killed nine.", 2),
        ("They held the port. on Monday they left.", 2),
    ],
)
def test_a_shortened_word_ends_no_sentence(broken: Language, text: str, count: int) -> None:
    assert len(list(broken(text).sents)) == count


PLURALS = load_events().plurals


@pytest.mark.parametrize("form", PLURALS)
def test_a_plural_that_the_lemmatiser_gets_wrong_has_its_lemma(broken: Language, form: str) -> None:
    sentence = f"The {form} were seen."
    assert broken(sentence)[1].lemma_ == PLURALS[form]
    with broken.select_pipes(disable="rashomon_breaks"):
        assert broken(sentence)[1].lemma_ != PLURALS[form], "no longer needed"
