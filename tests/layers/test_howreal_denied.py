"""A learned no behind the rules: who is asked, what is turned, what is left as it stands."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.denied_features import denied_features, scene_of
from rashomon.layers.howreal_denied import ANSWER, OWN, hear_denials
from rashomon.layers.linear import LinearModel
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.join import join_statements
from rashomon.reading.reader import load_pipeline, parse

ANSWERED = "Ilse Varga said the guards shot Brandt. The warden spoke of the weather."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The layers with the rules alone."""
    return load_pipeline(denied=False)


def hears(feature: str, answer: str = "no") -> LinearModel:
    """Make a model that gives one answer wherever it sees one feature, and is sure of it.

    Where another than the teller says no, it has its doubts of whoever tells it.
    """
    classes = ("no", "other", "told")
    rows = np.array([[20.0 * (c == answer) for c in classes], [0, 5, 0]], dtype=np.float32)
    return LinearModel(
        vocabulary={feature: 0} | ({"who=own": 1} if feature == "who=other" else {}),
        rows=rows,
        dense=np.zeros((0, 3), dtype=np.float32),
        mean=np.zeros(0, dtype=np.float32),
        scale=np.zeros(0, dtype=np.float32),
        bias=np.array([0, 0, 5], dtype=np.float32),
        heads={"denied": (classes, 0)},
    )


def document(text: str) -> Document:
    return Document(id="d", key="d", sha256="", text=text)


def shots(nlp: Language, text: str, model: LinearModel) -> tuple[list[Statement], Doc]:
    """Read a text, let a model hear denials in it, and give what is told of the shot."""
    doc, _ = parse(nlp, document(text))
    hear_denials(doc, model)
    told = join_statements(doc, document(text))
    return [s for s in told if s.trigger.text in ("shot", "shooting")], doc


def test_a_speaker_who_says_no_denies(nlp: Language) -> None:
    (shot,), doc = shots(nlp, "Varga said the guards shot Brandt.", hears("who=own"))
    assert [(s.name, s.stance) for s in shot.speakers] == [("Varga", "denies")]
    assert shot.polarity == "+"
    assert [d.rule for d in doc._.denials] == [OWN]
    assert any(w.rule == OWN and "score" in w.note for w in shot.why)


def test_an_author_who_says_no_tells_that_it_is_not_so(nlp: Language) -> None:
    (shot,), _ = shots(nlp, "The guards shot Brandt.", hears("who=author"))
    assert (shot.polarity, shot.speakers) == ("-", ())
    assert shot.factuality is not None
    assert shot.factuality < 0
    assert any(w.rule == OWN and "score" in w.note for w in shot.why)


def test_another_who_says_no_gets_a_telling_of_his_own(nlp: Language) -> None:
    told, denied = shots(nlp, ANSWERED, hears("who=other"))[0]
    assert [(s.name, s.stance) for s in told.speakers] == [("Ilse Varga", "asserts")]
    assert [(s.name, s.stance) for s in denied.speakers] == [("warden", "denies")]
    assert any(w.rule == ANSWER for w in denied.why)


@pytest.mark.parametrize(
    "text",
    [
        "Varga denied that the guards shot Brandt.",
        "Varga said the guards never shot Brandt.",
        "Varga said the guards plan to shoot Brandt.",
    ],
)
def test_what_the_rules_deny_or_leave_ahead_is_not_asked_about(nlp: Language, text: str) -> None:
    doc, _ = parse(nlp, document(text))
    before = join_statements(doc, document(text))
    for feature in ("who=own", "who=author"):
        hear_denials(doc, hears(feature))
    assert join_statements(doc, document(text)) == before


def test_no_denial_becomes_an_assertion(nlp: Language) -> None:
    doc, _ = parse(nlp, document("Varga denied that the guards shot Brandt. Lind disputes it."))
    before = join_statements(doc, document(doc.text))
    hear_denials(doc, hears("who=own", "told"))
    assert join_statements(doc, document(doc.text)) == before


def test_features_tell_where_a_word_stands(nlp: Language) -> None:
    text = "Nobody came. Varga said that the guards shot Brandt. No, said Lind."
    doc, _ = parse(nlp, document(text))
    scene = scene_of(doc)
    event = next(e for e in doc._.events if e.trigger.text == "shot")
    found = set(denied_features(scene, event.head, scene.own(event.head), event))
    assert {"l=shoot", "up0=say", "below:that"} <= found
    assert {"no@before", "before:come", "no@behind", "^behind:no"} <= found
    assert not {f for f in found if "varga" in f.casefold() or "brandt" in f.casefold()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Front said the army shot Brandt.", "The army said the Front shot Brandt."),
        ("The army said rebels shot Brandt.", "Rebels said the army shot Brandt."),
        ("The ministry denied that police shot Lind.", "Villagers denied that monks shot Lind."),
    ],
)
def test_who_it_is_does_not_decide(nlp: Language, one: str, other: str) -> None:
    rows = []
    for text in (one, other):
        doc, _ = parse(nlp, document(text))
        scene = scene_of(doc)
        event = next(e for e in doc._.events if e.trigger.text == "shot")
        rows.append(set(denied_features(scene, event.head, scene.own(event.head), event)))
    assert {f for f in rows[0] ^ rows[1] if not f.endswith(":the")} == set()


def test_nobody_else_is_asked_where_the_telling_leaves_no_doubt(nlp: Language) -> None:
    sure = replace(hears("who=other"), vocabulary={"who=other": 0})
    (told,), _ = shots(nlp, ANSWERED, sure)
    assert [(s.name, s.stance) for s in told.speakers] == [("Ilse Varga", "asserts")]


def test_two_signs_make_an_answer_that_one_would_not(nlp: Language) -> None:
    unsure = hears("who=other")
    unsure = replace(unsure, rows=np.array([[5.5, 0, 0], [0, 5.5, 0]], dtype=np.float32))
    assert len(shots(nlp, ANSWERED, unsure)[0]) == 2
    calm = replace(unsure, vocabulary={"who=other": 0})
    assert len(shots(nlp, ANSWERED, calm)[0]) == 1


def test_a_claim_of_nobody_that_somebody_denies_is_left_open(nlp: Language) -> None:
    text = "Testimony that the guards had shot Brandt filled the papers."
    (shot,), doc = shots(nlp, text, hears("who=author", "other"))
    assert [a.source for a in doc._.attributions] == [()]
    assert (shot.status, shot.polarity, shot.factuality) == ("possible", "+", 0)
    assert any(w.rule == OWN for w in shot.why)
    (plain,), _ = shots(nlp, "The guards shot Brandt.", hears("who=author", "other"))
    assert plain.status == "occurred"


def test_nobody_answers_what_stands_under_a_condition(nlp: Language) -> None:
    doc, _ = parse(nlp, document("If guards shot Brandt, it was wrong. The warden spoke of rain."))
    assert [e.status for e in doc._.events if e.trigger.text == "shot"] == ["conditional"]
    doubted = hears("who=other")
    hear_denials(doc, replace(doubted, vocabulary={"who=other": 0, "who=author": 1}))
    assert doc._.retorts == ()
