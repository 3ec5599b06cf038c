"""Closed lists of words: their examples, and that a layer asks for each list."""

import dataclasses
from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from rashomon.layers import (
    breaks,
    clause,
    clause_turned,
    did_acts,
    did_aims,
    did_beside,
    did_carriers,
    did_deaths,
    did_denied,
    did_guards,
    did_marks,
    did_nearer,
    did_opening,
    did_parties,
    did_people,
    did_places,
    did_reach,
    did_reference,
    did_self,
    did_senses,
    did_setting,
    did_spared,
    did_things,
    did_told,
    did_trials,
    did_triggers,
    did_unhit,
    headlines,
    howmany_governors,
    howmany_numbers,
    howmany_totals,
    howmany_victims,
    when_match,
    who_pronoun,
    who_publisher,
)
from rashomon.layers.clause_contrast import is_set_apart
from rashomon.layers.clause_identity import identity_of
from rashomon.layers.clause_resumed import resumed
from rashomon.layers.did_answer import answerable
from rashomon.layers.did_apart import is_origin
from rashomon.layers.did_arguments import (
    Trigger,
    frame_roles,
    is_gapped,
    is_suffered_alone,
    own_subject_is_counted,
)
from rashomon.layers.did_found import Found
from rashomon.layers.who_frame import make_frame
from rashomon.layers.who_past import Search
from rashomon.lexicon.event_rows import Needs
from rashomon.lexicon.events import load_events
from rashomon.lexicon.fields import load_fields
from rashomon.lexicon.figures import load_figures
from rashomon.lexicon.words import WordList, load_words
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace, PlaceMention
from rashomon.model.span import Span

LISTS = load_words()
Question = Callable[[Token], bool]
Wrong = Callable[[WordList, Question], list[str]]


def first(doc: Doc, word: str) -> Token:
    """Give the first of a word's tokens."""
    return next(t for t in doc if t.text == word)


def actor(words: DocSpan, *, named: bool) -> ActorMention:
    """Give an armed group."""
    span = Span(words.start_char, words.end_char, words.text)
    known = "group:northmark-front" if named else None
    return ActorMention(span=span, name=words.text, kind="group", id=known, named=named)


def trigger(token: Token) -> Found:
    """Give a trigger of violence."""
    told = {"kind": "event", "type": "ASSAULT", "rule": "did.trigger"}
    return Found(token=token, score=1.0, sense=None, light=None, **told)


def carries(token: Token) -> bool:
    """Tell whether a word only carries the others, were all of them triggers."""
    return did_carriers._only_carries(token, {t.i: trigger(t) for t in token.doc})


def is_a_course(noun: Token) -> bool:
    told = dataclasses.replace(trigger(noun.head), type="COERCE")
    return did_parties._is_no_target(noun.doc, noun, told)


def prepares_it(noun: Token) -> bool:
    fields = {"agents": (did_people.participant(noun.doc, noun),)}
    did_parties._clear_prepared(noun.doc, fields)
    return fields["agents"] == ()


def takes_the_coast(verb: Token) -> bool:
    both = [did_people.participant(verb.doc, first(verb.doc, w)) for w in ("coast", "Front")]
    return did_parties._lost_place(verb.doc, trigger(verb), both) is both[0]


def fires(verb: Token) -> bool:
    return not clause.is_bare_passive(verb)


def counts(verb: Token) -> bool:
    killed = Figure(mention=Span(0, 1, "9"), measure="killed")
    return did_triggers.is_toll_verb(verb, (killed,))


def counts_events(noun: Token) -> bool:
    inside = {t.i for _, t in clause.prepositional(noun, "of")}
    return did_triggers._counts_events(noun, inside)


def is_own_office(noun: Token) -> bool:
    noun.doc._.actors, noun.doc._.referents = (), {}
    mention = Span(noun.idx, noun.idx + len(noun), noun.text)
    office = Participant(name=noun.text, mention=mention, kind="organization")
    return did_aims._are_own_offices(noun.doc, [office])


def refuses_talks(verb: Token) -> bool:
    talks = first(verb.doc, "talks")
    found = {
        t.i: Found(
            token=t, score=1.0, kind="event", type=kind, sense=None, light=None, rule="did.trigger"
        )
        for t, kind in ((verb, "REJECT"), (talks, "CONSULT"))
    }
    return did_carriers._is_refused(talks, found)


