"""Events of the layer alone: triggers, types, participants, places of triggers, figures.

The scores behind are learned, so the tables hold plain sentences that any version must read right.
"""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.did import create
from rashomon.layers.howmany import create as create_howmany
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span

PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT".split()
)
STATES = frozenset("CONTROL ALLIANCE LOCATION MEMBERSHIP CAPABILITY".split())


def events(nlp: Language, text: str) -> tuple[EventMention, ...]:
    doc = create(nlp, "did")(create_howmany(nlp, "howmany")(nlp(text)))
    found: tuple[EventMention, ...] = doc._.events
    return found


def event(nlp: Language, text: str, trigger: str) -> EventMention:
    found = {e.trigger.text: e for e in events(nlp, text)}
    assert trigger in found, f"no {trigger!r} in {sorted(found)}"
    return found[trigger]


def mentioned(participants: object) -> set[str]:
    return {p.mention.text for p in participants}  # type: ignore[attr-defined]


ARGUMENTS = [
    ("active", "Troops shelled the market.", "shelled", {"Troops"}, {"market"}),
    ("passive", "The market was shelled by troops.", "shelled", {"troops"}, {"market"}),
    ("agentless", "The market was shelled.", "shelled", set(), {"market"}),
    ("list", "Gunmen killed a nurse and a driver.", "killed", {"Gunmen"}, {"nurse", "driver"}),
    ("verbs", "Rebels hit a school and killed a boy.", "killed", {"Rebels"}, {"boy"}),
    ("relative", "Soldiers who beat villagers fled.", "beat", {"Soldiers"}, {"villagers"}),
    ("infinitive", "Rebels tried to kidnap a judge.", "kidnap", {"Rebels"}, {"judge"}),
    ("light-verb", "Rebels carried out an attack on a school.", "attack", {"Rebels"}, {"school"}),
    ("nominal", "The execution of prisoners by rebels went on.", "execution", {"rebels"},
     {"prisoners"}),
    ("arrest", "Police arrested three students.", "arrested", {"Police"}, {"students"}),
    ("raped", "Women were raped by soldiers.", "raped", {"soldiers"}, {"Women"}),
    ("looted", "Soldiers looted shops in Kestrel.", "looted", {"Soldiers"}, {"shops"}),
    ("shot", "A sniper shot a nurse.", "shot", {"sniper"}, {"nurse"}),
    ("resorted", "The militia resorted to atrocities.", "atrocities", {"militia"}, set()),
    ("own-object", "Rebels killed nine soldiers and destroyed two tanks.", "destroyed", {"Rebels"},
     {"tanks"}),
    ("fired", "Jets dropped bombs destroying nine houses.", "destroying", {"Jets"}, {"houses"}),
    ("called", "Steel Rain was a raid carried out by marines.", "raid", {"marines"}, set()),
    ("inner-noun", "Vital aid to poor villagers was destroyed by rebels.", "destroyed",
     {"rebels"}, {"Vital aid"}),
    ("beside-the-hit", "Rebels ambushed a patrol on the coast road.", "ambushed", {"Rebels"},
     {"patrol"}),
    ("of-the-doer", "The offensive of the rebels went on.", "offensive", {"rebels"}, set()),
    ("of-either", "The navy tightened its blockade of Valdoria.", "blockade", {"navy"},
     {"Valdoria"}),
    ("list", "Strikes destroyed a vehicle, five fighting positions, a command post and a tunnel.",
     "destroyed", set(), {"vehicle", "fighting positions", "command post", "tunnel"}),
    ("joined-phrase", "He closed the border with rebels and armed a militia.", "armed", set(),
     {"militia"}),
    ("negated", "Troops did not shell the market.", "shell", {"Troops"}, {"market"}),
    ("headline-passive", "Market shelled in Kestrel", "shelled", set(), {"Market"}),
    ("headline-kidnapped", "Mayor kidnapped near Dovrin", "kidnapped", set(), {"Mayor"}),
    ("headline-shot-dead", "Three farmers shot dead in Tamsin Valley", "shot", set(),
     {"farmers"}),
    ("headline-armed", "Rebels ambushed convoy near Dovrin", "ambushed", {"Rebels"}, {"convoy"}),
    ("owner-suffers", "They mourned Ilse Varga's murder.", "murder", set(), {"Ilse Varga"}),
    ("owner-acts", "They mourned the army's murder of Ilse Varga.", "murder", {"army"},
     {"Ilse Varga"}),
    ("sides", "A bomb exploded in front of the bakery.", "exploded", set(), {"bakery"}),
    ("title", "Rebels killed opposition candidate Tomas Brandt.", "killed", {"Rebels"},
     {"Tomas Brandt"}),
    ("inquiry", "Prosecutors launched an investigation into Tomas Brandt.", "launched",
     {"Prosecutors"}, {"Tomas Brandt"}),
    ("set-fire", "Police set fire to four lorries.", "set", {"Police"}, {"lorries"}),
]  # fmt: skip
NO_TRIGGERS = [
    ("Reporters saw the raid that was carried out by marines.", "carried"),
    ("The clashes that erupted on Monday went on.", "erupted"),
    ("They praised the talks that were held by the envoy.", "held"),
]
TYPES = [
    ("shelled", "The army shelled Kestrel.", "shelled", "ASSAULT"),
    ("kidnapped", "Gunmen kidnapped a nurse.", "kidnapped", "ASSAULT"),
    ("arrested", "Police arrested a student.", "arrested", "COERCE"),
    ("captured-by-the-state", "Soldiers captured two rebels.", "captured", "COERCE"),
    ("captured-by-rebels", "Rebels captured two soldiers.", "captured", "ASSAULT"),
    ("placed", "Rebels placed a bomb under the bridge.", "placed", "ASSAULT"),
    ("marched", "Students marched through Port Selm.", "marched", "PROTEST"),
    ("accused", "Varga accused the Front of murder.", "accused", "ACCUSE"),
    ("condemned", "Valdoria condemned the massacre.", "condemned", "ACCUSE"),
    ("threatened", "The Front threatened to attack Dovrin.", "threatened", "THREATEN"),
    ("urged", "Varga urged Valdoria to help.", "urged", "REQUEST"),
    ("met", "Varga met Reik in Sulport.", "met", "CONSULT"),
    ("talks", "Talks between Varga and Reik began.", "Talks", "CONSULT"),
    ("treaty", "Marenna and Valdoria signed a peace treaty.", "signed", "SUPPORT"),
    ("rejected", "Parliament rejected the offer.", "rejected", "REJECT"),
    ("withdrew", "The army withdrew from Dovrin.", "withdrew", "RETREAT"),
    ("released", "The Front released three hostages.", "released", "RETREAT"),
    ("delivered", "Istria-Sul delivered food to Kestrel.", "delivered", "AID"),
    ("sentenced", "A court sentenced the rebel to prison.", "sentenced", "COERCE"),
    ("expelled", "Marenna expelled a Valdorian diplomat.", "expelled", "SANCTION"),
    ("deployed", "Valdoria deployed troops to the border.", "deployed", "MOBILIZE"),
    ("controls", "The army controls Dovrin.", "controls", "CONTROL"),
]
NO_VIOLENCE = [
    ("taken-along", "The driver was taken to a hospital.", "taken"),
    ("taken-path", "The Front took the wrong path.", "took"),
    ("war-on-a-trade", "The war against drug trafficking went on.", "war"),
    ("fight-against-an-evil", "The party fights unemployment.", "fights"),
]
MEANS = [
    ("thrown", "Rebels hit the mill, throwing grenades.", "throwing", {"grenades"}),
    ("filled", "Rebels attacked the mill with a charge of dynamite.", "attacked",
     {"charge of dynamite"}),
]  # fmt: skip
NOTHING = [
    ("empty", ""),
    ("blank", " \n\t "),
    ("things", "The river is long. The hills are near the town."),
    ("numbers", "12 34 56"),
    ("punctuation", "...!?—"),
]


