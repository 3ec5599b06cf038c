"""Put the real output of ``rashomon example`` into the README."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
START, END = "<!-- output: tools/readme.py -->\n", "<!-- end of output -->"
BEGINS = "accounts in"
"""Stands in the second line of every incident; the README shows the last one printed."""


def main() -> None:
    """Run the command at 110 columns and write the last incident that it prints."""
    command = [sys.executable, "-c", "from rashomon.cli.main import main; main()"]
    environment = os.environ | {"COLUMNS": "110"}
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [*command, "example"],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=folder,
        )
    printed = [line.rstrip() for line in ended.stdout.splitlines()]
    start = max(n for n, line in enumerate(printed) if BEGINS in line) - 1
    stop = next(n for n in range(start, len(printed)) if printed[n].startswith("  ✓"))
    lines = printed[start : stop + 1]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    block = "```text\n" + "\n".join(lines) + "\n```\n"
    README.write_text(f"{before}{START}{block}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
