"""One act, many constructions: who did it, to whom, and in whose words stay the same.

Every sentence of a grid tells the same act; only the grammar around it changes.
"""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

# past, participle, gerund, object, and a word of the object
DEEDS = (
    ("killed", "killed", "killing", "three men", "men"),
    ("shelled", "shelled", "shelling", "the village", "village"),
    ("arrested", "arrested", "arresting", "nine students", "students"),
    ("stormed", "stormed", "storming", "the palace", "palace"),
)

TOLD = (
    "Rebels {past} {it}, the governor said.",
    "Rebels had {done} {it}, the governor said.",
    "The governor said rebels had {done} {it}.",
    "Rebels, the governor said, {past} {it}.",
    "Rebels, the governor told reporters, had {done} {it}.",
    "Rebels, according to the governor, {past} {it}.",
    "Rebels entered the district, the governor said, {doing} {it}.",
    "Rebels entered the district, said the governor, {doing} {it}.",
    "Rebels entered the district, {doing} {it}, the governor said.",
    "Rebels entered the district and {past} {it}, the governor said.",
    "The minister fled, the governor said, after rebels {past} {it}.",
    "The governor said for the first time that rebels {past} {it}.",
    "“Rebels {past} {it},” said the governor.",
    "Rebels {past} {it}, the governor, Ivo Trask, said.",
    "Rebels {past} {it}, the governor and two residents said.",
    "The town fell, the governor said. Rebels had {done} {it}, he said.",
    "The governor accused rebels of {doing} {it}.",
)

UNTOLD = (
    "Rebels admitted having {done} {it}.",
    "Rebels spent the night {doing} {it}.",
    "The rebels responsible for {doing} {it} fled.",
    "Rebels stand accused of having {done} {it}.",
    "Rebels were accused by the governor of {doing} {it}.",
)

OTHERS_PLANS = (
    "Police foiled a plan to bomb the market.",
    "Police thwarted a plot to kill the mayor.",
    "The army condemned a plan to shell the village.",
    "The minister criticised the decision to shell the village.",
    "The court blocked an attempt to expel the villagers.",
    "Residents resisted attempts to expel them.",
)


def _deed(read: Read, sentence: str, deed: tuple[str, ...]) -> Statement:
    past, done, doing, it, _ = deed
    text = sentence.format(past=past, done=done, doing=doing, it=it)
    return next(s for s in read(text) if s.trigger.text in (past, done, doing))


@pytest.mark.parametrize("deed", DEEDS, ids=[d[0] for d in DEEDS])
@pytest.mark.parametrize("sentence", TOLD)
def test_who_did_it_and_who_tells_it(read: Read, sentence: str, deed: tuple[str, ...]) -> None:
    told = _deed(read, sentence, deed)
    assert ["rebel" in (a.name or "").lower() for a in told.agents] == [True]
    assert any(deed[-1] in (t.name or "") or t.name == "people" for t in told.targets)
    assert not any("rebel" in (t.name or "").lower() for t in told.targets)
    assert [(s.name, s.stance) for s in told.speakers] in (
        [("governor", "asserts")],
        [("Ivo Trask", "asserts")],
    )


@pytest.mark.parametrize("deed", DEEDS, ids=[d[0] for d in DEEDS])
@pytest.mark.parametrize("sentence", UNTOLD)
def test_who_did_it(read: Read, sentence: str, deed: tuple[str, ...]) -> None:
    told = _deed(read, sentence, deed)
    assert ["rebel" in (a.name or "").lower() for a in told.agents] == [True]


def test_who_only_looks_like_another(read: Read) -> None:
    (told,) = read("Gunmen dressed as police abducted the mayor.")
    assert [a.name for a in told.agents] == ["Gunmen"]


def test_who_is_warned_would_do_it(read: Read) -> None:
    told = read("Valdoria warned the army against burning the village.")
    burning = next(s for s in told if s.trigger.text == "burning")
    assert ["army" in (a.name or "") for a in burning.agents] == [True]


CHAINS = {
    "Selim Varro writes in the Courier that, according to the UN, the army shelled Dovrin.": [
        "Varro",
        "United Nations",
    ],
    "The minister said that the army, according to the UN, had shelled Dovrin.": [
        "minister",
        "United Nations",
    ],
}


@pytest.mark.parametrize(("sentence", "chain"), CHAINS.items())
def test_whoever_names_a_source_stands_before_it(
    read: Read, sentence: str, chain: list[str]
) -> None:
    (shelled,) = [s for s in read(sentence) if s.trigger.text == "shelled"]
    assert [s.name.rpartition("Selim ")[2] for s in shelled.speakers] == chain


