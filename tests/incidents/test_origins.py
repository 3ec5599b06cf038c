"""Who stands behind a statement: credits, offices, chains, nameless voices, decisions."""

import pytest

from rashomon.incidents.copies import Copy
from rashomon.incidents.follow import author_of, sentence_around
from rashomon.incidents.offices import affiliation, office_of
from rashomon.incidents.origins import origins, verdict
from rashomon.incidents.party import body_of, person_in, same_body, same_person
from rashomon.model.span import Span
from rashomon.model.why import Why

KILLED = "Nine people were killed in Kestrel on Monday"


def told(make, key, text, speakers=(), **about):
    document = make.document(text, key, **({"outlet": f"Outlet {key}"} | about))
    names = [make.speaker(s) if isinstance(s, str) else s for s in speakers]
    return document, make.statement(document, f"s-{key}", speakers=names)


def found(pairs, **more):
    documents = {d.id: d for d, _ in pairs}
    return origins(documents, [s for _, s in pairs], **more)


def names(pairs, **more):
    return [o.name for o in found(pairs, **more)[0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Ministry of Defence", "Defence Ministry"),
        ("Defense Ministry", "the Marennan Ministry of Defence".replace("Marennan ", "")),
        ("Marenna's defence ministry", "the Marennan defence ministry"),
        ("Ministry of Internal Affairs", "interior ministry"),
        ("Kestrel hospital", "the hospital in Kestrel"),
        ("Sant Oro diocese", "the diocese of Sant Oro"),
        ("Vesper", "Vesper News Agency"),
        ("TCHR", "Tarsk Centre for Human Rights"),
        ("selmcourier.com", "Selm Courier"),
        ("Sant Oro Mayor", "mayor of Sant Oro"),
    ],
)
def test_one_body_by_two_names(one, other):
    assert same_body(body_of(one), body_of(other))
    assert same_body(body_of(other), body_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marenna's defence ministry", "the Valdorian defence ministry"),
        ("health ministry", "interior ministry"),
        ("Kestrel hospital", "St Anne's Hospital"),
        ("Dul Liberation Army", "Dul Liberation Front"),
        ("Zembari Network for Human Rights", "Zembari Observatory for Human Rights"),
        ("mayor of Dovrin", "mayor of Ostry Ford"),
        ("Luanga police", "Kisara police"),
        ("defence ministry", "army"),
    ],
)
def test_two_bodies(one, other):
    assert not same_body(body_of(one), body_of(other))


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("a spokesman for the Defence Ministry", "Defence Ministry"),
        ("Ada Quill, a spokeswoman for the Northmark Front", "Northmark Front"),
        ("Army spokeswoman Petra Vonn", "Army"),
        ("Defence Minister Tomas Brandt", "Defence Ministry"),
        ("Valdorian Foreign Minister Lena Askari", "Valdorian Foreign Ministry"),
        ("the mayor of Dovrin, Hanne Sorley", "mayor of Dovrin"),
        ("The director of Tolven General Hospital, Dr Ingrid Halle", "Tolven General Hospital"),
        ("Olive Marsh, president of the Ferrymen's Union", "Ferrymen's Union"),
        ("former defence minister Olaf Renn", None),
        ("Mara Lind, a baker in Kestrel", None),
        ("a senior officer", None),
    ],
)
def test_office_tells_for_whom_somebody_speaks(phrase, body):
    assert office_of(phrase) == body


def test_an_office_told_later_in_the_text_counts():
    text = "Imhof said so. Karel Imhof, a spokesman for the defence ministry, left."
    assert affiliation("Karel Imhof", text) == "defence ministry"
    assert affiliation("Ada Quill", text) is None