def stands_for_the_front(noun: Token) -> bool:
    doc = noun.doc
    at = first(doc, "Northmark").i
    front = actor(doc[at : at + 2], named=True)
    doc._.actors = (front, actor(doc[noun.i : noun.i + 1], named=False))
    doc._.referents = {}
    doc.user_data.pop("rashomon_actor_heads", None)
    return did_people.actor_at(doc, noun) == front


def ends_a_name(noun: Token) -> bool:
    front = actor(noun.doc[: noun.i], named=True)
    line = did_beside.Line(noun.doc, range(len(noun.doc)), {}, {noun.i: (0, front)})
    return line.before(noun.i + 1) is not None


def tells_its_attack(verb: Token) -> bool:
    line = did_beside.Line(verb.doc, range(len(verb.doc)), {}, {})
    return bool(list(did_beside._deeds(line, verb)))


def tells_whose_it_is(noun: Token) -> bool:
    whys = [w.rule for e in noun.doc._.events if e.trigger.start == noun.idx for w in e.why]
    return "did.beside.ranks" in whys


def is_no_target(noun: Token) -> bool:
    return did_things._is_thing(noun.doc, noun, trigger(noun.head), set())


def is_nobodys_deed(word: Token) -> bool:
    item = did_deaths.natural_deaths(word.doc, [trigger(word)])[0]
    return item.rule in (did_deaths.NATURAL, did_deaths.MISHAP)


def tells_the_target(verb: Token) -> bool:
    roles = frame_roles(Trigger(token=verb.head, sense=None))
    return any(roles.get(t.i) == "target" for t in clause.own_objects(verb))


def spares_its_victims(verb: Token) -> bool:
    victim = verb.head
    return did_nearer._suffers(victim, victim, [(verb, "ASSAULT", {victim.i: "target"})])


def tells_losses(noun: Token) -> bool:
    return did_opening.opened(noun, None, load_events()) is not None


def has_its_place(verb: Token) -> bool:
    return bool(did_places._places_of(verb, None))


def is_where(noun: Token) -> bool:
    name = first(noun.doc, "Kestrel")
    mention = PlaceMention(span=Span(name.idx, name.idx + len(name), name.text), name=name.text)
    return not did_setting._is_whose(noun.doc, mention)


def blamed(verb: Token) -> list[Token]:
    rules = load_fields().rules
    return answerable(verb, next(r for r in rules if r.value == "accused"))


def figures(token: Token) -> tuple[Figure, ...]:
    found: tuple[Figure, ...] = token.doc._.figures
    return found


def is_measured_twelve(verb: Token) -> bool:
    return howmany_governors.governed_measure(first(verb.doc, "12"), load_figures()) is not None


def is_state(verb: Token) -> bool:
    return howmany_governors._done_by(verb, load_figures()) is not None


def is_designation(word: Token) -> bool:
    at = word.i + 1
    return not howmany_numbers._is_count(word.doc, at, at + 1, load_figures())


def is_total(word: Token, via: Token | None = None) -> bool:
    return howmany_totals.coverage_of(word.doc, word.sent, via) == "cumulative"


def takes_a_life(verb: Token) -> bool:
    return howmany_victims._act(first(verb.doc, "life"), load_figures()) == "killed"


def is_of_a_person(noun: Token) -> bool:
    return howmany_victims._is_one_person(first(noun.doc, "Brendt"), frozenset(), noun)


def search(doc: Doc) -> Search:
    return Search(make_frame(doc))


def is_style(noun: Token) -> bool:
    return who_pronoun._is_style(noun.nbor(-1), search(noun.doc))


def its_is_judged(verb: Token) -> bool:
    return who_pronoun._judging(first(verb.doc, "its")) is not None


def is_empty(verb: Token) -> bool:
    return who_pronoun._is_empty(first(verb.doc, "It"), search(verb.doc))


def acts_for(noun: Token) -> bool:
    return any(a.acts_for for a in noun.doc._.actors)


def stands_alone(noun: Token) -> bool:
    return any(a.span.text == noun.text for a in noun.doc._.actors)


def acts_in_the_passive(verb: Token) -> bool:
    roles = frame_roles(Trigger(token=verb, sense=None))
    return any(roles.get(t.i) == "agent" for t in clause.subjects(verb))


def carries_maize(noun: Token) -> bool:
    needs = Needs(obj=frozenset({"maize"}))
    return did_senses.holds(needs, noun.head, load_events())


