"""A program that is killed while it adds documents loses nothing and doubles nothing."""

import importlib
import subprocess
import sys
from pathlib import Path

CRASH = Path(__file__).resolve().parents[2] / "benchmarks" / "crash.py"
KILLS = 4


def test_killed_runs_leave_what_an_undisturbed_run_leaves(where):
    ended = subprocess.run(
        [sys.executable, str(CRASH), where, "--kills", str(KILLS), "--documents", "30"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith(f"{KILLS} kills")
    assert "verify: 0 faults; unlike an undisturbed run: nothing" in ended.stdout


def test_the_check_tells_what_is_lost_or_doubled(tmp_path):
    sys.path.insert(0, str(CRASH.parent))
    crash = importlib.import_module("crash")
    whole, part = tmp_path / "whole", tmp_path / "part"
    crash.fill(str(whole), 4)
    crash.fill(str(part), 3)
    with crash.open_base(whole) as one, crash.open_base(part) as other:
        unequal = [
            name for name, held in crash.content(one).items() if held != crash.content(other)[name]
        ]
    assert {"documents", "statements", "log", "counts"} <= set(unequal)