def test_who_is_asked_about_by_whom_did_nothing(read: Read) -> None:
    told = read("Asked by the Courier who shelled Dovrin, the governor said it was the army.")
    assert [a.name for s in told if s.trigger.text == "shelled" for a in s.agents] == []


ACCUSED = (
    "The army accused rebels of attacking the base, and of killing two soldiers.",
    "The rebels, which the army accuses of killing two soldiers, fled.",
    "The rebels, whom the army accuses of killing two soldiers, fled.",
)


@pytest.mark.parametrize("sentence", ACCUSED)
def test_an_accusation_is_never_the_authors(read: Read, sentence: str) -> None:
    (killing,) = [s for s in read(sentence) if s.trigger.text == "killing"]
    assert [s.name for s in killing.speakers] == ["army"]
    assert ["rebels" in (a.name or "") for a in killing.agents] == [True]


def test_whom_the_accusers_hit_did_what_they_accuse_him_of(read: Read) -> None:
    told = read("Two soldiers shot a farmer they accused of helping rebels.")
    helping = next(s for s in told if s.trigger.text == "helping")
    assert [a.name for a in helping.agents] == ["farmer"]


SETTLED = (
    "The army vowed to avenge the killing of two men.",
    "The army promised to investigate the killing of two men.",
    "The mayor will condemn the killing of two men.",
)


@pytest.mark.parametrize("sentence", SETTLED)
def test_what_is_to_be_avenged_has_happened(read: Read, sentence: str) -> None:
    (killing,) = [s for s in read(sentence) if s.trigger.text == "killing"]
    assert killing.status == "occurred"


SIDES = {
    "Clashes broke out between herders and farmers.": ["herders", "farmers"],
    "Fighting erupted between the Northmark Front and the army.": ["Northmark Front", "army"],
}


@pytest.mark.parametrize(("sentence", "wanted"), SIDES.items())
def test_both_sides_clash(read: Read, sentence: str, wanted: list[str]) -> None:
    (told,) = read(sentence)
    assert [a.name for a in told.agents] == wanted


@pytest.mark.parametrize("sentence", ["Artillery hit the market.", "Shells hit the market."])
def test_what_is_hit_may_be_a_market(read: Read, sentence: str) -> None:
    (told,) = read(sentence)
    assert (told.type, [t.name for t in told.targets]) == ("ASSAULT", ["market"])


def test_who_says_it_is_not_hit(read: Read) -> None:
    (told,) = read("Soldiers shot a farmer, residents and police said.")
    assert [t.name for t in told.targets] == ["farmer"]
    assert [s.name for s in told.speakers] == ["residents"]


@pytest.mark.parametrize("sentence", OTHERS_PLANS)
def test_who_meets_a_plan_does_not_have_it(read: Read, sentence: str) -> None:
    deeds = [s for s in read(sentence) if s.trigger.text in ("bomb", "kill", "shell", "expel")]
    assert deeds
    assert [a.name for s in deeds for a in s.agents] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The truce held, the governor said, meeting the minister.",
        "The truce held, the governor said, accusing the ministry of lying.",
    ],
)
def test_what_the_speaker_does_stays_his(read: Read, sentence: str) -> None:
    told = [s for s in read(sentence) if s.trigger.text in ("leaving", "meeting", "accusing")]
    assert [a.name for s in told for a in s.agents] == ["governor"]
    assert not any(s.speakers for s in told)


def test_who_is_named_in_the_words_does_not_speak_them(read: Read) -> None:
    text = "The mast was taken, the governor said. Rebels had killed Anton Reik, he said."
    killed = next(s for s in read(text) if s.trigger.text == "killed")
    assert [s.name for s in killed.speakers] == ["governor"]


def test_a_cited_source_is_the_inner_speaker(read: Read) -> None:
    text = "The radio said, citing residents, that the army shelled the village."
    (shelled,) = [s for s in read(text) if s.trigger.text == "shelled"]
    assert [s.name for s in shelled.speakers] == ["radio", "residents"]


REPORTS = {
    "The agency is investigating reports that the army shelled Dovrin.": "possible",
    "The agency said it was verifying reports that the army shelled Dovrin.": "possible",
    "The agency was alarmed at claims that the army shelled Dovrin.": "possible",
    "The agency said it had received reports that the army shelled Dovrin.": "occurred",
    "The agency said it was aware of reports that the army shelled Dovrin.": "occurred",
}


@pytest.mark.parametrize(("sentence", "status"), REPORTS.items())
def test_who_checks_or_passes_on_a_report_denies_nothing(
    read: Read, sentence: str, status: str
) -> None:
    (shelled,) = [s for s in read(sentence) if s.trigger.text == "shelled"]
    assert (shelled.status, shelled.polarity) == (status, "+")
    assert not any(s.stance in ("denies", "doubts") for s in shelled.speakers)
