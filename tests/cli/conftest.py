"""Running the command line inside the tests' process, with one reader for all of them."""

import sys
from collections.abc import Callable
from functools import lru_cache

import pytest

from rashomon.cli.main import main
from rashomon.reading import many
from rashomon.reading.reader import Reader

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch, capfd) -> Run:
    """Run ``rashomon`` with arguments; gives exit status, standard output, standard error."""

    def _run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(many, "Reader", _kept_reader)
        monkeypatch.setattr(sys, "argv", ["rashomon", *arguments])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        out, err = capfd.readouterr()
        return status, out, err

    return _run


@lru_cache(maxsize=3)
def _kept_reader(model, *, knowledge=None, aims=False) -> Reader:
    return Reader(model, knowledge=knowledge, aims=aims)
