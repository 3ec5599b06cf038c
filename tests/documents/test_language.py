"""Which language a text is in."""

import socket

import pytest

from rashomon.documents.language import find_language, normal_code

FRENCH = (
    "Le ministère de la défense a démenti mercredi que ses troupes aient bombardé la ville "
    "de Kestrel, selon un communiqué publié à Port Selm."
)
TEXTS = [
    pytest.param(
        "The army denied on Monday that its troops had shelled the town of Kestrel.", "en", id="en"
    ),
    pytest.param(
        "THE ARMY DENIED ON MONDAY THAT ITS TROOPS HAD SHELLED THE TOWN OF KESTREL.",
        "en",
        id="loud",
    ),
    pytest.param(FRENCH, "fr", id="french"),
    pytest.param("Port Selm, Dovrin, Kestrel", "en", id="short-text-of-names"),
    pytest.param("", "en", id="empty"),
    pytest.param("نفى الجيش يوم الاثنين أن قواته قصفت المدينة", "ar", id="short-arabic"),
    pytest.param("12 345 678", "en", id="no-letters"),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_language_is_told(text: str, code: str) -> None:
    assert find_language(text).code == code


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def _refuse(*_: object, **__: object) -> None:
        raise AssertionError("network used")

    monkeypatch.setattr(socket, "socket", _refuse)
    monkeypatch.setattr(socket, "create_connection", _refuse)
    assert find_language(FRENCH).code == "fr"


@pytest.mark.parametrize(
    ("tag", "code"), [("en-US", "en"), ("eng", "en"), ("FR", "fr"), ("ku_IQ", "ku")]
)
def test_tags_are_shortened(tag: str, code: str) -> None:
    assert normal_code(tag) == code
