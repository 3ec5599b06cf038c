"""What the learned parts of the reader look at: features of one token in its parse.

Used by the layers and by the scripts that train them, so that both see the same.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from rashomon.layers.table import ParseTable, table_of

WORDED: Final = frozenset({"prep", "agent", "mark", "aux", "neg", "prt", "det", "poss"})
ARGUED: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def is_candidate(token: Token) -> bool:
    """Tell whether a token can name an event at all: a verb, noun or adjective."""
    return token.pos_ in ("VERB", "NOUN", "ADJ") or (
        token.pos_ == "PROPN" and token.dep_ != "compound"
    )


def token_features(token: Token) -> list[str]:
    """Give the symbolic features of one token: itself, its head, its children, its path."""
    table, here = table_of(token.doc), token.i
    lemmas, lowers, deps = table.lemmas, table.lowers, table.deps
    lemma, dep, pos, head = lemmas[here], deps[here], token.pos_, token.head
    head_lemma, head_dep, head_pos = lemmas[head.i], deps[head.i], head.pos_
    found = [
        f"l={lemma}",
        f"p={pos}",
        f"tag={table.tags[here]}",
        f"d={dep}",
        f"pd={pos}{dep}",
        f"hl={head_lemma}|{dep}",
        f"hp={head_pos}{head_dep}",
        f"hd={head_dep}{dep}",
        f"s3={lemma[-3:]}{pos}",
        f"s4={lemma[-4:]}",
        f"ent={token.ent_type_}",
        f"prev={lowers[here - 1] if here else '^'}",
        f"next={lowers[here + 1] if here + 1 < len(lowers) else '$'}",
    ]
    for child in token.children:
        arc = deps[child.i]
        found.append(f"c={arc}")
        if arc in WORDED:
            found.append(f"cw={arc}{lemmas[child.i]}")
        if arc in ARGUED:
            found.append(f"co={arc}{lemmas[child.i]}")
            found.append(f"ce={arc}{child.ent_type_ or child.pos_}")
    if dep == "pobj":
        above = head.head
        found += [f"pp={head_lemma}", f"pph={lemmas[above.i]}", f"pphp={above.pos_}"]
    if dep == "conj":
        found.append(f"cjh={head_dep}{head_pos}")
    found += _path_features(table, here)
    return found


def _path_features(table: ParseTable, index: int) -> list[str]:
    path: list[str] = []
    found: list[str] = []
    for step in range(4):
        dep, above = table.deps[index], table.heads[index]
        path.append(dep)
        found += [f"a{step}={word}" for word in table.stateful[index]]
        found.append(f"g{step}={table.tags[index]}{dep}")
        found.append(f"gl{step}={table.lemmas[index]}")
        if above == index:
            break
        index = above
    found.append("path=" + ">".join(path))
    found.append("path3=" + ">".join(path[:3]))
    return found


def dense_rows(doc: Doc, indexes: list[int]) -> NDArray[np.float32]:
    """Give the context-sensitive rows of the pipeline's own encoder, and word vectors.

    Returns:
        One row a token: encoder row of the token, of its head, word vector (96 + 96 + 300).
    """
    above = table_of(doc).heads
    heads = [above[i] for i in indexes]
    vectors = np.array([doc[i].vector for i in indexes], dtype=np.float32)
    return np.hstack([doc.tensor[indexes], doc.tensor[heads], vectors]).astype(np.float32)
