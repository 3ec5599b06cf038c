"""Who a source is: resolved over the document, with what the text tells of them.

"Ilse Varga … she added": the second source is Ilse Varga. Uses what the actor layer left on the
doc where there is any; else names and earlier speakers of the same document.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.said_drafts import Draft
from rashomon.lexicon.cues import CueLexicon, SpeakerList
from rashomon.model.actor import ActorMention
from rashomon.model.attribution import SpeakerName

FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
PERSONAL: Final = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL: Final = frozenset({"they", "them", "their", "themselves"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_FEMALE: Final = frozenset({"she", "her", "herself"})
_MALE: Final = frozenset({"he", "him", "his", "himself"})
_OFFICE: Final = re.compile(
    r"^(?:the |a |an |his |her |their |its |our |mr\.? |mrs\.? |ms\.? |dr\.? |sen\.? |rep\.? |gov\.? )+", re.I
)
_BASES: Final = (
    "satellite intercept victim eyewitness medical video photo monitor official_record hearsay inference"
).split()
_DENIALS: Final = "intent target_status figure agency occurrence".split()


@dataclass(slots=True)
class Cast:
    """Who has spoken so far in a document, and the full names that it gives.

    Attributes:
        full: Longest full name by last name; None where two people share it.
        actors: Actor mention by token index, where the actor layer ran.
        people: Names of single people who spoke, latest last, with known gender or "".
        groups: Names of plural or collective speakers, latest last.
    """

    full: dict[str, str | None] = field(default_factory=dict)
    actors: dict[int, ActorMention] = field(default_factory=dict)
    people: list[tuple[SpeakerName, str, int]] = field(default_factory=list)
    groups: list[tuple[SpeakerName, int]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)


def make_cast(doc: Doc) -> Cast:
    """Read the names of a document: entities, and mentions of the actor layer."""
    cast = Cast()
    for mention in doc._.actors:
        if mention.head >= 0:
            cast.actors[mention.head] = mention
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            name = entity.text.removesuffix("’s").removesuffix("'s").strip()
            parts = name.split()
            if len(parts) > 1:
                known = cast.full.get(parts[-1], name)
                if known is not None and known != name:
                    first = known.split()[0] == parts[0]
                    known = max(known, name, key=len) if first else None
                cast.full[parts[-1]] = known
    return cast


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
    found = _resolve_token(doc, token, draft, cast, parent)
    if found is not None and token.lower_ not in FIRST:
        _remember(cast, token, found, draft)
    return found


def _resolve_token(
    doc: Doc, token: Token, draft: Draft, cast: Cast, parent: SpeakerName | None
) -> SpeakerName | None:
    word = token.lower_
    if word in FIRST:
        return parent
    if word in RELATIVE and token.pos_ != "NOUN":
        antecedent = _antecedent(token)
        return name_of(doc, antecedent, cast) if antecedent is not None else None
    referent = doc._.referents.get(token.i)
    if referent is not None:
        return SpeakerName(name=referent.name, id=referent.id)
    if word in PERSONAL:
        return _last_person(doc, token, cast)
    if word in PLURAL:
        return cast.groups[-1][0] if cast.groups else None
    if word in ("it", "this", "these", "those", "one", "both", "all", "there"):
        return None
    return name_of(doc, token, cast)


def _antecedent(token: Token) -> Token | None:
    up = token
    for _ in range(6):
        if up.dep_ in ("relcl", "acl"):
            return up.head
        if up.head is up:
            return None
        up = up.head
    return None


def name_of(doc: Doc, token: Token, cast: Cast) -> SpeakerName:
    """Name the person or thing that a head noun stands for."""
    mention = cast.actors.get(token.i)
    if mention is not None:
        return SpeakerName(name=mention.name, id=mention.id)
    referent = doc._.referents.get(token.i)
    if referent is not None:
        return SpeakerName(name=referent.name, id=referent.id)
    if token.ent_type_:
        start = end = token.i
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
            end += 1
        name = doc[start : end + 1].text
        name = re.sub(r"(?:['’]s?)$", "", name)
        return SpeakerName(name=_full(_OFFICE.sub("", name) or name, cast))
    for child in token.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON":
            return name_of(doc, child, cast)
    return SpeakerName(name=_description(doc, token, cast))


def _full(name: str, cast: Cast) -> str:
    parts = name.split()
    if len(parts) == 1:
        return cast.full.get(name) or name
    return name


def _description(doc: Doc, token: Token, cast: Cast) -> str:
    """Cut "the defence minister, who …" to "defence minister"."""
    start = token.i
    allowed = ("compound", "amod", "nmod", "poss", "nummod", "case", "punct", "quantmod")
    children = sorted((c for c in token.children if c.i < token.i), key=lambda c: -c.i)
    for child in children:
        if child.dep_ in allowed and child.lower_ not in ("his", "her", "their", "its", "our", "my"):
            start = min(start, child.left_edge.i)
        elif child.dep_ not in ("det", "predet"):
            break
    end = token.i + 1
    for child in token.children:
        if child.dep_ == "prep" and child.i == end and child.lower_ in ("of", "for", "from", "in"):
            end = min(child.right_edge.i + 1, end + 8)
    text = doc[start:end].text
    name = _OFFICE.sub("", text).strip(" ,\"“”") or text
    return _full(name, cast) if token.pos_ == "PROPN" else name


def _last_person(doc: Doc, token: Token, cast: Cast) -> SpeakerName | None:
    gender = "f" if token.lower_ in _FEMALE else "m"
    for name, known, _ in reversed(cast.people):
        if (cast.genders.get(name.name) or known) in ("", gender):
            cast.genders[name.name] = gender
            return name
    floor = max(0, token.i - 120)
    for entity in reversed(doc[floor : token.i].ents):
        if entity.label_ == "PERSON":
            return name_of(doc, entity.root, cast)
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
    if human or token.lower_ in PERSONAL or token.ent_type_ == "":
        gender = "f" if token.lower_ in _FEMALE else "m" if token.lower_ in _MALE else _title(token)
        cast.people.append((found, gender, draft.head))


def _title(token: Token) -> str:
    lowered = {c.lower_.rstrip(".") for c in token.children} | {token.lower_}
    if lowered & {"mrs", "ms", "miss", "lady", "queen", "spokeswoman", "woman", "mother", "sister"}:
        return "f"
    if lowered & {"mr", "sir", "lord", "king", "spokesman", "man", "father", "brother", "gunman"}:
        return "m"
    return ""


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


def identity_of(doc: Doc, draft: Draft, speaker: SpeakerName | None, lexicon: CueLexicon) -> str | None:
    """Tell how far the text lets one know the speaker, or None where it does not say."""
    if draft.source_head < 0:
        return None
    token = doc[draft.source_head]
    text = _source_text(doc, draft)
    lists = lexicon.speakers
    if _holds(lists["anonymous"], text):
        return "anonymous"
    if _holds(lists["pseudonymous"], text):
        return "pseudonymous"
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return "named"
    if lemma in lists["document"].words:
        return "document"
    if lemma in lists["collective"].words and (token.tag_ != "NN" or lemma in ("police", "media", "press", "public")):
        return "collective"
    if speaker is not None and any(p[:1].isupper() for p in speaker.name.split()):
        return "named"
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in token.children):
        return "named"
    if token.tag_ == "NNS":
        return "collective"
    indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an", "one", "another") for c in token.children)
    return "anonymous" if indefinite else None


def basis_of(doc: Doc, draft: Draft, lexicon: CueLexicon) -> str | None:
    """Tell how the speaker knows, as far as the source's own words say it."""
    if draft.source_head < 0:
        return "hearsay" if draft.entry and draft.entry.family.id == "hears" else None
    lemma = doc[draft.source_head].lemma_.lower()
    text = _source_text(doc, draft)
    for basis in _BASES:
        listed = lexicon.speakers[f"basis.{basis}"]
        if lemma in listed.words or _holds(listed, text):
            return basis
    return "hearsay" if draft.entry and draft.entry.family.id == "hears" else None


