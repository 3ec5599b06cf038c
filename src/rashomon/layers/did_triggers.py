"""Find the words that carry a statement, and say what kind and type each one is.

"The army *shelled* Kestrel" and "*talks* between the two sides" carry one each; "said" does
not, nor does a metaphor ("under *fire* from critics").
"""

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_acts import asking_cues, is_act, is_order, is_undone, willed_of, with_acts
from rashomon.layers.did_arguments import is_gapped
from rashomon.layers.did_carriers import drop_carriers
from rashomon.layers.did_cues import cue_tokens, merely_said
from rashomon.layers.did_denied import denied_tokens
from rashomon.layers.did_found import Found
from rashomon.layers.did_guards import ROUNDS, has_particle, light_of
from rashomon.layers.did_judged import judged
from rashomon.layers.did_opening import opened
from rashomon.layers.did_senses import (
    choose_sense,
    expression_of,
    find_patterns,
    is_striking,
    opens_noun,
    relaxed_sense,
)
from rashomon.layers.did_setting import HAPPENING, governing
from rashomon.layers.did_told import (
    acting_cues,
    asks_that,
    kind_told,
    least_told,
    named_by,
    told_as,
)
from rashomon.layers.features import dense_rows, is_candidate, token_features
from rashomon.layers.howmany_parts import is_listed
from rashomon.layers.linear import LinearModel
from rashomon.lexicon.doers import PERFORMING, load_doers
from rashomon.lexicon.event_rows import EventSense
from rashomon.lexicon.events import EventLexicon
from rashomon.lexicon.words import word_list
from rashomon.model.figure import Figure

THRESHOLD: Final = 0.45
"""Score from which a word counts as a trigger.

Swept 0.30–0.60 in steps of 0.05 on the development documents of the reading yardstick; the F1
of detection moves by less than 0.01 between 0.40 and 0.55.
"""
TRUSTED: Final = 0.5
"""Weight from which the lexicon's type stands whatever the model says."""
UNSURE: Final = 0.6
"""Share below which the model's type yields to the lexicon's."""
CERTAIN: Final = 1.1
"""More than any score: what only reports never counts."""
GUESSED: Final = 0.4
"""Share that a type needs where the lexicon has nothing to say."""
FIGURE_SCORE: Final = 0.5
"""Score of a statement that rests on its figure alone; not calibrated."""
CASUALTIES: Final = frozenset(
    "killed injured missing detained abducted displaced evacuated".split()
)
HELD: Final = frozenset({"forces", "population", "area"})
STATES: Final = frozenset({"CONTROL", "ALLIANCE", "LOCATION", "MEMBERSHIP", "CAPABILITY"})


def sense_features(sense: EventSense | None) -> list[str]:
    """Give what the lexicon says as features of the learned model."""
    if sense is None:
        return ["sense=none"]
    level = "high" if sense.weight >= 0.7 else ("mid" if sense.weight >= 0.4 else "low")
    return [
        f"sense={sense.type}",
        f"sense={sense.type}|{sense.pos}",
        f"sense={level}",
        f"sense={level}|{sense.pos}",
        f"multi={len(sense.words) > 1}",
    ]


def candidate_features(token: Token, sense: EventSense | None) -> list[str]:
    """Give all symbolic features of a candidate, as in training."""
    return token_features(token) + sense_features(sense)


def candidates(doc: Doc) -> list[Token]:
    """Give the tokens that the learned model looks at, in text order."""
    return [t for t in doc if is_candidate(t)]


