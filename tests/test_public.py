"""What is promised: the public names, and that importing them loads no model."""

import subprocess
import sys

import rashomon

PUBLIC = [
    "Document",
    "Failure",
    "Knowledge",
    "RashomonError",
    "ReadOptions",
    "Reader",
    "Reading",
    "Readings",
    "Statement",
    "__version__",
    "layers",
    "read",
    "read_documents",
]


def test_public_names_are_these_and_no_others():
    assert rashomon.__all__ == PUBLIC
    assert all(getattr(rashomon, name) is not None for name in PUBLIC)


def test_an_unknown_name_is_refused():
    assert not hasattr(rashomon, "claims")


def test_importing_the_package_loads_neither_spacy_nor_a_model():
    code = "import rashomon, sys; print([m for m in sys.modules if 'spacy' in m])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_asking_for_every_public_name_loads_no_model():
    code = (
        "import spacy, rashomon\n"
        "def load(*a, **k): raise SystemExit('a model was loaded')\n"
        "spacy.load = load\n"
        "import spacy.util; spacy.util.load_model = load\n"
        "for name in rashomon.__all__: getattr(rashomon, name)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
