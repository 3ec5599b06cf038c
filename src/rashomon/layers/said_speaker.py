"""Who a source is: resolved over the document, with what the text tells of them.

"Ilse Varga … she added": the second source is Ilse Varga. Uses what the actor layer left on the
doc where there is any; else names and earlier speakers of the same document.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.said_drafts import Draft
from rashomon.layers.windows import is_town
from rashomon.lexicon.cues import CueLexicon
from rashomon.model.actor import ActorMention
from rashomon.model.attribution import SpeakerName

MAX_BACK: Final = 120
"""Tokens back to a name that nobody has spoken under yet, for "he" or "she"."""
MAX_SPEAKERS: Final = 30
"""Speakers back to the one that "he" or "she" stands for."""
FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
PERSONAL: Final = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL: Final = frozenset({"they", "them", "their", "themselves"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_FEMALE: Final = frozenset({"she", "her", "herself"})
_MALE: Final = frozenset({"he", "him", "his", "himself"})
_OPEN: Final = frozenset({"it", "this", "these", "those", "one", "both", "all", "there"})
_DETERMINER: Final = re.compile(r"^(?:(?:the|an?|his|her|its|their|our|my)\s+)+", re.IGNORECASE)
_NICKNAME: Final = re.compile(r"\s*[“\"][^”\"]{1,20}[”\"]\s*")
_BEFORE_NOUN: Final = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "case", "punct", "quantmod"}
)
_POSSESSIVE: Final = frozenset({"his", "her", "their", "its", "our", "my"})


@dataclass(slots=True)
class Cast:
    """Who has spoken so far in a document, and the full names that it gives.

    Attributes:
        lexicon: Lists about speakers.
        full: Longest full name by last name; None where two people share it.
        actors: Actor mention by token index, where the actor layer ran.
        people: Names of single people who spoke, latest last, with known gender or "".
        groups: Names of plural or collective speakers, latest last.
        genders: What pronouns have told of a name.
        roles: By word of an office beside a name, its words and the name ("defence minister").
        seen: Head tokens of the people named, in text order.
    """

    lexicon: CueLexicon
    full: dict[str, str | None] = field(default_factory=dict)
    actors: dict[int, ActorMention] = field(default_factory=dict)
    people: list[tuple[SpeakerName, str, int]] = field(default_factory=list)
    groups: list[tuple[SpeakerName, int]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)


def make_cast(doc: Doc, lexicon: CueLexicon) -> Cast:
    """Read the names of a document: entities, and mentions of the actor layer."""
    cast = Cast(lexicon=lexicon)
    for mention in doc._.actors:
        if mention.head >= 0:
            cast.actors[mention.head] = mention
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            cast.seen.append(entity.root.i)
            name = clean_name(entity.text, lexicon)
            parts = name.split()
            if len(parts) > 1:
                known = cast.full.get(parts[-1], name)
                if known is not None and known != name:
                    first = known.split()[0] == parts[0]
                    known = max(known, name, key=len) if first else None
                cast.full[parts[-1]] = known
                words = _office_words(doc, entity)
                for word in words:
                    cast.roles.setdefault(word, []).append((words, name))
    return cast


def clean_name(text: str, lexicon: CueLexicon) -> str:
    """Take rank, nickname and possessive off a name: Col. Ana “Wolf” Brandt's → Ana Brandt."""
    name = re.sub(r"(?:['’]s?)$", "", text.strip())
    words = _NICKNAME.sub(" ", name).split()
    ranks = lexicon.speakers["rank"].words
    named = [n for n, w in enumerate(words[:-1]) if w.lower().rstrip(".") in ranks]
    words = words[named[-1] + 1 :] if named else words
    return " ".join(words) or name