def find_triggers(doc: Doc, lexicon: EventLexicon, model: LinearModel) -> list[Found]:
    """Find the triggers of a document, in text order."""
    tokens = candidates(doc)
    if not tokens:
        return []
    senses = [choose_sense(t, lexicon) for t in tokens]
    scores = model.score(
        [candidate_features(t, s) for t, s in zip(tokens, senses, strict=True)],
        dense_rows(doc, [t.i for t in tokens]),
    )
    chance = model.probabilities(scores, "trigger")[:, 1]
    by_token = {t.i: float(c) for t, c in zip(tokens, chance, strict=True)}
    blocked = _blocked_tokens(doc, lexicon) | {t.i for t in tokens if is_striking(t)}
    cues, acting = cue_tokens(doc), acting_cues(doc)
    blocked |= merely_said(doc, cues)
    denied = denied_tokens(doc)
    shares = {h: model.probabilities(scores, h) for h in ("kind", "type")}
    names = {h: model.heads[h][0] for h in shares}
    best_of = {h: shares[h].argmax(axis=1).tolist() for h in shares}
    found = []
    for row, (token, sense) in enumerate(zip(tokens, senses, strict=True)):
        told = opened(token, sense, lexicon)
        sense, least = told or (sense, THRESHOLD)
        least = min(least, _least(token, sense, denied), least_told(token, by_token) or least)
        if opens_noun(token, sense, by_token):
            least = min(least, UNDONE_THRESHOLD)
        if chance[row] < least or token.i in blocked:
            continue
        is_talk = sense is None or sense.type in ("CONSULT", "AGREE")
        is_said = token.i in cues and chance[row] < acting.get(token.i, CERTAIN)
        if is_said and is_talk and not does_by_saying(token):
            continue
        sense = sense or relaxed_sense(token, lexicon)
        best = {h: names[h][best_of[h][row]] for h in shares}
        if sense is not None and sense.type in STATES and sense.weight >= TRUSTED:
            best["kind"] = "state"
        settled = kind_told(token)
        best["kind"] = settled or best["kind"]
        light = light_of(token, sense.type if sense else None, lexicon)
        kind = _type(best["kind"], best["type"], sense, float(shares["type"][row].max()))
        found.append(
            Found(
                token=named_by(token) or token,
                score=float(chance[row]),
                kind=best["kind"],
                type=told_as(token, kind, light),
                sense=sense,
                light=light,
                rule="did.told" if settled else "did.trigger",
            )
        )
    found = with_acts(drop_carriers(_without_doubles(found, lexicon)))
    found += asking_cues(doc, found)
    return found + judged(doc, found)


def does_by_saying(cue: Token) -> bool:
    """Tell a verb of saying that is an act: an agreement, an order, a demand."""
    return is_act(cue) or is_order(cue) or asks_that(cue)


def _least(token: Token, sense: EventSense | None, denied: frozenset[int]) -> float:
    """Give the score that a word needs to count as a trigger; little where it is denied."""
    if token.pos_ == "VERB" and (token.i in denied or is_undone(token)):
        return UNDONE_THRESHOLD
    if token.pos_ == "ADJ" and willed_of(token) is not None:
        return WILLING_THRESHOLD
    weight = sense.weight if sense is not None and sense.type in HARMFUL else 0.0
    happens = token.dep_ == "nsubj" and token.head.lemma_.lower() in HAPPENING
    if (token.i in denied or happens) and weight >= FAIR:
        return DENIED_THRESHOLD
    sure = weight >= SURE
    if sure and token.pos_ == "VERB" and clause.is_bare_passive(token):
        return DENIED_THRESHOLD
    return THRESHOLD


DENIED_THRESHOLD: Final = 0.05
WILLING_THRESHOLD: Final = 0.15
"""Score from which "*ready* to" counts, which is an offer or an act of its own."""
UNDONE_THRESHOLD: Final = 0.3
"""Score from which a verb counts that is denied, refused, tried or stopped short of, or whose noun
is told for certain ("*ended* the strike")."""
FAIR: Final = 0.6
"""Weight in the lexicon from which a noun counts where it is denied."""
HARMFUL: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"})
SURE: Final = 0.8
"""Weight in the lexicon from which a noun at the head of a headline needs little more."""


