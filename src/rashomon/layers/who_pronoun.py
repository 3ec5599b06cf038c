"""Whom a pronoun stands for: own rules over the parse.

Number, sex and kind must agree; then the nearer sentence, the subject and the same paragraph win.
Where two candidates come out alike there is no answer: a wrong one would put a deed on the wrong
actor.

Citation: the preferences are those of Lappin and Leass 1994 (recency, subject) and Hobbs 1978 (the
pronoun's own clause is excluded), cut down to what can be told without weights.
"""

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.clause_resumed import told_before
from rashomon.layers.clause_words import cue_of_misread, speaks
from rashomon.layers.who_denier import denies, is_accused, is_teller
from rashomon.layers.who_frame import standing_of
from rashomon.layers.who_past import Past, Search, key_of
from rashomon.lexicon.reach import load_reach
from rashomon.lexicon.words import word_list

REACH = 3
"""Sentences that a pronoun looks back."""
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
STYLES = word_list("who.styles")
OWN_CLAUSE = frozenset(("his", "her", "its", "their", "himself", "herself", "itself", "themselves"))
GOVERNED = frozenset(("dobj", "pobj", "dative"))
"""Where "her" is no possessive: in "an officer fired at *her*" she is not the officer."""
EMPTY_IT = word_list("who.empty-it")
MARGIN = 0.6
"""How much better the best candidate must be than the next, in the points of `_best`."""


def find_antecedent(token: Token, search: Search) -> Past | None:
    """Find the earlier mention that a pronoun stands for, or None where it is not clear."""
    wanted = PRONOUNS[search.frame.lower[token.i]]
    if wanted == "it" and (_is_empty(token, search) or _is_of_bare_name(token, search)):
        return None
    if _is_style(token, search):
        return None
    candidates = [p for p in reversed(search.past) if _agrees(p, wanted, search)]
    candidates = [p for p in candidates if not _excluded(p, token, search)]
    candidates = _still_speaking(candidates, token, search)
    inner = _inner_teller(token)
    for teller in (_whose_claim(token) or _who_says(token), inner):
        own = [p for p in candidates if teller is not None and p.head == teller.i]
        if own:
            return own[0]
    if inner is not None:
        return None  # who says it last is nobody known, and no other said it
    return _most_likely(token, candidates, wanted, search)


def _still_speaking(candidates: list[Past], token: Token, search: Search) -> list[Past]:
    """Leave who spoke before where a pronoun speaks behind its words: "Reik had fled, *he* said".

    Where nobody spoke before, whoever the words are about may be the speaker; who is only hit,
    or named in them, is not.
    """
    told = told_before(token.head) if token.dep_ == "nsubj" else None
    if told is None:
        return candidates
    start, doc = told.left_edge.i, search.frame.doc
    nearest = max((p.sentence for p in candidates if p.head < start), default=0)
    before = [p for p in candidates if p.head < start and p.sentence == nearest]
    before = [p for p in before if doc[p.head].dep_ == "nsubj" and speaks(doc[p.head].head)]
    return before or [p for p in candidates if p.head < start or p.subject]


def _most_likely(token: Token, candidates: list[Past], wanted: str, search: Search) -> Past | None:
    """Choose among those whom no clause of saying settles on, or none where it is not clear."""
    accused = _accused(candidates, token, search)
    if accused:
        return _best(accused, token, search)
    if denies(token):
        candidates = [p for p in candidates if not is_teller(search.frame.doc[p.head])]
    spoken_for = _spoken_for(token, candidates, search)
    if spoken_for is not None:
        return spoken_for
    if wanted == "it":
        candidates = _after_other_subject(candidates, token, search)
    candidates = _judged(_asked_to(candidates, token), token)
    if wanted == "many":
        candidates = [p for p in candidates if p.item.plural] or candidates
    if wanted == "many" and _coordination_before(token, search):
        return None
    return _best(candidates, token, search)


def _whose_claim(token: Token) -> Token | None:
    """Give whose claim a pronoun opens: "*the army's* claim that *it* had taken the port"."""
    verb = token.head
    noun = verb.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ not in ("acl", "ccomp", "relcl"):
        return None
    if noun.pos_ != "NOUN" or verb.i < noun.i:
        return None
    return next((c for c in noun.children if c.dep_ == "poss"), None)


