"""Places taken up: the lexicon's examples, and what an event may take from an earlier clause."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.lexicon.home import SceneRule, load_home
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span
from rashomon.reading.home import at_home
from rashomon.reading.reader import load_pipeline
from rashomon.reading.scene import referent

WORLD = {
    "Dovrin": "city", "Ostry Ford": None, "Northmark Province": "admin1", "Northmark": "admin1",
    "Marenna": "country", "Ostry Airfield": "base", "Ostry": "city",
}  # fmt: skip
RULES = {rule.id: rule for rule in load_home().scenes.values()}


def parsed(nlp: Language, marked: str) -> Doc:
    text = marked.replace("[", "").replace("]", "")
    doc = nlp(text)
    taken = 0
    places = []
    for name in sorted(WORLD, key=lambda n: (text.find(n), -len(n))):
        start = text.find(name, taken)
        if start >= 0:
            taken = start + len(name)
            kind = WORLD[name]
            known = None if kind is None else name
            span = Span(start, taken, name)
            places.append(PlaceMention(span=span, name=name, kind=kind, id=known))
    doc._.places = tuple(places)
    return doc


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(nlp: Language, rule: SceneRule) -> None:
    for marked in rule.match:
        doc = parsed(nlp, marked)
        noun = marked.partition("[the ")[2].partition("]")[0]
        found = [referent(doc, t) for t in doc if t.lower_ == noun]
        assert [p.span for p in found if p is not None] == [doc._.places[0].span], marked
    for marked in rule.reject:
        doc = parsed(nlp, marked)
        taken = [t.text for t in doc if t.lemma_ in rule.words and referent(doc, t) is not None]
        assert not taken, marked


@pytest.fixture(scope="module")
def whole() -> Language:
    return load_pipeline()


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Rebels held Basra. On Monday the army shelled the city.", "shelled", "Basra"),
        ("Troops reached Basra. On Monday the city fell to rebels.", "fell", "Basra"),
        ("Troops reached Basra. Fighting in the town went on.", "Fighting", "Basra"),
        ("Residents of Basra suffered airstrikes on Monday.", "airstrikes", "Basra"),
        ("The rebels still control most of Basra.", "control", "Basra"),
        ("Rebels held Basra. On Monday the army shelled the northern city.", "shelled", None),
        ("Rebels held Basra. On Monday the army shelled a town.", "shelled", None),
        ("Rebels held Basra. On Monday the minister met the city council.", "met", None),
    ],
)
def test_an_event_is_where_its_clause_takes_up(
    whole: Language, text: str, trigger: str, place: str | None
) -> None:
    doc = whole(text)
    event = next(at_home(doc, e) for e in doc._.events if e.trigger.text == trigger)
    assert [p.name for p in event.places] == ([place] if place else [])
    for one in event.places:
        assert doc.text[one.mention.start : one.mention.end] == one.mention.text