def tolls_told(doc: Doc, found: list[Found]) -> list[Found]:
    """Make part of the telling what the next sentence counts: "*Nine died*" after a clash.

    A toll that stands by itself, or covers a period, stays a figure.

    Args:
        doc: The document with its figures.
        found: All triggers, in text order.
    """
    counted = {
        figure.via if figure.via >= 0 else figure.head
        for figure in doc._.figures
        if figure.measure in ("killed", "injured")
        and figure.coverage not in ("cumulative", "period", "share")
        and (figure.best or figure.low or 0) < MANY
    }
    told: list[Found] = []
    for item in found:
        before = told[-1] if told else None
        follows = before is not None and before.kind == "event" and before.type in VIOLENT
        if item.kind == "figure" and item.token.i in counted and follows and before is not None:
            gap = doc[before.token.sent.end - 1 : item.token.sent.start + 1].text
            if before.token.sent.end >= item.token.sent.start and "\n" not in gap:
                item = replace(item, kind="event", type="ASSAULT")
        told.append(item)
    return told


def totals_told(doc: Doc, found: list[Found]) -> list[Found]:
    """Make a figure of what counts up a whole war: "nearly 9,000 *have been killed*".

    Only where nobody is said to have done it and no day is named: a total over a period or a
    share of a people, and thousands in the perfect. A "population" that is counted is one too.
    """
    counted = {f.via if f.via >= 0 else f.head: f for f in doc._.figures}
    told = []
    for item in found:
        figure = counted.get(item.token.i)
        if figure is None and is_finding(item.token):
            things = {t.i for t in _found_things(item.token)}
            figure = next((f for i, f in counted.items() if i in things), None)
        if figure is not None and (
            (item.kind == "state" and figure.measure == "population")
            or (item.kind == "event" and _is_total(doc, item.token, figure))
            or (item.kind != "figure" and is_finding(item.token) and figure.measure == "killed")
        ):
            item = replace(item, kind="figure", type=None, sense=None)
        told.append(item)
    return told


def is_finding(token: Token) -> bool:
    """Tell who only finds the dead: "had *seen* four bodies", "*recovered* nine corpses".

    Whoever sees, counts or buries them must never come out as who killed them.
    """
    return (
        token.pos_ == "VERB"
        and token.lemma_.lower() in FINDING
        and any(REMAINS & {t.lower_, t.lemma_.lower()} for t in _found_things(token))
    )


def _found_things(verb: Token) -> list[Token]:
    return clause.own_subjects(verb) if clause.is_passive(verb) else clause.own_objects(verb)


def is_toll_verb(token: Token, figures: tuple[Figure, ...]) -> bool:
    """Tell what only counts: "the number of people killed has *risen* to 14" is nobody's deed."""
    return token.lemma_.lower() in COUNTING and any(f.measure in CASUALTIES for f in figures)


COUNTING: Final = word_list("did.counting")
FINDING: Final = word_list("did.finding")
REMAINS: Final = word_list("did.remains")


def _is_total(doc: Doc, token: Token, figure: Figure) -> bool:
    if figure.measure not in CASUALTIES or token.pos_ != "VERB":
        return False
    is_done = clause.is_passive(token) or is_gapped(token) or token.lemma_ == "die"
    if not is_done or any(c.dep_ == "agent" for c in token.children):
        return False
    first, last = clause.clause_span(token)
    begin, end = doc[first].idx, doc[last - 1].idx
    if any(begin <= m.span.start <= end and m.precision == "day" for m in doc._.times):
        return False
    is_perfect = bool({"have", "has", "had"} & set(clause.auxiliaries(token)))
    size = max(v for v in (figure.low, figure.best, figure.high, 0) if v is not None)
    return figure.coverage in ("cumulative", "share") or (is_perfect and size >= MANY)


VIOLENT: Final = frozenset({"ASSAULT", "PROTEST"})
MANY: Final = 1000
"""Dead from which a toll is hardly one event's."""


