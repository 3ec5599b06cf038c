"""Questions about a parse: subjects, objects, voice, negation, clause."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from rashomon.layers import clause


def word(nlp: Language, sentence: str, text: str) -> Token:
    return next(t for t in nlp(sentence) if t.text == text)


def texts(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("sentence", "verb", "wanted"),
    [
        pytest.param("The army shelled Kestrel.", "shelled", ["army"], id="active"),
        pytest.param("The town was shelled.", "shelled", ["town"], id="passive"),
        pytest.param("The army and the Front fired.", "fired", ["army", "Front"], id="coordinated"),
        pytest.param("Rebels hit a school and killed a boy.", "killed", ["Rebels"], id="verbs"),
        pytest.param("The army tried to retake the bridge.", "retake", ["army"], id="control"),
        pytest.param("Varga ordered troops to leave.", "leave", ["troops"], id="object-control"),
        pytest.param("Soldiers who fired were arrested.", "fired", ["Soldiers"], id="relative"),
        pytest.param("Troops firing at Kestrel fled.", "firing", ["Troops"], id="participle"),
        pytest.param("Rebels hit by a shell fled.", "hit", ["Rebels"], id="reduced-relative"),
        pytest.param("Shells hit Kestrel, killing a boy.", "killing", ["Shells"], id="adverbial"),
        pytest.param(
            "Hale led the garrison that fired on dockers, killing two.",
            "killing",
            ["garrison"],
            id="deed-in-a-relative-clause",
        ),
        pytest.param(
            "Troops raided a mill that stored flour, killing two.",
            "killing",
            ["Troops"],
            id="no-deed-in-the-relative-clause",
        ),
        pytest.param(
            "Troops bombed the town that rebels attacked, killing two.",
            "killing",
            ["Troops"],
            id="deeds-in-both-clauses",
        ),
        pytest.param(
            "Varga praised the troops that attacked Kestrel, saying little.",
            "saying",
            ["Varga"],
            id="no-harm-behind-the-relative-clause",
        ),
        pytest.param("Valdoria's plan to attack failed.", "attack", ["Valdoria"], id="noun-owner"),
        pytest.param("Marenna is committed to help them.", "help", ["Marenna"], id="adjective"),
        pytest.param(
            "Valdoria is among those calling for talks.", "calling", ["Valdoria"], id="one-of-those"
        ),
        pytest.param("Those calling for talks left.", "calling", ["Those"], id="those"),
        pytest.param(
            "The Front tried not to have Kestrel emptied but to kill all rebels.",
            "kill",
            ["Front"],
            id="infinitives-apart",
        ),
        pytest.param(
            "They praised the decision of President Varga to release rebels.",
            "release",
            ["Varga"],
            id="will-of",
        ),
        pytest.param(
            "He met leaders last year, who invited her.",
            "invited",
            ["leaders"],
            id="who-is-a-person",
        ),
        pytest.param("It rained.", "rained", ["It"], id="pronoun"),
        pytest.param("Leave Kestrel now!", "Leave", [], id="imperative"),
    ],
)
def test_the_understood_subject_is_found(
    nlp: Language, sentence: str, verb: str, wanted: list[str]
) -> None:
    assert texts(clause.subjects(word(nlp, sentence, verb))) == wanted


@pytest.mark.parametrize(
    ("sentence", "verb", "wanted"),
    [
        pytest.param("The army shelled Kestrel.", "shelled", ["Kestrel"], id="one"),
        pytest.param("Rebels took a tank and a truck.", "took", ["tank", "truck"], id="list"),
        pytest.param("The army fled.", "fled", [], id="none"),
        pytest.param("The army fired at Kestrel.", "fired", [], id="prepositional"),
    ],
)
def test_objects_are_spread_over_coordination(
    nlp: Language, sentence: str, verb: str, wanted: list[str]
) -> None:
    assert texts(clause.own_objects(word(nlp, sentence, verb))) == wanted


@pytest.mark.parametrize(
    ("sentence", "verb", "wanted"),
    [
        pytest.param("The town was shelled.", "shelled", True, id="passive"),
        pytest.param("The town has been shelled.", "shelled", True, id="perfect-passive"),
        pytest.param("Rebels hit by shells fled.", "hit", True, id="reduced"),
        pytest.param("The army shelled the town.", "shelled", False, id="active"),
        pytest.param("The army has shelled the town.", "shelled", False, id="perfect"),
        pytest.param("Soldiers were beaten and robbed.", "robbed", True, id="coordinated"),
        pytest.param("The army fired and retreated.", "retreated", False, id="active-coordinated"),
    ],
)
def test_a_passive_is_told_from_an_active(
    nlp: Language, sentence: str, verb: str, wanted: bool
) -> None:
    assert clause.is_passive(word(nlp, sentence, verb)) is wanted


@pytest.mark.parametrize(
    ("sentence", "token", "wanted"),
    [
        pytest.param("The army did not fire.", "fire", True, id="not"),
        pytest.param("The army didn't fire.", "fire", True, id="contracted"),
        pytest.param("The army never fired.", "fired", True, id="never"),
        pytest.param("There was no attack.", "attack", True, id="no"),
        pytest.param("The army fired.", "fired", False, id="positive"),
        pytest.param("The army fired, not the Front.", "army", False, id="elsewhere"),
    ],
)
def test_negation_belongs_to_its_own_predicate(
    nlp: Language, sentence: str, token: str, wanted: bool
) -> None:
    assert clause.is_negated(word(nlp, sentence, token)) is wanted


def test_prepositional_phrases_give_all_their_objects(nlp: Language) -> None:
    noun = word(nlp, "Talks between Valdoria and Marenna began.", "Talks")
    pairs = [(p.text, o.text) for p, o in clause.prepositional(noun, "between")]
    assert pairs == [("between", "Valdoria"), ("between", "Marenna")]
    assert list(clause.prepositional(noun, "with")) == []


def test_the_agent_of_a_passive_is_a_prepositional_phrase(nlp: Language) -> None:
    verb = word(nlp, "Kestrel was shelled by the army.", "shelled")
    assert [(p.text, o.text) for p, o in clause.prepositional(verb, "by")] == [("by", "army")]


def test_auxiliaries_come_in_order(nlp: Language) -> None:
    assert clause.auxiliaries(word(nlp, "It may have been shelled.", "shelled")) == [
        "may",
        "have",
        "been",
    ]


def test_a_clause_stays_in_its_sentence_and_holds_its_word(nlp: Language) -> None:
    doc = nlp("The army fled. The Front, which had won, took Kestrel. Varga wept.")
    for token in doc:
        first, last = clause.clause_span(token)
        assert first <= token.i < last
        assert token.sent.start <= first < last <= token.sent.end


def test_a_long_clause_is_cut_around_its_word(nlp: Language) -> None:
    doc = nlp("The army took " + ", ".join(f"Town{n}" for n in range(80)) + " and Kestrel.")
    first, last = clause.clause_span(doc[2])
    assert last - first <= 60


def chain(dep: str, size: int = 2000) -> Doc:
    """Build a parse by hand in which every word hangs on the one before it."""
    heads = [max(n - 1, 0) for n in range(size)]
    deps = ["ROOT", *[dep] * (size - 1)]
    return Doc(
        Vocab(),
        words=["fire"] * size,
        heads=heads,
        deps=deps,
        pos=["VERB"] * size,
        tags=["VB"] * size,
    )


@pytest.mark.parametrize("dep", ["conj", "xcomp", "relcl", "appos"])
def test_walks_end_on_a_chain_of_any_depth(dep: str) -> None:
    doc = chain(dep)
    assert clause.subjects(doc[-1]) == []
    assert len(clause.conjuncts(doc[0])) <= clause.MAX_STEPS * 3 + 1
    assert doc[-1].i - clause.conj_root(doc[-1]).i <= clause.MAX_STEPS


@pytest.mark.parametrize(
    ("sentence", "word", "wanted"),
    [
        pytest.param("Market shelled in Kestrel", "shelled", True, id="headline"),
        pytest.param("Mayor kidnapped near Dovrin", "kidnapped", True, id="person"),
        pytest.param("Army shelled market in Kestrel", "shelled", False, id="object"),
        pytest.param("Army shelled through the night", "shelled", False, id="who-fires"),
        pytest.param("The army shelled Kestrel.", "shelled", False, id="sentence"),
    ],
)
def test_what_a_headline_says_was_suffered(
    nlp: Language, sentence: str, word: str, wanted: bool
) -> None:
    verb = next(t for t in nlp(sentence) if t.text == word)
    assert clause.is_bare_passive(verb) is wanted


@pytest.mark.parametrize(
    ("text", "pronoun", "noun"),
    [
        pytest.param("The troops who fled returned.", "who", "troops", id="subject"),
        pytest.param("The mill which rebels burned was old.", "which", "mill", id="object"),
        pytest.param("The mayor whose brother fled resigned.", "whose", "mayor", id="owner"),
        pytest.param("The men who were told to leave fled.", "who", "men", id="clause-inside"),
        pytest.param("They met envoys in Selm last year, who agreed.", "who", "envoys", id="late"),
        pytest.param("Nobody knows who fled.", "who", "who", id="question"),
        pytest.param("The mill burned.", "mill", "mill", id="no-pronoun"),
    ],
)
def test_a_relative_pronoun_stands_for_its_noun(
    nlp: Language, text: str, pronoun: str, noun: str
) -> None:
    token = next(t for t in nlp(text) if t.text == pronoun)
    assert clause.antecedent(token).text == noun
