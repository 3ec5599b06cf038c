"""The layer `who`: names, senses, descriptions, roles, pronouns. All names are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.who import create
from rashomon.layers.who_code import code_of, code_of_members
from rashomon.model.actor import ActorMention
from rashomon.model.document import Document

MARENNA = sorted(str(p) for p in (Path(__file__).parents[1] / "knowledge/marenna").glob("*.tsv"))
Read = Callable[..., Doc]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    who = create(nlp, "who", MARENNA)

    def reader(text: str, *, published: str | None = None, outlet: str | None = None) -> Doc:
        doc = nlp(text)
        doc._.document = Document(
            id="d", key="d", sha256="", text=text, published=published, outlet=outlet
        )
        return who(doc)

    return reader


def named(doc: Doc, words: str) -> ActorMention:
    found = [m for m in doc._.actors if m.span.text == words]
    assert found, f"{words!r} is not among {[m.span.text for m in doc._.actors]}"
    return found[0]


def stands_for(doc: Doc, word: str, number: int = 1) -> str | None:
    heads = [t.i for t in doc if t.lower_ == word][number - 1 :]
    mention = doc._.referents.get(heads[0])
    return mention.name if mention is not None else None


@pytest.mark.parametrize(
    ("text", "words", "name", "code"),
    [
        pytest.param(
            "The Northmark Front left.", "Northmark Front", "Northmark Front", "MRNREB",
            id="known-group-over-the-model",
        ),
        pytest.param(
            "Fighters saw Jabhat Al Tide leave.", "Jabhat Al Tide", "Tide Brigade", "MRNREB",
            id="article-apart",
        ),
        pytest.param(
            "Envoys of the UOI met the press.", "UOI", "Union of the Isles", "IGOUOI",
            id="acronym",
        ),
        pytest.param(
            "Ilse Varga's order was clear.", "Ilse Varga", "Ilse Varga", "MRNGOV",
            id="possessive-left-out",
        ),
        pytest.param(
            "Valdoria's threats went on.", "Valdoria", "Valdoria", "VLD", id="bare-state-code"
        ),
        pytest.param(
            "Defence Minister Tomas Brandt spoke.", "Tomas Brandt", "Tomas Brandt", "MRNGOV",
            id="name-without-title",
        ),
        pytest.param(
            "They met Northmark Front leader Petra Olsen.", "Petra Olsen", "Petra Olsen", "MRNREB",
            id="leader-of-a-group",
        ),
        pytest.param(
            "The rebels met Mayor Ostry.", "Ostry", "Ostry", "---GOV", id="only-a-title-tells"
        ),
        pytest.param(
            "Sergeant Selm fell.", "Selm", "Selm", "---MIL", id="who-falls-with-a-title-is-no-town"
        ),
        pytest.param(
            "The Marennan army shelled Kestrel.", "Marennan army", "Marennan army", "MRNMIL",
            id="army-of-a-state",
        ),
        pytest.param(
            "The Government of Valdoria agreed.", "Government of Valdoria", "Valdorian government",
            "VLDGOV", id="government-of",
        ),
        pytest.param(
            "Valdoria's government agreed.", "Valdoria's government", "Valdorian government",
            "VLDGOV", id="government-behind-possessor",
        ),
        pytest.param(
            "Police in Marenna shot two men.", "Police", "Marennan police", "MRNCOP",
            id="police-in-a-country",
        ),
        pytest.param(
            "Marennan rebels fled.", "Marennan rebels", "Marennan rebels", "MRNREB",
            id="rebels-of-a-country",
        ),
        pytest.param("Rebels fled.", "Rebels", "Rebels", "---REB", id="rebels-of-no-country"),
        pytest.param(
            "Union of the Isles peacekeepers watched.", "Union of the Isles peacekeepers",
            "Union of the Isles peacekeepers", "IGOUOIMIL", id="peacekeepers-of-a-union",
        ),
    ],
)  # fmt: skip
def test_who_is_named(read: Read, text: str, words: str, name: str, code: str) -> None:
    mention = named(read(text), words)
    assert (mention.name, mention.code) == (name, code)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param(
            "Valdoria and Marenna signed.", ["Valdoria", "Marenna"], id="coordinated-states"
        ),
        pytest.param(
            "Rebels and civilians fled.", ["Rebels", "civilians"], id="coordinated-descriptions"
        ),
        pytest.param(
            "Valdorian and Marennan troops met.", ["Valdorian", "Marennan troops"],
            id="two-armies-under-one-noun",
        ),
        pytest.param(
            "Valdoria's Foreign Minister Petra Olsen spoke.", ["Petra Olsen"],
            id="whose-minister-is-part-of-the-title",
        ),
        pytest.param(
            "They met Northmark Front leader Petra Olsen.", ["Petra Olsen"],
            id="whose-leader-is-part-of-the-title",
        ),
        pytest.param(
            "At least 82 individuals were hurt.", ["individuals"], id="number-left-out"
        ),
        pytest.param(
            "The rebels who took Dovrin left.", ["rebels"], id="relative-clause-left-out"
        ),
        pytest.param("The first convoy burned.", [], id="a-vehicle-is-no-actor"),
        pytest.param("The talks were held in Valdoria.", [], id="a-place-is-no-actor"),
        pytest.param("Kestrel was shelled.", [], id="a-shelled-town-is-no-actor"),
        pytest.param(
            "Hundreds of villagers fled.", ["villagers"], id="counting-word-left-out"
        ),
        pytest.param(
            "Rebel shelling killed a nurse.", ["Rebel", "nurse"], id="who-does-the-deed"
        ),
        pytest.param("The prime minister's residence is old.", ["prime minister"], id="possessor"),
    ],
)  # fmt: skip
def test_which_words_are_actors(read: Read, text: str, spans: list[str]) -> None:
    assert [m.span.text for m in read(text)._.actors] == spans


@pytest.mark.parametrize(
    ("text", "words", "acts_for", "country"),
    [
        pytest.param(
            "Valdoria-backed forces left.", "Valdoria-backed forces", "Valdoria", None, id="backed"
        ),
        pytest.param(
            "Valdoria-led troops left.", "Valdoria-led troops", "Valdoria", "VLD", id="led"
        ),
        pytest.param(
            "A pro-government militia left.", "pro-government militia", "government", None,
            id="pro-government",
        ),
        pytest.param(
            "Anti-Valdoria protesters left.", "Anti-Valdoria protesters", None, None, id="anti"
        ),
        pytest.param(
            "Foot soldiers of the Northmark Front left.", "Foot soldiers of the Northmark Front",
            "Northmark Front", "MRN", id="soldiers-of-a-group",
        ),
        pytest.param(
            "Valdoria's proxy forces left.", "Valdoria's proxy forces", "Valdoria", None, id="proxy"
        ),
        pytest.param(
            "The Tide Brigade left.", "Tide Brigade", None, "MRN",
            id="what-the-table-reports-is-not-what-the-text-says",
        ),
    ],
)  # fmt: skip
def test_for_whom_somebody_acts(
    read: Read, text: str, words: str, acts_for: str | None, country: str | None
) -> None:
    mention = named(read(text), words)
    assert (mention.acts_for, mention.country) == (acts_for, country)


@pytest.mark.parametrize(
    ("text", "words", "wording"),
    [
        pytest.param("They shot four terrorists.", "terrorists", "terrorists", id="noun"),
        pytest.param("The Varga regime denied it.", "Varga regime", "regime", id="regime"),
        pytest.param(
            "They fought the Northmark Terror.", "Northmark Terror", "Northmark Terror",
            id="name-that-some-use",
        ),
        pytest.param("They shot four rebels.", "rebels", None, id="plain-noun"),
    ],
)  # fmt: skip
def test_loaded_words_are_kept_as_the_texts_words(
    read: Read, text: str, words: str, wording: str | None
) -> None:
    doc = read("The Northmark Front left. " + text)
    assert named(doc, words).wording == wording


def test_a_regime_is_called_the_government_and_its_words_are_kept(read: Read) -> None:
    mention = named(
        read("In Marenna, the Varga regime denied it.", published="2016-02-01"), "Varga regime"
    )
    assert (mention.name, mention.id, mention.wording) == (
        "Marennan government",
        "state:MRN",
        "regime",
    )


@pytest.mark.parametrize(
    ("published", "name"),
    [
        pytest.param("2016-02-01", "Ilse Varga", id="in-office"),
        pytest.param("2030-02-01", "Ilse Varga", id="some-years-after"),
        pytest.param("1969-02-01", "Edda Varga", id="the-earlier-one"),
        pytest.param("1935-02-01", "Varga", id="before-both"),
    ],
)
def test_a_last_name_means_who_was_known_then(read: Read, published: str, name: str) -> None:
    doc = read("In Marenna, Varga rejected the plan.", published=published)
    assert named(doc, "Varga").name == name


def test_a_longer_name_of_the_text_is_not_a_known_one(read: Read) -> None:
    doc = read("In Marenna, Petra von Holm met Olof von Holm.", published="2016-02-01")
    assert [named(doc, n).id for n in ("Petra von Holm", "Olof von Holm")] == [
        "person:petra-von-holm",
        None,
    ]


def test_a_last_name_of_the_text_wins_over_a_known_one(read: Read) -> None:
    doc = read("Petra Varga, a nurse from Marenna, hid. Varga was wounded.", published="2016-02-01")
    assert named(doc, "Varga").name == "Petra Varga"


def test_brackets_need_no_initials(read: Read) -> None:
    doc = read("The Grey Heron League (HRX) met. The HRX denied it.")
    assert [m.name for m in doc._.actors if m.span.text == "HRX"] == ["Grey Heron League"] * 2


def test_a_known_name_with_a_strange_word_in_it_is_another(read: Read) -> None:
    doc = read("The Northmark People Front left.")
    assert "group:northmark-front" not in {m.id for m in doc._.actors}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The Grey Heron League (GHL) met. GHL envoys left. The GHL denied it.", id="name-first"
        ),
        pytest.param("The Grey Heron League (GHL) met. The GHL denied it.", id="name-first-alone"),
        pytest.param("GHL (the Grey Heron League) met. The GHL denied it.", id="acronym-first"),
    ],
)
def test_an_acronym_in_brackets_names_the_same_actor(read: Read, text: str) -> None:
    names = {m.name for m in read(text)._.actors if m.span.text == "GHL"}
    assert names == {"Grey Heron League"}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        pytest.param(
            "Tomas Brandt met the press. He denied the report.", "he", "Tomas Brandt", id="he"
        ),
        pytest.param(
            "Ilse Varga met Tomas Brandt. She praised him.", "she", "Ilse Varga", id="she"
        ),
        pytest.param(
            "Ilse Varga met Tomas Brandt. She praised him.", "him", "Tomas Brandt", id="him"
        ),
        pytest.param(
            "Marennan rebels took the bridge. They burned it.", "they", "Marennan rebels", id="they"
        ),
        pytest.param(
            "The Northmark Front took the bridge. It denied the killings.", "it",
            "Northmark Front", id="it",
        ),
        pytest.param(
            "Nurses saw Tomas Brandt and Henrik Dahl. Later he left.", "he", None,
            id="two-who-are-equally-near",
        ),
        pytest.param("Valdoria moved its fleet.", "its", "Valdoria", id="its"),
        pytest.param(
            "Tomas Brandt met Henrik Dahl and urged him to leave.", "him", "Henrik Dahl",
            id="object-of-a-shared-subject",
        ),
        pytest.param(
            "The Northmark Front met the Grey Heron League and asked it to leave.", "it",
            "Grey Heron League", id="it-that-is-asked",
        ),
        pytest.param(
            "The rebels who shelled Dovrin fled.", "who", "rebels", id="relative-pronoun"
        ),
        pytest.param("Hundreds of villagers fled.", "hundreds", "villagers", id="counting-word"),
        pytest.param(
            "The agreement collapsed. It was signed in May.", "it", None, id="it-of-a-thing"
        ),
        pytest.param(
            "The Northmark Front left. It is clear that the truce holds.", "it", None,
            id="it-of-nobody",
        ),
        pytest.param(
            "Tomas Brandt met Henrik Dahl. Her Majesty was away.", "her", None, id="style"
        ),
        pytest.param(
            "The rebels and Valdoria met. They signed a truce.", "they", None,
            id="two-named-together",
        ),
        pytest.param(
            "Tomas Brandt wrote: “He must go.”", "he", None, id="not-the-one-who-speaks"
        ),
    ],
)  # fmt: skip
def test_whom_a_pronoun_stands_for(read: Read, text: str, word: str, name: str | None) -> None:
    assert stands_for(read(text), word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        pytest.param(
            "Defence Minister Tomas Brandt spoke. Later the minister left.", "minister",
            "Tomas Brandt", id="minister",
        ),
        pytest.param(
            "Tomas Brandt, the army spokesman, spoke. Later the spokesman left.", "spokesman",
            "Tomas Brandt", id="apposition",
        ),
        pytest.param(
            "The Northmark Front shelled Dovrin. The group denied it.", "group",
            "Northmark Front", id="group",
        ),
        pytest.param(
            "Marennan rebels hold Dovrin. The rebels want talks.", "rebels",
            "Marennan rebels", id="same-noun",
        ),
        pytest.param(
            "Marenna is at war. The army shelled Dovrin.", "army", "Marennan army",
            id="army-of-the-one-country",
        ),
        pytest.param(
            "Marennan rebels fled. They left the country.", "country", "Marenna",
            id="country-of-the-one-adjective",
        ),
        pytest.param(
            "Marenna and Valdoria are at war. The army shelled Dovrin.", "army", None,
            id="army-of-which-of-two",
        ),
        pytest.param(
            "Marenna, Marenna's fleet and Valdoria's fleet wait for Marenna. The army rests.",
            "army", None, id="army-of-two-though-one-is-named-more",
        ),
        pytest.param(
            "Valdoria spoke. Valdoria paid. Valdoria lied.\n\nMarenna is at war. The army rests.",
            "army", None, id="army-of-a-country-named-once",
        ),
        pytest.param(
            "Valdoria spoke. Istria-Sul paid.\n\nMarenna is at war. Marenna wants peace. "
            "The army rests.",
            "army", None, id="army-of-a-country-that-is-half-of-the-text",
        ),
        pytest.param(
            "The minister left.", "minister", None, id="a-minister-of-nowhere"
        ),
    ],
)  # fmt: skip
def test_whom_a_role_noun_stands_for(read: Read, text: str, word: str, name: str | None) -> None:
    doc = read(text)
    last = [t.i for t in doc if t.lower_ == word][-1]
    mention = doc._.referents.get(last)
    assert (mention.name if mention is not None else None) == name


def test_a_resolved_role_noun_carries_name_and_id_in_the_layer(read: Read) -> None:
    doc = read("Defence Minister Tomas Brandt spoke. Later the minister left.")
    mention = named(doc, "minister")
    assert (mention.name, mention.id, mention.named) == (
        "Tomas Brandt",
        "person:tomas-brandt",
        False,
    )


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        pytest.param("Valdorian Ministry of Trade", "Valdoria", id="ministry"),
        pytest.param("Union of the Isles", "Union of the Isles", id="union"),
        pytest.param("Marennan News Agency", None, id="a-newspapers-we-is-left-alone"),
        pytest.param("Selm Courier", None, id="unknown"),
    ],
)
def test_we_is_the_institution_that_publishes(read: Read, outlet: str, name: str | None) -> None:
    doc = read("We condemn the raid. “We are proud,” said a nurse.", outlet=outlet)
    assert stands_for(doc, "we") == name
    assert stands_for(doc, "we", 2) is None


TELLING = (
    "{A} accused {B} of murder. The {a} army shelled Dovrin and {a} rebels fled to {B}. "
    "{B}'s government denied it. Talks between {A} and {B} failed."
)


def test_swapping_two_states_swaps_them_in_the_output_and_changes_nothing_else(read: Read) -> None:
    forms = {"A": "Marenna", "a": "Marennan", "B": "Valdoria", "b": "Valdorian"}
    swapped = {"A": "Valdoria", "a": "Valdorian", "B": "Marenna", "b": "Marennan"}
    exchange = {"Marenna": "Valdoria", "Valdoria": "Marenna", "Marennan": "Valdorian",
                "Valdorian": "Marennan", "MRN": "VLD", "VLD": "MRN"}  # fmt: skip

    def facts(doc: Doc) -> list[tuple[str | None, ...]]:
        return [(m.name, m.kind, m.country, m.sector, m.rule) for m in doc._.actors]

    def exchanged(word: str | None) -> str | None:
        return word and " ".join(exchange.get(part, part) for part in word.split())

    one, other = facts(read(TELLING.format(**forms))), facts(read(TELLING.format(**swapped)))
    assert len(one) > 6
    assert [tuple(exchanged(w) for w in fact) for fact in one] == other


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            ["Port Selm", "the", "Northmark Front", "(NF)", "al-", "el", "'s", "-", "of", "and",
             "said", "Valdoria", "minister", "he", "its", "rebels", ".", ",", "“", "”", "\n\n",
             "\u2028", "İ", "ß", "𝕊elm", "\u200b", "pro-", "-backed", "U.S.-led", "President",
             "group", "82", "It", "they"]
        ) | st.text(max_size=6),
        max_size=25,
    )
)  # fmt: skip
def test_any_text_gets_through_with_spans_that_fit(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    doc = read(text)
    for mention in [*doc._.actors, *doc._.referents.values()]:
        assert text[mention.span.start : mention.span.end] == mention.span.text != ""
    starts = [m.span.start for m in doc._.actors]
    assert starts == sorted(starts)
    assert doc._.actors == read(text)._.actors


def test_the_layer_works_without_a_document_and_on_nothing(nlp: Language) -> None:
    who = create(nlp, "who", [])
    assert who(nlp(""))._.actors == ()
    assert who(nlp.make_doc("Port Selm said no."))._.actors == ()


@pytest.mark.parametrize(
    ("country", "sector", "code"),
    [
        pytest.param("MRN", "MIL", "MRNMIL", id="both"),
        pytest.param(None, "REB", "---REB", id="sector-alone"),
        pytest.param("MRN", None, "MRN", id="country-alone"),
        pytest.param(None, "IGO", "IGO", id="class-of-its-own"),
        pytest.param(None, None, None, id="neither"),
    ],
)
def test_codes(country: str | None, sector: str | None, code: str | None) -> None:
    assert code_of(country, sector) == code_of_members(country, sector, None) == code


def test_what_a_telegram_counts_is_no_army(nlp: Language) -> None:
    who = create(nlp, "who", [])
    ids = [{m.id for m in who(nlp(text))._.actors} for text in (ARMY, "Four KIA and 11 WIA.")]
    assert "group:kia" in ids[0]
    assert "group:kia" not in ids[1]


ARMY = "The KIA attacked a post in Myanmar."