@pytest.mark.parametrize(("text", "trigger"), [pytest.param(*r[1:], id=r[0]) for r in NO_VIOLENCE])
def test_what_is_no_violence(nlp: Language, text: str, trigger: str) -> None:
    types = {e.trigger.text: e.type for e in events(nlp, text)}
    assert types.get(trigger) != "ASSAULT"


@pytest.mark.parametrize(
    ("text", "trigger", "means"), [pytest.param(*r[1:], id=r[0]) for r in MEANS]
)
def test_what_it_is_done_with(nlp: Language, text: str, trigger: str, means: set[str]) -> None:
    assert mentioned(event(nlp, text, trigger).instruments) == means


def test_who_is_killed_is_somebody(nlp: Language) -> None:
    found = event(nlp, "Rebels killed two sawyers and a goat.", "killed")
    assert {p.mention.text: p.kind for p in found.targets} == {"sawyers": "group", "goat": None}


def test_an_abstraction_kills_nobody(nlp: Language) -> None:
    assert not event(nlp, "This recklessness has wounded two men.", "wounded").agents


@pytest.mark.parametrize(
    ("text", "trigger", "agents", "targets"), [pytest.param(*r[1:], id=r[0]) for r in ARGUMENTS]
)
def test_who_did_it_to_whom(
    nlp: Language, text: str, trigger: str, agents: set[str], targets: set[str]
) -> None:
    found = event(nlp, text, trigger)
    assert (mentioned(found.agents), mentioned(found.targets)) == (agents, targets)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"), [pytest.param(*r[1:], id=r[0]) for r in TYPES]
)
def test_the_type_is_that_of_the_sense(nlp: Language, text: str, trigger: str, kind: str) -> None:
    assert event(nlp, text, trigger).type == kind


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in NOTHING])
def test_texts_without_events_give_none(nlp: Language, text: str) -> None:
    assert events(nlp, text) == ()


