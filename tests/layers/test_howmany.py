"""Figures: numbers in digits and words, bounds, measures, and what is not a count."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.howmany import create
from rashomon.layers.when import create as create_when
from rashomon.model.document import Document
from rashomon.model.figure import Figure

Row = tuple[str | None, float | None, float | None, float | None, str | None]


def figures(nlp: Language, sentence: str) -> tuple[Figure, ...]:
    found: tuple[Figure, ...] = create(nlp, "howmany")(nlp(sentence))._.figures
    return found


def row(figure: Figure) -> Row:
    return figure.measure, figure.low, figure.best, figure.high, figure.modifier


def exact(measure: str, number: float) -> Row:
    return measure, number, number, number, "exact"


NUMBERS = [
    ("digits", "Shells killed 12 people.", exact("killed", 12)),
    ("thousands-comma", "The war killed 1,204 people.", exact("killed", 1204)),
    ("words", "Shells killed twelve people.", exact("killed", 12)),
    ("hyphened-words", "Shells killed twenty-four people.", exact("killed", 24)),
    ("hundred-and", "The war killed two hundred and six people.", exact("killed", 206)),
    ("dozen", "Shells killed a dozen people.", exact("killed", 12)),
    ("two-dozen", "Shells killed two dozen people.", exact("killed", 24)),
    ("million-words", "The war displaced three million people.", exact("displaced", 3e6)),
    ("half-million", "Half a million people fled.", exact("displaced", 5e5)),
    ("million-digits", "The war displaced 1.5 million people.", exact("displaced", 1.5e6)),
    ("a-hundred", "The army arrested a hundred people.", exact("detained", 100)),
    ("thousand-words", "The war displaced forty thousand people.", exact("displaced", 40000)),
]
BOUNDS = [
    ("at-least", "At least 12 people died.", ("killed", 12, None, None, "at least")),
    ("or-more", "Twelve or more people died.", ("killed", 12, None, None, "at least")),
    ("no-fewer", "No fewer than nine people died.", ("killed", 9, None, None, "at least")),
    ("more-than", "More than 20 people died.", ("killed", 20, None, None, "more than")),
    ("over", "Over 300 villagers fled.", ("displaced", 300, None, None, "more than")),
    ("nearly", "Nearly 500 people died.", ("killed", None, 500, 500, "nearly")),
    ("almost", "Almost 80 people were wounded.", ("injured", None, 80, 80, "nearly")),
    ("up-to", "Up to 40 people died.", ("killed", None, None, 40, "at most")),
    ("as-many-as", "As many as 40 people died.", ("killed", None, None, 40, "at most")),
    ("fewer-than", "Fewer than ten people died.", ("killed", None, None, 10, "fewer than")),
    ("about", "About 30 people were injured.", ("injured", None, 30, None, "about")),
    ("some", "Some 5,000 villagers fled.", ("displaced", None, 5000, None, "about")),
    ("range-to", "The blast killed 10 to 15 people.", ("killed", 10, None, 15, None)),
    ("range-between", "Between 10 and 15 soldiers died.", ("killed", 10, None, 15, None)),
    ("two-or-three", "Two or three people died.", ("killed", 2, None, 3, None)),
    ("dozens", "The strike killed dozens.", ("killed", 24, None, 100, None)),
    ("hundreds", "Hundreds were killed in Dovrin.", ("killed", 100, None, 1000, None)),
    ("thousands", "Thousands of people fled.", ("displaced", 1000, None, 10000, None)),
    ("tens-of", "Tens of thousands of people fled.", ("displaced", 10000, None, 100000, None)),
    ("at-least-words", "At least two dozen people died.", ("killed", 24, None, None, "at least")),
]
MEASURES = [
    ("dead-behind", "The blast left 12 dead.", exact("killed", 12)),
    ("lives", "The blast claimed 12 lives.", exact("killed", 12)),
    ("passive", "Nine miners were killed in Dovrin.", exact("killed", 9)),
    ("shot-dead", "Two drivers were shot dead.", exact("killed", 2)),
    ("toll", "The death toll rose to 61.", exact("killed", 61)),
    ("bodies", "Rescuers found nine bodies.", exact("killed", 9)),
    ("executed", "The Front executed two prisoners.", exact("killed", 2)),
    ("wounded", "The blast wounded 15 soldiers.", exact("injured", 15)),
    ("missing", "Two sailors are missing.", exact("missing", 2)),
    ("arrested", "Police arrested 40 protesters.", exact("detained", 40)),
    ("kidnapped", "Gunmen kidnapped three nurses.", exact("abducted", 3)),
    ("fled", "Later 5,000 villagers fled Dovrin.", exact("displaced", 5000)),
    ("evacuated", "The army evacuated 400 patients.", exact("evacuated", 400)),
    ("forces", "The army has 60,000 troops.", exact("forces", 60000)),
    ("population", "Kestrel has a population of 40,000.", exact("population", 40000)),
    ("buildings", "Shells destroyed 30 houses.", exact("buildings", 30)),
    ("money", "Istria-Sul gave $40 million to Kestrel.", exact("money", 40e6)),
    ("one-victim", "A sniper killed a nurse.", ("killed", 1, 1, 1, "exact")),
]
HEADLINES = [
    ("participle", "Nurse killed in Dovrin shelling - mayor", [exact("killed", 1)]),
    ("capital", "Serviceman killed in Kestrel by a mine", [exact("killed", 1)]),
    ("number-alone", "Tank shells truck, two killed - ministry", [exact("killed", 2)]),
    ("counted", "Jets hit Dovrin, one civilian killed - mayor", [exact("killed", 1)]),
    ("one", "One killed in strike on a van", [exact("killed", 1)]),
    ("update", "UPDATE 2-Six servicemen killed in Tamsin Valley", [exact("killed", 6)]),
    ("dead-as", "Five dead as shells hit market", [exact("killed", 5)]),
    ("two-verbs", "Blast kills 3, wounds 10", [exact("killed", 3), exact("injured", 10)]),
    ("kia-wia", "One KIA, two WIA near Dovrin", [exact("killed", 1), exact("injured", 2)]),
    ("plus", "+5 civilians killed in Dovrin", [("killed", 5, None, None, "at least")]),
    ("speaker", "Seven soldiers killed in ambush: ministry", [exact("killed", 7)]),
    (
        "with-children",
        "Shell kills a woman with her 4 children",
        [exact("killed", 1), exact("killed", 4)],
    ),
    (
        "of-children",
        "Jets kill a woman and 2 of her children",
        [exact("killed", 1), exact("killed", 2)],
    ),
]
VICTIMS = [
    ("murder-of", "The murder of Ilse Varga shocked Kestrel.", [1]),
    ("murder-poss", "Varga's murder shocked Kestrel.", [1]),
    ("title", "They condemned the assassination of Minister Tomas Brandt.", [1]),
    ("list", "Two police officers, a nurse and the driver were killed.", [2, 1, 1]),
    ("added", "In addition to the assailant, three people were killed.", [1, 3]),
    ("one-of", "A bomb killed one of the three leaders of the Front.", [1]),
    ("passed-away", "The mayor passed away in Dovrin.", [1]),
    ("lost-lives", "Seventeen people lost their lives.", [17]),
    ("last-of-list", "Jets struck Dovrin and a nurse was killed.", [1]),
    ("nobody", "No soldier was killed in Dovrin.", []),
    ("active", "The ministry killed the plan.", []),
    ("age", "Ilse Varga, 45, was shot dead in Kestrel.", [1]),
    ("field", "The rebels burned seven fields.", []),
    ("things", "Weeks of fighting: 53 clashes, 37 rebels and 12 soldiers killed.", [37, 12]),
    ("gerund", "The killing of two nurses shocked Dovrin.", [2]),
    ("relative", "The death of four students who had been kidnapped shocked Dovrin.", [4]),
]
CASUALTIES = [
    ("alone", "Nine casualties were taken to Kestrel.", "casualties"),
    ("beside-wounded", "Nine casualties and many wounded in Dovrin.", "killed"),
    ("massacre", "Nine casualties in a massacre near Dovrin.", "killed"),
    ("raised", "More casualties raise their number to nine in the massacre.", "killed"),
    ("killed-or-wounded", "Nine soldiers were killed or wounded.", "casualties"),
    ("both-verbs", "Shells killed and wounded nine people.", "casualties"),
    ("apart", "Shells killed nine and wounded 30.", "killed"),
]
COUNTS_NOTHING = [
    ("no-number", "People fled Kestrel."),
    ("ordinal", "The third brigade left Kestrel."),
    ("designation", "Resolution 2328 was adopted."),
    ("year", "Fighting began in 2017."),
    ("time-of-day", "Shelling began at 10 a.m. in Kestrel."),
    ("distance", "The front line is 12 km away."),
    ("calibre", "The army fired 120mm mortars."),
    ("weight", "The ship brought 200 tonnes of grain."),
    ("one-of", "One of the ministers left."),
    ("no-one", "No one was killed."),
    ("duration", "The siege lasted 12 days."),
]


def table(rows: list[tuple[str, str, Row]]) -> list[object]:
    return [pytest.param(sentence, wanted, id=name) for name, sentence, wanted in rows]


@pytest.mark.parametrize(("sentence", "wanted"), table(NUMBERS))
def test_numbers_are_read_in_digits_and_words(nlp: Language, sentence: str, wanted: Row) -> None:
    assert [row(f) for f in figures(nlp, sentence)] == [wanted]


@pytest.mark.parametrize(("sentence", "wanted"), table(BOUNDS))
def test_words_around_a_number_set_its_bounds(nlp: Language, sentence: str, wanted: Row) -> None:
    assert [row(f) for f in figures(nlp, sentence)] == [wanted]


@pytest.mark.parametrize(("sentence", "wanted"), table(MEASURES))
def test_the_words_around_say_what_is_measured(nlp: Language, sentence: str, wanted: Row) -> None:
    assert [row(f) for f in figures(nlp, sentence)] == [wanted]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [pytest.param(sentence, wanted, id=name) for name, sentence, wanted in HEADLINES],
)
def test_headlines_are_read_by_the_order_of_words(
    nlp: Language, sentence: str, wanted: list[Row]
) -> None:
    found = [row(f) for f in figures(nlp, sentence) if f.measure in ("killed", "injured")]
    assert found == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [pytest.param(sentence, wanted, id=name) for name, sentence, wanted in VICTIMS],
)
def test_victims_are_counted_once_each(nlp: Language, sentence: str, wanted: list[int]) -> None:
    assert [f.best for f in figures(nlp, sentence) if f.measure == "killed"] == wanted


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [pytest.param(sentence, measure, id=name) for name, sentence, measure in CASUALTIES],
)
def test_casualties_are_dead_only_where_the_text_sets_them_apart(
    nlp: Language, sentence: str, measure: str
) -> None:
    found = [f for f in figures(nlp, sentence) if f.best == 9]
    assert [f.measure for f in found] == [measure]


def test_an_outlet_that_calls_the_dead_casualties_is_believed(nlp: Language) -> None:
    doc = nlp("Nine casualties in shelling near Dovrin")
    doc._.document = Document(id="d", key="d", sha256="", text=doc.text, outlet="SOHR")
    found = create(nlp, "howmany")(doc)._.figures
    assert [(f.measure, f.rule) for f in found] == [("killed", "figure.casualties-dead")]


def test_the_measure_of_a_part_is_its_wholes(nlp: Language) -> None:
    whole, part = figures(nlp, "Two children among 6 killed in Dovrin")
    assert (whole.modifier, whole.best) == ("including", 2)
    assert (part.modifier, part.best) == ("exact", 6)


@pytest.mark.parametrize(
    ("sentence", "coverage"),
    [
        pytest.param("The war killed 1,204 people.", "cumulative", id="war"),
        pytest.param("A war in which 1,204 people died.", "cumulative", id="in-which"),
        pytest.param("Shells killed 12 people on Monday.", "event", id="shells"),
    ],
)
def test_a_war_has_no_single_toll(nlp: Language, sentence: str, coverage: str) -> None:
    assert figures(nlp, sentence)[0].coverage == coverage


@pytest.mark.parametrize(
    "sentence", [pytest.param(sentence, id=name) for name, sentence in COUNTS_NOTHING]
)
def test_what_counts_nothing_is_no_figure(nlp: Language, sentence: str) -> None:
    assert figures(nlp, sentence) == ()


def test_a_part_is_marked_as_included(nlp: Language) -> None:
    whole, part = figures(nlp, "At least 12 people, including three children, were killed.")
    assert (whole.modifier, part.modifier) == ("at least", "including")
    assert (part.best, part.of_age) == (3, "child")


def test_dead_and_wounded_stay_apart(nlp: Language) -> None:
    found = figures(nlp, "The blast killed 12 people and wounded 30 others.")
    assert [row(f) for f in found] == [exact("killed", 12), exact("injured", 30)]


@pytest.mark.parametrize(
    ("sentence", "field", "wanted"),
    [
        pytest.param("Shells killed 12 civilians.", "of_status", "civilian", id="civilians"),
        pytest.param("Shells killed 12 soldiers.", "of_status", "combatant", id="soldiers"),
        pytest.param("Shells killed 12 people.", "of_status", None, id="people-no-status"),
        pytest.param("Shells killed 12 women.", "of_status", None, id="women-no-status"),
        pytest.param("Shells killed 12 women.", "of_sex", "female", id="women"),
        pytest.param("Shells killed 12 boys.", "of_sex", "male", id="boys"),
        pytest.param("Shells killed 12 boys.", "of_age", "child", id="boys-age"),
        pytest.param("Shells killed 12 people.", "of", "people", id="counted"),
        pytest.param("Shells killed 12 people.", "unit", "persons", id="unit"),
        pytest.param("Twelve people have died since May.", "coverage", "cumulative", id="since"),
        pytest.param("Shells killed 12 people.", "coverage", "event", id="event"),
    ],
)
def test_who_is_counted_is_taken_from_the_words(
    nlp: Language, sentence: str, field: str, wanted: str | None
) -> None:
    (figure,) = figures(nlp, sentence)
    assert getattr(figure, field) == wanted


def test_mention_and_number_are_spans_of_the_text(nlp: Language) -> None:
    sentence = "In Kestrel at least 12 people were killed."
    (figure,) = figures(nlp, sentence)
    assert figure.mention.text == sentence[figure.mention.start : figure.mention.end]
    assert figure.mention.text == "at least 12 people"
    assert figure.number is not None
    assert figure.number.text == "12"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "12", "of 12 of", "1,2,3,4", "12" * 400])
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    assert all(f.mention.text in text for f in figures(nlp, text))


def test_an_unparsed_doc_has_no_figures(nlp: Language) -> None:
    doc = create(nlp, "howmany")(Doc(nlp.vocab, words=["12", "people", "died"]))
    assert doc._.figures == ()


@pytest.mark.parametrize(
    ("text", "low", "best", "unit", "measure"),
    [
        ("More than half of the population was displaced.", 0.5, None, "fraction", "displaced"),
        ("Two thirds of the villagers were killed.", None, 2 / 3, "fraction", "killed"),
        ("30 percent of the residents were displaced.", None, 0.3, "fraction", "displaced"),
        ("Half a million people fled.", None, 500_000, "persons", "displaced"),
        ("Valdoria gave 9 million euros to Kestrel.", None, 9e6, "EUR", "money"),
        ("The raid cost 300 Canadian dollars.", None, 300, "CAD", "money"),
        ("They paid 400 dinars.", None, 400, None, "money"),
        ("Two rockets hit the port.", None, 2, "rockets", "munitions"),
    ],
)
def test_shares_and_sums_have_their_unit(
    nlp: Language, text: str, low: float | None, best: float | None, unit: str, measure: str
) -> None:
    (figure,) = create(nlp, "howmany")(nlp(text))._.figures
    assert (figure.measure, figure.unit) == (measure, unit)
    assert figure.best == (None if best is None else pytest.approx(best))
    assert low is None or figure.low == low


@pytest.mark.parametrize(
    "text", ["In the second half of May they left.", "The first half the army won."]
)
def test_halves_that_are_no_share(nlp: Language, text: str) -> None:
    assert not create(nlp, "howmany")(nlp(text))._.figures


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The shelling began at 9 this morning.", id="part-of-day"),
        pytest.param("He left Kestrel at 9 on Monday morning.", id="weekday"),
    ],
)
def test_an_hour_counts_nothing(nlp: Language, sentence: str) -> None:
    doc = create_when(nlp, "when")(nlp(sentence))
    assert create(nlp, "howmany")(doc)._.figures == ()
