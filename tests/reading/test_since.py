"""What is told "since" a time lies between then and publication, not on that day alone."""

from collections.abc import Callable

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

Read = Callable[..., Statement]


@pytest.fixture
def read(reader: Reader) -> Read:
    def _read(text: str, trigger: str, published: str | None = "2019-03-06") -> Statement:
        about = Document(id="d", key="d", sha256="0" * 64, text=text, published=published)
        return next(s for s in reader.read(about).statements if s.trigger.text == trigger)

    return _read


@pytest.mark.parametrize(
    ("text", "trigger", "start"),
    [
        ("Nine people have been killed in Kestrel since Sunday.", "killed", "2019-03-03"),
        ("Nine people have been killed in Kestrel since yesterday.", "killed", "2019-03-05"),
        ("Six people have been killed in Dovrin since Monday morning.", "killed", "2019-03-04"),
    ],
)
def test_since_reaches_to_publication(read: Read, text: str, trigger: str, start: str) -> None:
    time = read(text, trigger).time
    assert time is not None
    assert (time.start, time.end, time.precision) == (start, "2019-03-06", "range")
    assert "since then, until publication" in time.reason


@pytest.mark.parametrize(
    ("text", "trigger", "end"),
    [
        pytest.param(
            "Nine people were killed in Kestrel on Sunday.", "killed", "2019-03-03", id="on"
        ),
        pytest.param(
            "Nine people were killed in Kestrel since 6 March.", "killed", "2019-03-06", id="today"
        ),
    ],
)
def test_other_times_stay_as_they_are(read: Read, text: str, trigger: str, end: str) -> None:
    time = read(text, trigger).time
    assert time is not None
    assert time.end == end
    assert time.precision == "day"


def test_without_a_day_of_publication_there_is_no_end_to_give(read: Read) -> None:
    told = read("Nine people have been killed in Kestrel since 3 March 2019.", "killed", None)
    assert told.time is not None
    assert told.time.end == "2019-03-03"