def test_both_ways_of_telling_name_the_same_participants(nlp: Language) -> None:
    active = event(nlp, "The Front attacked the convoy.", "attacked")
    passive = event(nlp, "The convoy was attacked by the Front.", "attacked")
    assert mentioned(active.agents) == mentioned(passive.agents) == {"Front"}
    assert mentioned(active.targets) == mentioned(passive.targets) == {"convoy"}


def test_parties_to_talks_are_all_named(nlp: Language) -> None:
    found = event(nlp, "Talks between Valdoria and Marenna began.", "Talks")
    assert mentioned(found.agents + found.targets) == {"Valdoria", "Marenna"}


def test_a_count_belongs_to_its_event(nlp: Language) -> None:
    found = event(nlp, "Shells killed at least 12 villagers.", "killed")
    assert [(f.measure, f.low) for f in found.figures] == [("killed", 12)]


def test_a_population_stands_by_itself(nlp: Language) -> None:
    (found,) = events(nlp, "Kestrel has a population of 40,000.")
    assert found.trigger.text == "population"
    assert found.kind != "event"
    assert [(f.measure, f.best) for f in found.figures] == [("population", 40000)]


def test_ids_count_up_in_text_order(nlp: Language) -> None:
    found = events(nlp, "The army has 3,000 soldiers. Rebels killed a judge. Police fled.")
    assert found[0].why[0].rule == "did.figure"
    assert [e.id for e in found] == [f"e{n}" for n in range(1, len(found) + 1)]
    starts = [e.trigger.start for e in found]
    assert starts == sorted(starts)
    assert len(set(starts)) == len(starts)


def test_nobody_outside_the_speakers_words_takes_part(nlp: Language) -> None:
    text = "Troops killed nine villagers in a raid."
    said = "killed nine villagers in a raid"
    start = text.index(said)
    doc = nlp(text)
    assert mentioned(create(nlp, "did")(doc)._.events[0].agents) == {"Troops"}
    doc._.attributions = (
        Attribution(
            id="a1",
            source=(),
            cue=(),
            content=(Span(start, start + len(said), said),),
            form="indirect",
            stance="asserts",
        ),
    )
    found = create(nlp, "did")(doc)._.events[0]
    assert found.agents == ()
    assert mentioned(found.targets) == {"villagers"}