def denial_of(doc: Doc, draft: Draft, lexicon: CueLexicon) -> str | None:
    """Tell what a denial denies: that it happened, who did it, to whom, how many, or on purpose."""
    if draft.entry is None or draft.entry.family.stance != "denies" or not draft.content:
        return None
    start, end = draft.content[0]
    words = doc[start:end]
    text = words.text.lower()
    lemmas = {t.lemma_.lower() for t in words[:12]}
    for kind in _DENIALS:
        listed = lexicon.speakers[f"denial.{kind}"]
        if _holds(listed, text) or (words.root.lemma_.lower() in listed.words) or (
            kind == "agency" and lemmas & listed.words
        ):
            return kind
    if words[0].tag_ == "VBG" or draft.rule in ("said.gerund", "said.infinitive"):
        return "agency"
    if draft.rule != "said.clause" or draft.source_head < 0:
        return None
    subject = next((c for c in words.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    own = subject.lower_ in PERSONAL | PLURAL | {"it", "i", "we"} or any(
        c.dep_ == "poss" and c.lower_ in ("its", "his", "her", "their", "our") for c in subject.children
    )
    return "agency" if own else "occurrence"


def said_at(doc: Doc, draft: Draft) -> str | None:
    """Give the day on which it was said: a time in the cue's own clause, outside the content."""
    if not doc._.times:
        return None
    low = min(r[0] for r in (draft.cue, *draft.source)) - 4
    high = max(r[1] for r in (draft.cue, *draft.source)) + 6
    left, right = doc[max(0, low)].idx, doc[min(len(doc), high) - 1].idx
    for time in doc._.times:
        if time.start is None or time.type not in ("DATE", "TIME") or not left <= time.span.start <= right:
            continue
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is None or any(s < span.end and span.start < e for s, e in draft.content):
            continue
        if draft.head in _heads(span.root):
            return str(time.start)
    return None


def _heads(token: Token) -> set[int]:
    found = set()
    for _ in range(4):
        token = token.head
        found.add(token.i)
    return found


def _source_text(doc: Doc, draft: Draft) -> str:
    return " ".join(doc[s:e].text.lower() for s, e in draft.source)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b")


def _holds(listed: SpeakerList, text: str) -> bool:
    return bool(listed.phrases) and _pattern(listed.phrases).search(text) is not None