def _inner_teller(token: Token) -> Token | None:
    """Give who says last what a pronoun opens: "the UN says *the army* says *it* did not fire"."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    cue = verb.head if verb.dep_ == "ccomp" else cue_of_misread(verb)
    if cue is None or cue.dep_ != "ccomp" or cue.i > verb.i or cue.pos_ != "VERB":
        return None
    inner = next((c for c in cue.children if c.dep_ == "nsubj" and c.i < cue.i), None)
    plain = inner is not None and inner.pos_ in ("NOUN", "PROPN", "VERB")
    return inner if plain and _is_told(cue.head) else None


def _is_told(verb: Token) -> bool:
    """Tell a verb with a subject of its own in front: somebody else tells what is said."""
    return any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)


def _who_says(token: Token) -> Token | None:
    """Give who says it in a relative clause: "*the union*, which said that *it* would strike"."""
    verb = token.head
    for _ in range(3):
        if verb.dep_ == "ccomp" or verb.pos_ not in ("NOUN", "VERB", "AUX"):
            break
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > verb.i or verb.head.dep_ != "relcl":
        return None
    said = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    return clause.antecedent(said) if said is not None and said.tag_ in ("WDT", "WP") else None


def _spoken_for(token: Token, candidates: list[Past], search: Search) -> Past | None:
    """Give the body that somebody speaks for: "a *Front* spokesman said *they* would stay".

    Only where nobody else whom the pronoun may stand for acts in the sentences before.
    """
    cue = token.head.head
    if token.lower_ not in ("they", "it") or token.head.dep_ != "ccomp":
        return None
    if any(p.item.plural or p.subject for p in candidates):
        return None
    speakers = {t.i: t for s in clause.own_subjects(cue) for t in (s, *s.children)}
    bodies = {c.i for t in speakers.values() for c in t.children if c.dep_ in ("poss", "compound")}
    bodies |= {t.i for s in speakers.values() for _, t in clause.prepositional(s, "of", "for")}
    found = [p for p in search.past if p.head in bodies and p.item.mention.kind in BODIES]
    return found[0] if len(found) == 1 else None


BODIES = frozenset(("organization", "group", "state"))


def _accused(candidates: list[Past], token: Token, search: Search) -> list[Past]:
    """Leave only who is accused, and nearest, where a pronoun denies what was told."""
    if not denies(token):
        return []
    found = [p for p in candidates if is_accused(search.frame.doc[p.head])]
    nearest = max((p.sentence for p in found), default=0)
    return [p for p in found if p.sentence == nearest]


def _agrees(past: Past, wanted: str, search: Search) -> bool:
    mention = past.item.mention
    if wanted in ("m", "f"):
        sex = past.item.sex or search.learnt.get(key_of(past.item))
        return mention.kind == "person" and not past.item.plural and sex in (None, wanted)
    if wanted == "many":
        return past.item.plural or (past.subject and mention.kind != "person")
    return mention.kind in ("state", "organization", "group") and not past.item.plural


def _is_style(token: Token, search: Search) -> bool:
    """Tell whether a possessive is part of a style: "Her Majesty", "His Excellency"."""
    lower, after = search.frame.lower, token.i + 1
    return after < len(lower) and lower[after] in STYLES and token.dep_ == "poss"


def _excluded(past: Past, token: Token, search: Search) -> bool:
    """The object of a verb is not its subject, and a quotation's "he" is not the one who speaks."""
    frame = search.frame
    if frame.sentence[token.i] - past.sentence > REACH:
        return True
    if frame.quoted[token.i] and not past.quoted and past.sentence == frame.sentence[token.i]:
        return True
    if frame.lower[token.i] in OWN_CLAUSE and token.dep_ not in GOVERNED:
        return False
    if past.subject and past.clause in _borrowed_from(token):
        return True
    if _asks(frame.doc[past.head], token):
        return True
    standing = standing_of(token)
    return past.clause == standing.clause and past.clause >= 0 and past.head != token.i


def _asks(by: Token, token: Token) -> bool:
    """Tell who did something to the pronoun: "asked by *Sand*, she said" no."""
    verb = by.head.head
    is_agent = by.dep_ == "pobj" and by.head.dep_ == "agent" and verb.dep_ == "advcl"
    return is_agent and token.dep_ in ("nsubj", "nsubjpass") and verb.head.i == token.head.i


def _borrowed_from(token: Token) -> list[int]:
    """Give the verbs whose subject the verb above an object shares: "*wrote* and urged him"."""
    verb, found = token.head, []
    if token.dep_ not in ("dobj", "dative"):
        return []
    for _ in range(4):
        if any(c.dep_ == "nsubj" for c in verb.children):
            break
        if verb.dep_ not in ("conj", "xcomp") and not _is_to_use(verb):
            break
        if verb.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in verb.head.children):
            break
        verb = verb.head
        found.append(verb.i)
    return found