ONE_EVENT: Final = frozenset(
    {
        ("SUPPORT", "AGREE"),
        ("COERCE", "PROTEST"),
        ("SANCTION", "AID"),
        ("SANCTION", "AGREE"),
        ("SANCTION", "CONSULT"),
        ("SANCTION", "COOPERATE"),
        ("CONCEDE", "ASSAULT"),
        ("CONCEDE", "COERCE"),
        ("CONCEDE", "PROTEST"),
        ("PROTEST", "ASSAULT"),
        ("CONCEDE", "REJECT"),
        ("RETREAT", "COERCE"),
    }
)
"""Types of a verb and its noun that tell one event: "signed a treaty", "called off the strike"."""


def _without_doubles(found: list[Found], lexicon: EventLexicon) -> list[Found]:
    """Drop what only carries or repeats another trigger: light verbs, "shot *dead*".

    Where one expression names one event ("*imposed* a *blockade*"), its verb stands for it; a verb
    whose subject is no party ("*hosted* talks") never does, and what is demanded or refused
    ("demanded the *release*") is an act of its own.
    """
    nouns = {
        f.token.i: f.type
        for f in found
        if f.token.pos_ != "VERB" and (f.light is None or f.light[1].agent)
    }
    inside: set[int] = set()
    for f in found:
        if f.token.pos_ == "VERB" and f.sense is not None and f.sense.type == f.type:
            inside |= {
                i
                for i in expression_of(f.token, f.sense)
                if i in nouns and (nouns[i] == f.type or (f.type, nouns[i]) in ONE_EVENT)
            }
        if f.sense is not None and f.token.lemma_ == FAILING:
            inside |= expression_of(f.token, f.sense) - {f.token.i}
    carriers = {
        f.light[0].i
        for f in found
        if f.light is not None and f.token.i not in inside and not is_order(f.light[0])
    }
    carriers |= _performed(found)
    known = {f.token.i for f in found}
    types = {f.token.i: f.type for f in found if f.token.pos_ != "VERB"}
    return [
        f
        for f in found
        if f.token.i not in carriers
        and f.token.i not in inside
        and not _tells_that_it_is_held(f.token, types, lexicon)
        and not _counts_events(f.token, known)
        and not (f.token.pos_ == "ADJ" and f.token.lower_ == "dead" and f.token.head.i in known)
    ]


FAILING: Final = "fail"
"""Verb of expressions that tell one event whole: "*failed* to reach agreement"."""
LINKING: Final = word_list("did.linking")


def _is_linked(predicate: Token, verb: Token) -> bool:
    """Tell the verb of "the bill *became* useless", which tells nothing beside its predicate."""
    return predicate.dep_ in ("acomp", "attr", "oprd") and verb.lemma_.lower() in LINKING


def _performed(found: list[Found]) -> set[int]:
    """Give the verbs that only tell whose act their object is, or what it is: "*held* a vote"."""
    verbs = load_doers()[PERFORMING].words
    known = {f.token.i: f for f in found}
    empty = set()
    for item in found:
        above = known.get(item.token.head.i)
        if above is not None and _is_linked(item.token, above.token) and above.type is None:
            empty.add(above.token.i)
        if above is None or item.token.dep_ != "dobj" or item.token.pos_ != "NOUN":
            continue
        says_little = above.type is None or above.type in STATES
        if item.kind == "event" and says_little and above.token.lemma_.lower() in verbs:
            empty.add(above.token.i)
    return empty


def _counts_events(noun: Token, known: set[int]) -> bool:
    """Tell the "round" of "a round of *talks*"."""
    return noun.lemma_.lower() in ROUNDS and any(
        t.i in known for _, t in clause.prepositional(noun, "of")
    )


