"""The command ``rashomon serve``: that it answers, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from rashomon.base import open_base


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _hear_interrupts():
    """Undo what a test run in the background inherits from its shell: SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _serve(where, port):
    command = "from rashomon.cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", command, "serve", str(where), "--port", str(port)],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"NO_COLOR": "1"},
        preexec_fn=None if sys.platform == "win32" else _hear_interrupts,
    )  # fmt: skip


def _answer(port):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/help", timeout=10) as page:
                return page.status
        except OSError:
            time.sleep(0.05)
    return None


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for a child there")
def test_an_interrupt_ends_it_with_the_status_of_interrupts(tmp_path, port):
    where = tmp_path / "marenna.rashomon"
    open_base(where).close()
    process = _serve(where, port)
    try:
        assert _answer(port) == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_told(tmp_path, port):
    where = tmp_path / "marenna.rashomon"
    open_base(where).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = _serve(where, port)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert f"127.0.0.1:{port}: can't be listened at (address already in use)" in said
    assert "Traceback" not in said