def test_persons_are_told_from_bodies_and_roles():
    assert person_in("The director, Dr Ingrid Halle") == "Ingrid Halle"
    assert person_in("Farmer Ivo Brank") == "Ivo Brank"
    assert person_in("Tolven General Hospital") is None
    assert same_person("Brank", "Ivo Brank")
    assert not same_person("Anka Brank", "Ivo Brank")


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        (f"PORT SELM, March 12 (MNA) – {KILLED}.", "MNA", "credit.dateline"),
        (f"{KILLED}.\n\nSource: Selm Courier", "Selm Courier", "credit.label"),
        (f"{KILLED}.\n\nAFP contributed to this report.", "Agence France-Presse",
         "credit.contributed"),
        (f"{KILLED}. – ZPA", "ZPA", "credit.tail"),
        (f"By agencies\n\n{KILLED}.", None, "credit.nameless"),
        (f"{KILLED}, reportedly.", None, "hearsay.adverb"),
        (f"{KILLED}.", "Harbour Radio", "author.own"),
    ],
)  # fmt: skip
def test_who_speaks_in_a_documents_own_voice(make, text, name, rule):
    party = author_of(make.document(text, outlet="Harbour Radio"), text)
    assert (party.name, party.why[0].rule) == (name, rule)


def test_a_document_of_nobody_is_an_origin_of_its_own(make):
    one, other = (told(make, k, f"{KILLED}.", outlet=None) for k in "ab")
    result, bounds = found([one, other])
    assert [o.name for o in result] == [None, None]
    assert (bounds.min, bounds.max) == (2, 2)


def test_two_papers_that_cite_one_ministry_are_one_origin(make):
    one = told(make, "a", f"{KILLED}, the Ministry of Defence said.", ["the Ministry of Defence"])
    other = told(make, "b", f"{KILLED}, said defence ministry spokesman Karel Imhof.",
                 ["defence ministry spokesman Karel Imhof"])  # fmt: skip
    result, bounds = found([one, other])
    assert len(result) == 1
    assert result[0].document_keys == ("a", "b")
    assert (bounds.min, bounds.max) == (1, 1)
    assert {"speaker.office", "same.body"} <= {w.rule for w in result[0].why}


def test_the_innermost_speaker_is_the_origin_and_a_cited_one_lies_deeper(make):
    chain = told(make, "a", f"Radio Dul reported that the police said: {KILLED}.",
                 ["Radio Dul", "the police"])  # fmt: skip
    cited = told(make, "b", f"{KILLED}, Radio Dul said, citing the police.", ["Radio Dul"])
    assert names([chain, cited]) == ["police"]


def test_those_who_say_it_together_are_two_origins(make):
    both = make.speaker("the fire brigade", also=("the health ministry",))
    one = told(make, "a", f"{KILLED}, the fire brigade and the health ministry said.", [both])
    result, bounds = found([one])
    assert [o.name for o in result] == ["fire brigade", "health ministry"]
    assert bounds.max == 2


def test_nameless_voices_of_two_papers_may_be_one(make):
    pair = [told(make, k, f"{KILLED}, activists said.", ["activists"]) for k in "ab"]
    result, bounds = found(pair)
    assert [o.anonymous for o in result] == [True, True]
    assert (bounds.min, bounds.max) == (1, 2)
    assert verdict(["s-a"], ["s-b"], result) == "unclear"


def test_nameless_voices_through_one_agency_are_one(make):
    pair = [told(make, k, f"{KILLED}, villagers told MNA.", ["villagers"]) for k in "ab"]
    assert len(found(pair)[0]) == 1


def test_officials_may_be_the_ministry_but_witnesses_are_not(make):
    ministry = told(make, "a", f"{KILLED}, the defence ministry said.", ["the defence ministry"])
    officials = told(make, "b", f"{KILLED}, officials said.", ["officials"])
    witnesses = told(make, "c", f"{KILLED}, witnesses said.", ["witnesses"])
    assert found([ministry, officials])[1].min == 1
    assert found([ministry, witnesses])[1].min == 2


def test_one_chain_of_command_is_two_origins_and_one_at_least(make):
    army = told(make, "a", f"{KILLED}, the army said.", ["the army"])
    ministry = told(make, "b", f"{KILLED}, the defence ministry said.", ["the defence ministry"])
    hospital = told(make, "c", f"{KILLED}, Kestrel hospital said.", ["Kestrel hospital"])
    assert [(b.min, b.max) for b in (found([army, ministry])[1], found([army, hospital])[1])] == [
        (1, 2),
        (2, 2),
    ]


def test_armies_of_two_states_are_no_chain_of_command(make):
    pair = [told(make, k, f"{KILLED}, the {n} army said.", [f"the {n} army"])
            for k, n in (("a", "Marennan"), ("b", "Valdorian"))]  # fmt: skip
    assert found(pair)[1].min == 2