def _tells_that_it_is_held(
    verb: Token, nouns: dict[int, str | None], lexicon: EventLexicon
) -> bool:
    """Tell the verb of "talks that were *held* in Selm", which only says that they were."""
    if verb.pos_ != "VERB" or verb.dep_ not in ("relcl", "acl") or verb.head.i not in nouns:
        return False
    place = "obj" if clause.is_passive(verb) else "subj"
    own = clause.own_subjects(verb)
    if own and own[0].tag_ not in ("WDT", "WP"):
        return False
    kind = nouns[verb.head.i] or ""
    return any(
        entry.noun == place
        and has_particle(verb, entry)
        and (not entry.only or bool(entry.only & {kind, verb.head.lemma_.lower()}))
        and (bool(entry.only) or place == "subj" or len(entry.words) > 1)
        for entry in lexicon.light.get(verb.lemma_.lower(), ())
    )


def figure_triggers(doc: Doc, found: list[Found], lexicon: EventLexicon) -> list[Found]:
    """Find what carries a figure that no event of the text carries.

    "Nearly 500 *died*" and "a *population* of 3,000" are statements even where the learned
    score is low; a strength of forces that is the object of an event stays with the event.
    """
    known = {f.token.i for f in found}
    more: list[Found] = []
    for figure in doc._.figures:
        if figure.measure in CASUALTIES:
            token = doc[figure.via if figure.via >= 0 else figure.head]
            if token.pos_ == "NOUN" and governing(token, known) is not None:
                continue
        elif figure.measure in HELD and figure.head >= 0:
            token = doc[figure.head]
            if governing(token, known) is not None:
                continue
        else:
            continue
        part = figure.modifier == "including" and not is_listed(doc, figure)
        if token.i in known or part:
            continue
        if token.pos_ == "ADJ" and token.head.i in known and token.head.pos_ == "VERB":
            continue
        known.add(token.i)
        sense = choose_sense(token, lexicon) or relaxed_sense(token, lexicon)
        is_event = token.pos_ == "VERB" or _is_toll(token, figure.measure, known)
        more.append(
            Found(
                token=token,
                score=FIGURE_SCORE,
                kind="event" if is_event else "figure",
                type=sense.type if is_event and sense is not None else None,
                sense=sense if is_event else None,
                light=None,
                rule="did.figure",
            )
        )
    return more


def _is_toll(token: Token, measure: str, known: set[int]) -> bool:
    """Tell "*9 fatalities.*", a sentence of its own that closes the telling of an event."""
    sentence = token.sent
    if measure not in ("killed", "injured") or token.i != sentence.root.i or not known:
        return False
    return len(sentence) <= TOLL and min(known) < sentence.start


TOLL: Final = 7
"""Tokens of a sentence that is no more than a toll."""


def _type(kind: str, guess: str, sense: EventSense | None, share: float) -> str | None:
    """Weigh the lexicon's type against the learned one."""
    if kind not in ("event", "state"):
        return None
    is_trusted = sense is not None and (sense.weight >= TRUSTED or share < UNSURE)
    if sense is not None and is_trusted and (sense.type in STATES) == (kind == "state"):
        return sense.type
    if guess == "none" or (kind == "event" and guess in STATES) or share < GUESSED:
        return None
    return guess


def _blocked_tokens(doc: Doc, lexicon: EventLexicon) -> set[int]:
    blocked = set()
    for first, last, pattern in find_patterns(doc, lexicon.blocking):
        if _is_split(doc, first, last):
            continue
        if pattern.scope == "word":
            blocked |= {
                i
                for i in range(first, last)
                if pattern.anchor in (doc[i].lemma_.lower(), doc[i].lower_)
            }
        elif pattern.scope == "noun":
            blocked |= set(range(first, last))
    return blocked


def _is_split(doc: Doc, first: int, last: int) -> bool:
    """Tell words that only look like an idiom: "*had crushed* it", "this *time*: *bombs*"."""
    helper = doc[first].lemma_ == "have" and doc[first].pos_ == "AUX"
    return helper or any(t.text in (":", ";") for t in doc[first:last])
