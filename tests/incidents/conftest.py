"""Builders of records, shared by the tests of incidents."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def load_records() -> ModuleType:
    """Load ``records.py`` beside this file, which no package holds."""
    spec = importlib.util.spec_from_file_location("incident_records", HERE / "records.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def make() -> ModuleType:
    """The builders: ``make.statement(make.document("…"), "s1")``."""
    return load_records()