def test_every_span_is_one_of_the_text(nlp: Language) -> None:
    text = "Troops shelled the old market on Monday, killing 12 villagers, and fled to Dovrin."
    for found in events(nlp, text):
        parts = [*found.agents, *found.targets, *found.instruments, *found.figures]
        for span in [found.trigger, found.evidence, *(p.mention for p in parts)]:
            assert text[span.start : span.end] == span.text
        assert found.evidence.covers(found.trigger)


def test_types_are_those_of_the_contract(nlp: Language) -> None:
    texts = " ".join(row[1] for row in TYPES)
    for found in events(nlp, texts):
        allowed = {"event": PLOVER | {None}, "state": STATES | {None}}
        assert found.type in allowed.get(found.kind, {None})
        assert 0 <= found.score <= 1


def test_each_event_says_which_rule_found_it(nlp: Language) -> None:
    found = event(nlp, "The army shelled Kestrel.", "shelled")
    rules = [w.rule for w in found.why]
    assert rules[0] == "did.trigger"
    assert "did.time.none" in rules
    assert found.time is None


def test_an_unparsed_doc_has_no_events(nlp: Language) -> None:
    doc = create(nlp, "did")(Doc(nlp.vocab, words=["Troops", "shelled", "Kestrel"]))
    assert doc._.events == ()


def test_the_same_text_gives_equal_events(nlp: Language) -> None:
    text = "Rebels stormed a prison in Dovrin and freed 40 inmates, police said."
    assert events(nlp, text) == events(nlp, text)


@pytest.mark.parametrize(("text", "word"), NO_TRIGGERS)
def test_a_clause_that_says_it_happened_tells_no_event_of_its_own(
    nlp: Language, text: str, word: str
) -> None:
    assert word not in {e.trigger.text for e in events(nlp, text)}


def test_who_sees_a_raid_is_no_raider(nlp: Language) -> None:
    raid = event(nlp, "Reporters saw the raid that was carried out by marines.", "raid")
    assert mentioned(raid.agents) == {"marines"}


def test_a_total_of_the_dead_is_a_figure_and_a_killing_is_an_event(nlp: Language) -> None:
    total = event(nlp, "Nearly 9,000 people have been killed.", "killed")
    assert (total.kind, total.type) == ("figure", None)
    one = event(nlp, "Nine people have been killed in Kestrel.", "killed")
    assert (one.kind, one.type) == ("event", "ASSAULT")
    done = event(nlp, "Nearly 9,000 people have been killed by the army.", "killed")
    assert done.kind == "event"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor said that she had seen four bodies at the hospital.", "seen"),
        ("Rescuers found 40 bodies under the rubble.", "found"),
        ("Police recovered three bodies from the river.", "recovered"),
        ("Nine bodies were buried by volunteers.", "buried"),
    ],
)
def test_who_finds_the_dead_did_not_kill_them(nlp: Language, text: str, word: str) -> None:
    told = event(nlp, text, word)
    assert (told.kind, told.type, told.agents) == ("figure", None, ())
    assert [f.measure for f in told.figures] == ["killed"]


def test_nobody_kills_across_a_semicolon(nlp: Language) -> None:
    text = "Army says 12 rebels killed near Dovrin; Front denies losses"
    assert mentioned(event(nlp, text, "killed").agents) == set()
    assert mentioned(event(nlp, text, "denies").agents) == {"Front"}


def test_the_dead_do_nothing(nlp: Language) -> None:
    toll = "The number of people killed in the shelling of the market has risen to 14."
    assert "people" not in mentioned(event(nlp, toll, "shelling").agents)
    risen = event(nlp, toll, "risen")
    assert risen.agents == ()
    assert [f.measure for f in risen.figures] == ["killed"]
    died = event(nlp, "Five others died of their wounds.", "died")
    assert died.agents == ()


def test_each_other_is_nobody(nlp: Language) -> None:
    found = events(nlp, "The army and the Front accuse each other of the attack.")
    assert {e.trigger.text for e in found} >= {"accuse", "attack"}
    assert "other" not in {m for e in found for m in mentioned((*e.agents, *e.targets))}