def _office_words(doc: Doc, entity: Span) -> frozenset[str]:
    """Collect the words of the office in front of a name or in apposition to it."""
    words: list[str] = []
    i = entity.start - 1
    while i >= 0 and entity.start - i < 7 and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
        words.append(doc[i].lower_)
        i -= 1
    root = entity.root
    nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append(root.head)
    for noun in nouns:
        words.append(noun.lower_)
        words += [c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")]
    return frozenset(words)


def resolve(doc: Doc, draft: Draft, cast: Cast, parent: SpeakerName | None) -> SpeakerName | None:
    """Find who the source of a draft is.

    Args:
        doc: The parsed text, with actors and referents where that layer ran.
        draft: The attribution.
        cast: Speakers and names so far; the speaker found is added.
        parent: Speaker of the attribution in whose content this one stands: its "I".

    Returns:
        The resolved name, or None where nobody is named or a pronoun stays open.
    """
    if draft.source_head < 0:
        return None
    token = doc[draft.source_head]
    found = _resolve_token(doc, token, cast, parent)
    if found is not None and token.lower_ not in FIRST:
        _remember(cast, token, found, draft)
    return found


def _resolve_token(
    doc: Doc, token: Token, cast: Cast, parent: SpeakerName | None
) -> SpeakerName | None:
    word = token.lower_
    if word.startswith("@"):  # the actor layer reads "RT @watch" as one name
        return SpeakerName(name=token.text)
    if word in FIRST:
        return parent
    if word in RELATIVE and token.pos_ != "NOUN":
        antecedent = clause.antecedent(token)
        if antecedent.i == token.i:
            return None
        return name_of(doc, _issuer(antecedent, cast.lexicon) or antecedent, cast)
    referent = doc._.referents.get(token.i)
    if referent is not None:
        return SpeakerName(name=referent.name, id=referent.id)
    if word in PERSONAL:
        return _last_person(doc, token, cast)
    if word in PLURAL:
        return cast.groups[-1][0] if cast.groups else None
    owner = _issuer(token, cast.lexicon)
    if owner is not None:
        return name_of(doc, owner, cast)
    if word in _OPEN:
        return None
    return name_of(doc, token, cast)


def _issuer(token: Token, lexicon: CueLexicon) -> Token | None:
    """Find whose document it is: "[the Board]'s report", "a statement by [the Front]"."""
    if token.lemma_.lower() not in lexicon.speakers["document"].words:
        return None
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN"):
            return child
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            return None if inner is not None and is_town(inner) else inner
    return None


def name_of(doc: Doc, token: Token, cast: Cast) -> SpeakerName:
    """Name the person or thing that a head noun stands for."""
    mention = cast.actors.get(token.i)
    if mention is not None and (mention.named or mention.id is not None):
        branch = _branch(doc, token, mention)
        return branch or SpeakerName(name=mention.name, id=mention.id)
    referent = doc._.referents.get(token.i)
    if referent is not None:
        return SpeakerName(name=referent.name, id=referent.id)
    if token.ent_type_:
        start = end = token.i
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
            end += 1
        if token.ent_type_ == "PERSON":
            given = [c for c in token.children if c.dep_ in ("nmod", "compound") and c.i < start]
            start = min([start, *(c.left_edge.i for c in given if c.pos_ == "PROPN")])
        name = clean_name(doc[start : end + 1].text, cast.lexicon)
        name = _DETERMINER.sub("", name) or name
        held = _office_holder(token, cast) if token.ent_type_ != "PERSON" else None
        return SpeakerName(name=held or _full(name, cast))
    held = _office_holder(token, cast)
    if held is not None:
        return SpeakerName(name=held)
    for child in token.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON":
            return name_of(doc, child, cast)
    return SpeakerName(name=_description(doc, token, cast))


def _branch(doc: Doc, token: Token, mention: ActorMention) -> SpeakerName | None:
    """Tell a body's branch from the country in its name: "Relief International *Valdoria* said"."""
    if token.pos_ != "PROPN" or mention.kind not in ("state", "organization"):
        return None
    last = token.i - 1
    if last < 0 or doc[last].dep_ != "compound" or doc[last].head.i != token.i:
        return None
    for body in doc._.actors:
        joined = body.named and body.kind == "organization" and body.span.end + 1 == token.idx
        if joined and doc[last].idx >= body.span.start and mention.span.start == token.idx:
            return SpeakerName(name=f"{body.name} {token.text}")
    return None


def _office_holder(token: Token, cast: Cast) -> str | None:
    """Find who holds the office of a definite description: "the defence minister"."""
    children = list(token.children)
    if token.tag_ not in ("NN", "NNP") or any(
        c.dep_ == "poss" or c.lower_ in ("a", "an", "another", "one") for c in children
    ):
        return None
    words = {token.lower_}
    words |= {
        c.lower_ for c in children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i
    }
    for held, name in cast.roles.get(token.lower_, ())[: -MAX_SPEAKERS - 1 : -1]:
        if words <= held:
            return name
    return None


def _full(name: str, cast: Cast) -> str:
    parts = name.split()
    if len(parts) == 1:
        return cast.full.get(name) or name
    return name


def _description(doc: Doc, token: Token, cast: Cast) -> str:
    """Cut "the defence minister, who …" to "defence minister"."""
    start = token.i
    children = sorted((c for c in token.children if c.i < token.i), key=lambda c: -c.i)
    for child in children:
        if child.dep_ in _BEFORE_NOUN and child.lower_ not in _POSSESSIVE:
            start = min(start, child.left_edge.i)
        elif child.dep_ not in ("det", "predet"):
            break
    end = token.i + 1
    for child in token.children:
        if any(c.dep_ == "pcomp" for c in child.children):
            continue  # "accused by the governor *of shelling* it"
        if child.dep_ == "prep" and child.i == end and child.lower_ in ("of", "for", "from", "in"):
            behind = [t.i for t in child.subtree if t.text == "," and t.nbor(1).tag_[:1] == "W"]
            end = min([child.right_edge.i + 1, end + 8, *behind])
    text = doc[start:end].text
    name = _DETERMINER.sub("", text).strip(' ,"“”') or text
    return _full(clean_name(name, cast.lexicon), cast) if token.pos_ == "PROPN" else name


def _last_person(doc: Doc, token: Token, cast: Cast) -> SpeakerName | None:
    gender = "f" if token.lower_ in _FEMALE else "m"
    for name, known, _ in cast.people[: -MAX_SPEAKERS - 1 : -1]:
        if (cast.genders.get(name.name) or known) in ("", gender):
            cast.genders[name.name] = gender
            return name
    before = bisect_left(cast.seen, token.i) - 1
    if before >= 0 and token.i - cast.seen[before] < MAX_BACK:
        return name_of(doc, doc[cast.seen[before]], cast)
    return None


def _remember(cast: Cast, token: Token, found: SpeakerName, draft: Draft) -> None:
    plural = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children)
    if plural or token.lower_ in PLURAL:
        cast.groups.append((found, draft.head))
        return
    if token.ent_type_ in ("ORG", "NORP", "GPE"):
        cast.groups.append((found, draft.head))
    mention = cast.actors.get(token.i)
    human = token.ent_type_ == "PERSON" or (mention is not None and mention.kind == "person")
    unknown = token.ent_type_ == "" and mention is None and not _is_body(token, cast.lexicon)
    if human or token.lower_ in PERSONAL or unknown:
        gender = (
            "f"
            if token.lower_ in _FEMALE
            else "m"
            if token.lower_ in _MALE
            else _title(token, cast.lexicon)
        )
        cast.people.append((found, gender, draft.head))


def _is_body(token: Token, lexicon: CueLexicon) -> bool:
    """Tell a body or a document, which no "he" stands for: "the tribunal", "the report"."""
    lemma = token.lemma_.lower()
    return lemma in lexicon.speakers["body"].words or lemma in lexicon.speakers["document"].words


def _title(token: Token, lexicon: CueLexicon) -> str:
    """Tell the gender that a title or noun gives: "f", "m" or nothing."""
    words = {c.lower_.rstrip(".") for c in token.children} | {token.lower_}
    if words & lexicon.speakers["female"].words:
        return "f"
    return "m" if words & lexicon.speakers["male"].words else ""


def others(doc: Doc, draft: Draft, cast: Cast) -> tuple[str, ...]:
    """Name those who say it together with the speaker: "witnesses and [officials] said"."""
    if draft.source_head < 0:
        return ()
    found: list[str] = []
    queue = [doc[draft.source_head]]
    while queue and len(found) < 8:
        current = queue.pop()
        for child in current.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                found.append(name_of(doc, child, cast).name)
                queue.append(child)
    return tuple(found)
