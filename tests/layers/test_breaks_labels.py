"""Labels of entries, found before anything is parsed."""

import pytest
from spacy.lang.en import English

from rashomon.layers.breaks_labels import find_labels

LABELS = {
    "• Kestrel – two killed": ["• Kestrel –"],
    "Kestrel – two killed\nPort Selm - one hurt": ["Kestrel –", "Port Selm -"],
    "Kestrel – two killed": [],
    "12:40 Blast heard. 12:55 - Army fires.": ["12:40", "12:55 -"],
    "The blast came at 12:55 on Monday.": [],
    "- We never fired, he said.": [],
    "• two killed – one hurt": [],
}


@pytest.mark.parametrize(("text", "wanted"), LABELS.items())
def test_labels(text: str, wanted: list[str]) -> None:
    doc = English()(text)
    assert [doc[s : e + 1].text for e, s in find_labels(doc).items()] == wanted