def nobody(noun: Token) -> Participant:
    """Give a participant of unknown kind."""
    return Participant(name=noun.text, mention=Span(noun.idx, noun.idx + len(noun), noun.text))


def tells_a_place_from(word: Token, name: str) -> bool:
    """Tell whether a place named behind a word is only a point of reference."""
    at = first(word.doc, name)
    mention = Span(at.idx, at.idx + len(at), at.text)
    place = EventPlace(name=name, mention=mention, precision="city")
    return did_reference.is_reference(word.doc, place)


QUESTIONS: dict[str, Question] = {
    "clause.will": lambda noun: any(clause.subjects(c) for c in noun.children if c.dep_ == "acl"),
    "clause.suffered": clause.is_bare_passive,
    "clause.armed": lambda t: fires(t.head),
    "clause.fired": fires,
    "did.counting": counts,
    "did.finding": did_triggers.is_finding,
    "clause.modal-nouns": clause.is_modal_noun,
    "did.stories": lambda t: did_told.named_by(t) is not None,
    "did.trying": carries,
    "did.empty-heads": did_told.is_of_empty_head,
    "did.courses": is_a_course,
    "clause.preparations": prepares_it,
    "did.taken-from": takes_the_coast,
    "did.resulting": carries,
    "did.staged": carries,
    "did.partitives": carries,
    "did.remains": lambda t: did_triggers.is_finding(t.head),
    "did.linking": lambda t: any(did_triggers._is_linked(c, t) for c in t.children),
    "did.beasts": lambda t: did_people.as_person(nobody(t), t) == nobody(t),
    "did.sides": lambda t: did_people.struck(t).i != t.i,
    "did.directions": lambda t: tells_a_place_from(t, "Dovrin"),
    "did.distances": lambda t: tells_a_place_from(t, "Dovrin"),
    "did.rounds": counts_events,
    "did.lengths": did_guards._counts,
    "did.sparking": lambda t: did_guards._in_clause_before(
        first(t.doc, "riots"), first(t.doc, "police")
    ),
    "did.offices": is_own_office,
    "did.refusing": refuses_talks,
    "headlines.bodies": lambda t: any(c.i == t.i + 1 for c in headlines._candidates(t.doc[:])),
    "did.partitive": did_people.is_no_participant,
    "did.civilian": lambda t: did_people.said_status(t) == "civilian",
    "did.combatant": lambda t: did_people.said_status(t) == "combatant",
    "did.bodies": stands_for_the_front,
    "did.members": stands_for_the_front,
    "did.captives": is_no_target,
    "did.tolls": is_no_target,
    "did.peacekeeping": lambda t: did_acts._keeps_peace(first(t.doc, "sent")),
    "did.accounts": lambda t: did_guards.tells_of_it(t, first(t.doc, "raid")),
    "did.working": lambda t: did_senses.is_walkout(first(t.doc, "strike")),
    "did.judging": did_trials.is_judging,
    "did.mishaps": lambda t: is_nobodys_deed(first(t.doc, "died")),
    "did.mishap-verbs": lambda t: is_nobodys_deed(first(t.doc, "died")),
    "did.pointing-back": did_denied.points_back,
    "did.dying": is_nobodys_deed,
    "did.wounds": lambda t: not is_nobodys_deed(first(t.doc, "died")),
    "did.hurting": is_gapped,
    "did.needs-object": is_gapped,
    "did.suffered-alone": is_suffered_alone,
    "did.dying-verbs": lambda t: did_spared.is_spared(t, first(t.doc, "guards"), []),
    "did.parts": lambda t: own_subject_is_counted(t.head),
    "did.hitting": tells_the_target,
    "did.harmed": tells_whose_it_is,
    "did.harming": tells_its_attack,
    "did.fighting-bodies": ends_a_name,
    "did.means": lambda t: did_marks._is_head_noun(first(t.doc, "drone"), t.head),
    "did.harming-people": spares_its_victims,
    "did.losses": tells_losses,
    "did.ways": lambda t: did_unhit.is_ground(t, trigger(t.head.head)),
    "did.body-parts": did_unhit.is_body,
    "did.ideas": lambda t: did_unhit.is_idea(t, trigger(t.head)),
    "did.stakes": lambda t: not did_unhit.is_idea(t, trigger(t.head)),
    "did.sufferers": did_unhit.is_sufferer,
    "did.attitudes": did_reach.is_held,
    "did.reaching": has_its_place,
    "did.fetching": has_its_place,
    "did.happening": lambda t: did_setting._happened(t.head) is not None,
    "did.patrolling": did_setting.makes_rounds,
    "did.settlements": is_where,
    "did.shifting": lambda t: any(f.dep_ == "pobj" for f in blamed(t)),
    "did.shifted": lambda t: not blamed(t),
    "clause.asking": lambda t: bool(clause._asked_party(t)),
    "howmany.civilian": lambda t: figures(t)[0].of_status == "civilian",
    "howmany.combatant": lambda t: figures(t)[0].of_status == "combatant",
    "howmany.female": lambda t: figures(t)[0].of_sex == "female",
    "howmany.male": lambda t: figures(t)[0].of_sex == "male",
    "howmany.child": lambda t: figures(t)[0].of_age == "child",
    "howmany.reporting": is_state,
    "howmany.driving": lambda t: figures(t)[0].measure == "displaced",
    "howmany.homes": lambda t: figures(t)[0].measure == "displaced",
    "howmany.fallen": lambda t: figures(t)[0].measure == "killed",
    "howmany.rising": is_measured_twelve,
    "howmany.leaving": is_measured_twelve,
    "howmany.topping": is_measured_twelve,
    "howmany.groups": lambda t: figures(t)[0].measure == t.lower_,
    "howmany.designated": is_designation,
    "howmany.units": lambda t: howmany_numbers._is_measured(t.doc, t.i),
    "howmany.totals": is_total,
    "howmany.wars": lambda t: is_total(t, t.head),
    "howmany.not-one": lambda t: not howmany_victims.is_person_noun(t),
    "howmany.life-takers": takes_a_life,
    "howmany.of-persons": is_of_a_person,
    "who.declares": who_publisher.is_declared,
    "who.styles": is_style,
    "who.empty-it": is_empty,
    "who.judging": its_is_judged,
    "who.forces": acts_for,
    "who.proxies": acts_for,
    "who.crowds": stands_alone,
    "did.sizes": lambda t: did_places._named_by_clause(t) != [],
    "did.spokesmen": lambda t: did_self._spokesmen(t.doc) != {},
    "did.ending": lambda t: did_guards.ends_anothers(clause.own_objects(t)[0], t, "ASSAULT"),
    "clause.stages": lambda t: clause.subjects(first(t.doc, "leaving")) != [],
    "clause.pursued": lambda t: clause.subjects(t.nbor(2)) != [],
    "did.stative": acts_in_the_passive,
    "did.anybody": lambda t: did_people.participant(t.doc, t) is not None,
    "did.loads": carries_maize,
    "when.named-after-days": lambda t: when_match.is_named_after(t.doc.text, t.idx - 1),
    "clause.befalling": lambda t: clause_turned.causers(t) == [],
    "clause.sending": lambda t: clause_turned.senders(t) != [],
    "clause.results": lambda t: resumed(t) is not None,
    "clause.left": lambda t: resumed(t) is not None,
    "did.based": is_origin,
    "clause.setting-apart": lambda t: is_set_apart(first(t.doc, "shooting")),
    "clause.generic": lambda t: any(identity_of(c) for c in t.children if c.dep_ == "acl"),
    "clause.guises": lambda t: clause.subjects(first(t.doc, "abducted"))[0].text == "Gunmen",
    "clause.plans": lambda t: not clause.subjects(first(t.doc, "bomb")),
    "clause.met": lambda t: not clause.subjects(first(t.doc, "bomb")),
    "clause.ringing": lambda t: clause.subjects(first(t.doc, "say"))[0].text == "Varga",
    "breaks.abbreviated": lambda t: breaks._goes_on(first(t.doc, "on")),
}
"""By list: what a layer asks at the marked word of a sentence."""
ASKED = [i for i in LISTS if i.partition(".")[0] not in ("denied", "granted", "howreal", "said")]


def test_each_list_has_its_question_and_each_question_its_list() -> None:
    assert sorted(QUESTIONS) == sorted(ASKED)


@pytest.mark.parametrize("list_id", ASKED)
def test_examples(wrong: Wrong, list_id: str) -> None:
    assert wrong(LISTS[list_id], QUESTIONS[list_id]) == []


@pytest.mark.parametrize("list_id", ASKED)
def test_matches_rest_on_their_list(wrong_when_empty: Wrong, list_id: str) -> None:
    assert wrong_when_empty(LISTS[list_id], QUESTIONS[list_id]) == []
