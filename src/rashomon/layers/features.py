"""What the learned parts of the reader look at: features of one token in its parse.

Used by the layers and by the scripts that train them, so that both see the same.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

WORDED: Final = frozenset({"prep", "agent", "mark", "aux", "neg", "prt", "det", "poss"})
ARGUED: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
STATEFUL: Final = frozenset({"aux", "neg", "auxpass", "mark", "advmod"})


def is_candidate(token: Token) -> bool:
    """Tell whether a token can name an event at all: a verb, noun or adjective."""
    return token.pos_ in ("VERB", "NOUN", "ADJ") or (
        token.pos_ == "PROPN" and token.dep_ != "compound"
    )


def token_features(token: Token) -> list[str]:
    """Give the symbolic features of one token: itself, its head, its children, its path."""
    lemma, head = token.lemma_.lower(), token.head
    found = [
        f"l={lemma}",
        f"p={token.pos_}",
        f"tag={token.tag_}",
        f"d={token.dep_}",
        f"pd={token.pos_}{token.dep_}",
        f"hl={head.lemma_.lower()}|{token.dep_}",
        f"hp={head.pos_}{head.dep_}",
        f"hd={head.dep_}{token.dep_}",
        f"s3={lemma[-3:]}{token.pos_}",
        f"s4={lemma[-4:]}",
        f"ent={token.ent_type_}",
        f"prev={token.nbor(-1).lower_ if token.i else '^'}",
        f"next={token.nbor(1).lower_ if token.i + 1 < len(token.doc) else '$'}",
    ]
    for child in token.children:
        found.append(f"c={child.dep_}")
        if child.dep_ in WORDED:
            found.append(f"cw={child.dep_}{child.lemma_.lower()}")
        if child.dep_ in ARGUED:
            found.append(f"co={child.dep_}{child.lemma_.lower()}")
            found.append(f"ce={child.dep_}{child.ent_type_ or child.pos_}")
    if token.dep_ == "pobj":
        found += [
            f"pp={head.lemma_.lower()}",
            f"pph={head.head.lemma_.lower()}",
            f"pphp={head.head.pos_}",
        ]
    if token.dep_ == "conj":
        found.append(f"cjh={head.dep_}{head.pos_}")
    found += _path_features(token)
    return found


def _path_features(token: Token) -> list[str]:
    path: list[str] = []
    found: list[str] = []
    current = token
    for step in range(4):
        path.append(current.dep_)
        found += [f"a{step}={c.lower_}" for c in current.children if c.dep_ in STATEFUL]
        found.append(f"g{step}={current.tag_}{current.dep_}")
        found.append(f"gl{step}={current.lemma_.lower()}")
        if current.head.i == current.i:
            break
        current = current.head
    found.append("path=" + ">".join(path))
    found.append("path3=" + ">".join(path[:3]))
    return found


def dense_rows(doc: Doc, indexes: list[int]) -> NDArray[np.float32]:
    """Give the context-sensitive rows of the pipeline's own encoder, and word vectors.

    Returns:
        One row a token: encoder row of the token, of its head, word vector (96 + 96 + 300).
    """
    heads = [doc[i].head.i for i in indexes]
    vectors = np.array([doc[i].vector for i in indexes], dtype=np.float32)
    return np.hstack([doc.tensor[indexes], doc.tensor[heads], vectors]).astype(np.float32)
