"""Every file of rules that is broken is refused with its name, never with a traceback."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.acts import read_acts
from rashomon.lexicon.cues import read_cues
from rashomon.lexicon.denials import read_denials
from rashomon.lexicon.figures import read_figures
from rashomon.lexicon.reach import read_reach
from rashomon.lexicon.realis import read_realis
from rashomon.lexicon.rule_file import read_toml

BROKEN = {
    "no-toml": b"[rule",
    "no-utf-8": b'word = "\xff"',
    "not-nfc": 'word = "Kestre\u0301l"'.encode(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named(tmp_path, content: bytes) -> None:
    path = tmp_path / "marenna.toml"
    path.write_bytes(content)
    with pytest.raises(RuleFileError, match=r"marenna\.toml"):
        read_toml(path)


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(RuleFileError, match=r"nowhere\.toml"):
        read_toml(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    "read",
    [read_acts, read_denials, read_figures, read_reach, read_realis, lambda p: read_cues(p, p)],
)
def test_every_reader_refuses_what_is_no_toml(tmp_path, read) -> None:
    path = tmp_path / "marenna.toml"
    path.write_bytes(BROKEN["no-toml"])
    with pytest.raises(RuleFileError, match=r"marenna\.toml"):
        read(path)
