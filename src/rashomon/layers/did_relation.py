"""How a time or place stands to a trigger in the parse: on it, on its verb, far from it."""

from spacy.tokens import Token

from rashomon.layers import clause


def setting_relation(token: Token, mention: Token) -> tuple[str, str]:
    """Say how a time or place hangs on a trigger.

    Returns:
        The relation — ``own`` (hangs on the trigger), ``verb`` (on the verb that carries an event
        noun), ``argument`` (on something that takes part), ``up`` (on a verb above), ``down``
        (on a verb below), ``object``, ``modifier``, ``far`` — and the preposition or arc.
    """
    mention, governor, word = _governor(mention)
    if governor.i == token.i:
        own = "object" if mention.dep_ in clause.OBJECTS | clause.SUBJECTS else "own"
        return ("modifier" if mention.dep_ in ("compound", "amod", "poss", "nmod") else own), word
    if carrier(token).i == governor.i:
        return "verb", word
    if governor.dep_ in ("relcl", "acl") and governor.head.i == token.i:
        return "clause-of", word
    if token.dep_ == "conj" and clause.conj_root(token).i == governor.i:
        return ("conj-front" if mention.i < governor.i else "conj"), word
    if token.dep_ in ("xcomp", "ccomp") and token.head.i == governor.i:
        return f"{token.dep_}-{'front' if mention.i < governor.i else 'back'}", word
    return _distant_relation(token, governor), word


def _governor(mention: Token) -> tuple[Token, Token, str]:
    """Climb over prepositions and appositions to what a time or place hangs on.

    Returns:
        The mention's own head word, its governor, and the preposition or arc.
    """
    word = mention.dep_
    governor = mention.head
    for _ in range(3):
        if governor.dep_ in ("prep", "pcomp") or governor.pos_ in ("ADP", "SCONJ"):
            word = governor.lower_
            if governor.head.i == governor.i:
                break
            governor = governor.head
        elif (
            mention.dep_ in ("appos", "conj", "npadvmod")
            and governor.ent_type_ == mention.ent_type_
        ):
            mention, governor = governor, governor.head
            word = mention.dep_
        else:
            break
    return mention, governor, word


def _distant_relation(token: Token, governor: Token) -> str:
    """Say how the governor of a time or place, some arcs away, stands to the trigger."""
    above = governor
    for _ in range(3):
        if above.head.i in (token.i, carrier(token).i) and above.pos_ in ("NOUN", "PROPN", "PRON"):
            return "argument"
        above = above.head
    if governor.is_ancestor(token):
        return "up" if governor.pos_ in clause.VERBAL else "up-noun"
    if token.is_ancestor(governor):
        return "down" if governor.pos_ in clause.VERBAL else "down-noun"
    return "far"


def side_of(token: Token, mention: Token) -> str:
    """Say on which side of the trigger a mention stands, and whether it opens the sentence."""
    if mention.left_edge.i - token.sent.start <= 2:
        return "opens"
    gap = mention.i - token.i
    return f"{'after' if gap > 0 else 'before'}{min(abs(gap) // 4, 4)}"


def carrier(token: Token) -> Token:
    """Give the verb that carries an event noun ("*held* talks", "talks *began*"), or the token."""
    head = clause.conj_root(token)
    if token.pos_ in ("NOUN", "PROPN") and head.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
        return head.head
    if token.pos_ in ("NOUN", "PROPN") and head.dep_ == "pobj" and head.head.head.pos_ == "VERB":
        return head.head.head
    return token
