"""Who is named in a text, who that is, and whom a pronoun or "the ministry" stands for.

"Port Selm rejected the offer of the Northmark Front (NF); its army shelled the rebels" names the
state of Marenna, a group, an army and rebels. Known names win over the statistical model; a capital
is the state only where it acts. The layer sets ``doc._.actors`` and ``doc._.referents``.
"""

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.knowledge.actors import Actors, load_actors
from rashomon.layers import state
from rashomon.layers.who_alias import unify
from rashomon.layers.who_frame import Reader, make_frame
from rashomon.layers.who_mention import mentions_of
from rashomon.layers.who_names import find_names
from rashomon.layers.who_nouns import find_counted, find_descriptions
from rashomon.layers.who_refer import find_referents
from rashomon.lexicon.roles import load_roles
from rashomon.lexicon.senses import load_senses

state.register()


class WhoComponent:
    """The component; it keeps nothing between documents."""

    def __init__(self, actors: Actors) -> None:
        self.reader = Reader(actors, load_roles(), load_senses())

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.actors`` and ``doc._.referents``; every text gets through."""
        frame = make_frame(doc)
        reader = self.reader
        names = unify(frame, find_names(frame, reader.actors, reader.roles))
        descriptions = find_descriptions(frame, names, reader)
        book = mentions_of(frame, names, descriptions, reader)
        doc._.referents = find_referents(frame, book, reader)
        for counting, counted in find_counted(frame, descriptions, reader.roles).items():
            if counted in book.items:
                doc._.referents.setdefault(counting, book.items[counted].mention)
        doc._.actors = book.in_text_order()
        return doc


@Language.factory("rashomon_who", default_config={"actors": []})
def create(nlp: Language, name: str, actors: Sequence[str]) -> Callable[[Doc], Doc]:
    """Make the component.

    Args:
        nlp: The pipeline; it must tag, parse and name entities before this component.
        name: Of the component in the pipeline.
        actors: Paths of a user's own tables in the form of states, leaders or groups.

    Raises:
        RuleFileError: A table or lexicon breaks its form.
    """
    del nlp, name  # the factory's signature is spaCy's
    return WhoComponent(load_actors(tuple(actors)))
