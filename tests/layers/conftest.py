"""Fixtures shared by the tests of the layers."""

from pathlib import Path

import pytest

from rashomon.knowledge.gazetteer import load_gazetteer
from rashomon.knowledge.gazetteer_user import add_places
from rashomon.layers.where import Where

PLACES = Path(__file__).parents[1] / "lexicon" / "marenna_places.csv"


@pytest.fixture(scope="session")
def places_layer(tmp_path_factory: pytest.TempPathFactory) -> Where:
    """The layer `where` with the places of the invented republic beside the world's."""
    own = tmp_path_factory.mktemp("places") / "own.sqlite"
    add_places(PLACES, own)
    return Where(load_gazetteer(str(own)))