def _is_to_use(verb: Token) -> bool:
    """Tell what the subject keeps others for: "*rebels* held 90 people to use them as shields"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VB" or not clause.has_to(verb):
        return False
    return verb.head.lemma_.lower() not in load_reach().movers


def _judged(candidates: list[Past], token: Token) -> list[Past]:
    """Leave only who is blamed or punished for it: "sanctions on *Valdoria* over *its* raid"."""
    verb = _judging(token)
    if verb is None:
        return candidates
    heads = {t.i for t in clause.own_objects(verb) if t.i < token.i}
    near = [verb, *clause.own_objects(verb)]
    heads |= {t.i for n in near for p, t in clause.prepositional(n, *AT_WHOM) if t.i < token.i}
    if clause.is_passive(verb):
        heads |= {t.i for t in clause.subjects(verb)}
    return [p for p in candidates if p.head in heads] or candidates


def _judging(token: Token) -> Token | None:
    """Give the verb that blames or punishes for what is somebody's: "*condemned* it for its raid".

    The parser hangs "in response to", "over" and "for" on the verb or on any noun before them.
    """
    if token.dep_ != "poss":
        return None
    word = token.head
    for _ in range(5):
        if word.pos_ == "VERB":
            break
        if word.dep_ == "prep" and word.lower_ in REASONS:
            word = _verb_above(word)
            break
        word = word.head
    is_judging = word.pos_ == "VERB" and word.lemma_.lower() in JUDGING
    reason = any(t.lower_ in REASONS for t in token.doc[word.i + 1 : token.i]) if is_judging else 0
    return word if reason else None


def _verb_above(word: Token) -> Token:
    for _ in range(6):
        if word.pos_ == "VERB" or word.head.i == word.i:
            break
        word = word.head
    return word


AT_WHOM = ("on", "against", "upon")
REASONS = frozenset(("over", "for", "after", "response", "retaliation", "because", "following"))
JUDGING = word_list("who.judging")


def _best(candidates: list[Past], token: Token, search: Search) -> Past | None:
    """The candidate with the most in its favour, or none if the next one comes too near."""
    frame = search.frame
    many = PRONOUNS[frame.lower[token.i]] == "many"
    scores: dict[str, tuple[float, Past]] = {}
    for past in candidates:
        distance = frame.sentence[token.i] - past.sentence
        score = 3.0 * (REACH - distance)
        score += 2.5 if past.subject else 0.0
        score += 1.0 if past.paragraph == frame.paragraph[token.i] else -1.5
        score += 1.0 if past.item.mention.named else 0.0
        score += 2.0 if many and past.item.plural else 0.0
        score += 0.5 if past.clause == standing_of(token).clause else 0.0
        score -= 0.02 * min(50, token.i - past.head)
        key = key_of(past.item)
        if key not in scores or score > scores[key][0]:
            scores[key] = (score, past)
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1]


def _is_empty(token: Token, search: Search) -> bool:
    """Tell whether "it" stands for no one: "it is clear that", "it was reported", "it rained"."""
    if token.dep_ == "expl":
        return True
    frame, verb = search.frame, token.head
    if frame.lower[token.i] == "its":
        return False
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return frame.lower[token.i] != "itself" and not _is_asked(token)
    clausal = any(
        c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") and c.i > token.i
        for c in verb.children
    )
    if clausal and (verb.lemma_.lower() in EMPTY_IT or token.dep_ == "nsubjpass"):
        return True
    return not _subject_before_is_actor(token, search)


def _is_of_bare_name(token: Token, search: Search) -> bool:
    """Tell "it" in the words of a lone name that nothing introduces: "*Kesh* said it had fired".

    The name may be a country that nobody knows; nobody before it may be "it" then.
    """
    verb = token.head
    if token.dep_ != "nsubj" or verb.dep_ != "ccomp":
        return False
    return any(
        p.clause == verb.head.i
        and p.subject
        and p.item.mention.kind == "person"
        and p.item.mention.id is None
        and p.item.mention.named
        and " " not in p.item.mention.name
        for p in search.past
    )


def _is_asked(token: Token) -> bool:
    """Tell whom a verb moves to act, who must be an actor: "asked *it* to leave"."""
    return token.dep_ == "dobj" and any(
        c.dep_ == "xcomp" and c.tag_ == "VB" and c.i > token.i for c in token.head.children
    )


def _subject_before_is_actor(token: Token, search: Search) -> bool:
    """As in "The agreement collapsed. It …": what the sentence before is about must be an actor."""
    sentence = search.frame.sentence[token.i]
    for number in (sentence, sentence - 1):
        subject = search.last_subject.get(number)
        if subject is not None:
            return subject[1]
    return True


def _after_other_subject(candidates: list[Past], token: Token, search: Search) -> list[Past]:
    """Leave out who stands before a subject that is no actor: "its" is that subject's."""
    if _is_asked(token):
        return candidates
    if token.dep_ != "poss":
        return [p for p in candidates if p.subject or p.sentence in search.presented]
    subject = search.last_subject.get(search.frame.sentence[token.i])
    if subject is not None and not subject[1]:
        return [p for p in candidates if p.head > subject[0]]
    return candidates


def _asked_to(candidates: list[Past], token: Token) -> list[Past]:
    """Leave only who is to act in "urged *the army* to halt its raids": "its" is the army's."""
    verb = token.head
    if token.dep_ != "poss":
        return candidates
    for _ in range(3):
        if verb.pos_ == "VERB":
            break
        verb = verb.head
    if verb.tag_ != "VB" or not clause.has_to(verb) or clause.own_subjects(verb):
        return candidates
    heads = {t.i for t in clause.subjects(verb)}
    meant = [p for p in candidates if p.head in heads]
    return meant or candidates


def _coordination_before(token: Token, search: Search) -> bool:
    """Tell whether "they" may be two who were named together: then there is no single answer."""
    sentence = search.frame.sentence[token.i]
    for number in (sentence, sentence - 1):
        subject = search.last_subject.get(number)
        if subject is not None and subject[0] != token.i:
            head = search.frame.doc[subject[0]]
            return any(c.dep_ == "conj" for c in head.children)
    return False
