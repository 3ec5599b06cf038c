"""Pronouns and role nouns of a document, in reading order."""

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.table import table_of
from rashomon.layers.who_frame import Frame, Reader
from rashomon.layers.who_mention import Book
from rashomon.layers.who_past import Past, Search, key_of, remember
from rashomon.layers.who_pronoun import PRONOUNS, find_antecedent
from rashomon.layers.who_publisher import find_institution
from rashomon.layers.who_role import read_role
from rashomon.model.actor import ActorMention

RELATIVE = frozenset(("who", "which", "that", "whom"))


def find_referents(frame: Frame, book: Book, reader: Reader) -> dict[int, ActorMention]:
    """Resolve pronouns, relative pronouns and bare role nouns, in reading order.

    Role nouns that get a name have it written into the book as well.

    Returns:
        Token index of the pronoun or head noun to the mention that it stands for.
    """
    search = Search(frame)
    referents: dict[int, ActorMention] = find_institution(frame, book, reader)
    table = table_of(frame.doc)
    for token, dep, tag in zip(frame.doc, table.deps, table.tags, strict=True):
        item = book.items.get(token.i)
        if item is not None:
            item = read_role(token, item, search, book, referents, reader)
            remember(search, token, item)
        elif token.i in book.beside:
            referents[token.i] = book.items[book.beside[token.i]].mention
        elif frame.lower[token.i] in PRONOUNS and token.pos_ == "PRON":
            found = find_antecedent(token, search)
            if found is not None:
                referents[token.i] = found.item.mention
                _learn(search, token, found)
                remember(search, token, found.item, pronoun=True)
        elif tag in ("WP", "WDT") and frame.lower[token.i] in RELATIVE:
            meant = book.items.get(clause.antecedent(token).i)
            if meant is not None:
                referents[token.i] = meant.mention
        if dep in PRESENTING and _presents(token):
            search.presented.add(frame.sentence[token.i])
        elif dep in ("nsubj", "nsubjpass") and tag not in ("WP", "WDT", "EX"):
            known = token.i in book.items or token.i in referents
            search.last_subject[frame.sentence[token.i]] = (token.i, known)
    return referents


def _presents(token: Token) -> bool:
    """Tell the subject of a sentence that brings in what is told of: "*This* is a militia"."""
    if token.dep_ == "expl":
        return token.head.lemma_ == "be"
    return token.dep_ == "nsubj" and token.lower_ in DEMONSTRATIVE and token.head.lemma_ == "be"


PRESENTING = frozenset(("expl", "nsubj"))
DEMONSTRATIVE = frozenset(("this", "that", "these", "those"))


def _learn(search: Search, token: Token, found: Past) -> None:
    sex = PRONOUNS[search.frame.lower[token.i]]
    if sex in ("m", "f") and found.item.sex is None:
        search.learnt[key_of(found.item)] = sex