def test_the_texts_own_words_win_over_a_name_that_says_another_body(make):
    text = f"{KILLED}, the Northmark defence ministry said."
    resolved = make.speaker("Marennan defence ministry", "the Northmark defence ministry")
    assert names([told(make, "a", text, [resolved])]) == ["Northmark defence ministry"]


def test_a_bare_ministry_joins_the_only_one_and_stays_apart_from_two(make):
    bare = told(make, "a", f"{KILLED}, the defence ministry said.", ["the defence ministry"])
    ours = told(make, "b", f"{KILLED}, Marenna's defence ministry said.",
                ["Marenna's defence ministry"])  # fmt: skip
    theirs = told(make, "c", f"{KILLED}, Valdoria's defence ministry said.",
                  ["Valdoria's defence ministry"])  # fmt: skip
    assert len(found([bare, ours])[0]) == 1
    assert len(found([bare, ours, theirs])[0]) == 3


def test_an_opening_that_its_document_attributes_stands_on_that_voice(make):
    text = f"{KILLED}. The police said that nine were killed."
    document = make.document(text, "a", outlet="Selm Courier")
    lead = make.statement(document, "s1", evidence=KILLED, figures=(make.figure(9.0),))
    said = make.statement(
        document,
        "s2",
        evidence="The police said that nine were killed",
        speakers=[make.speaker("The police")],
        figures=(make.figure(9.0),),
    )
    result, _ = origins({document.id: document}, [lead, said])
    assert [(o.name, o.statements) for o in result] == [("police", ("s1", "s2"))]


def test_copies_share_the_authors_voice_and_a_credit_gives_the_name(make):
    wire = told(make, "b", f"(MNA) – {KILLED}.")
    paper = told(make, "a", f"{KILLED}.")
    copy = Copy(a=paper[0].id, b=wire[0].id, kind="near", share=0.9, why=Why("copies", "x"))
    assert names([paper, wire]) == ["Outlet a", "MNA"]
    assert names([paper, wire], copies=[copy]) == ["MNA"]


def test_partial_copies_share_only_what_lies_in_the_shared_stretch(make):
    one, other = (told(make, k, f"{KILLED}.") for k in "ab")
    whole, elsewhere = Span(0, len(KILLED), KILLED), Span(0, 3, KILLED[:3])
    parts = {"a": one[0].id, "b": other[0].id, "kind": "partial", "share": 0.3}
    shared = Copy(**parts, why=Why("copies", "x"), spans=((whole, whole),))
    apart = Copy(**parts, why=Why("copies", "x"), spans=((elsewhere, elsewhere),))
    assert len(found([one, other], copies=[shared])[0]) == 1
    assert len(found([one, other], copies=[apart])[0]) == 2


def test_a_person_joins_and_separates_and_can_undo(make):
    activists = [told(make, k, f"{KILLED}, activists said.", ["activists"]) for k in "ab"]
    police = [told(make, k, f"{KILLED}, police said.", ["police"]) for k in "ab"]
    same = make.judgement("same_origin", "s-a", "s-b")
    other = make.judgement("other_origin", "s-a", "s-b")
    undone = make.judgement("other_origin", "s-a", "s-b", undone_by="j2")
    joined = found(activists, judgements=[same])[0]
    assert len(joined) == 1
    assert "judgement.same_origin" in {w.rule for w in joined[0].why}
    split = found(police, judgements=[other])[0]
    assert len({o.id for o in split}) == 2
    assert len(found(police, judgements=[undone])[0]) == 1


def test_order_of_arrival_changes_nothing(make):
    pairs = [
        told(make, "a", f"{KILLED}, police said.", ["police"]),
        told(make, "b", f"{KILLED}, activists said.", ["activists"]),
        told(make, "c", f"(MNA) – {KILLED}."),
        told(make, "d", f"{KILLED}, MNA said.", ["MNA"]),
    ]
    assert found(pairs) == found(pairs[::-1])


def test_a_sentence_does_not_end_at_an_abbreviation():
    text = "It rained. Dr. Halle said so. They left."
    assert sentence_around(text, 11, 20) == "Dr. Halle said so."


def test_hostile_text_is_followed_without_error(make):
    text = "killed " + "(" * 5000 + " said " + "A" * 20000 + ", " * 2000
    assert len(found([told(make, "a", text, [text[:50]])])[0]) == 1
