"""The places on a spaCy ``Doc`` where layers leave what they find.

Every layer reads what earlier ones left and writes its own field; none imports another.
"""

from spacy.tokens import Doc

FIELDS = ("attributions", "times", "places", "actors", "events", "figures")
"""One ``doc._.<field>`` each: a tuple of records, spans in the (shadow) text that spaCy parsed."""


def register() -> None:
    """Register the extensions; calling it again changes nothing.

    ``doc._.document`` is the `Document` (or None: a layer must work without one);
    ``doc._.referents`` maps the index of a pronoun's or role noun's head token to the
    `ActorMention` that it stands for. ``doc._.denials`` holds denials that no cue carries ("the
    claim … is a lie"), as attributions to the speaker in whose words they stand, or to nobody;
    ``doc._.retorts`` answers that deny what another speaker tells, with his words as content.
    """
    for name in FIELDS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    for name in ("denials", "retorts"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("document"):
        Doc.set_extension("document", default=None)
    if not Doc.has_extension("referents"):
        Doc.set_extension("referents", default={})


def whole_text(doc: Doc) -> str:
    """Give the text, joined once a document: ``doc.text`` joins all its tokens at every call."""
    text: str | None = doc.user_data.get("rashomon_text")
    if text is None:
        text = doc.user_data["rashomon_text"] = doc.text
    return text


register()
