"""Put the real output of ``rashomon read --example`` into the README."""

import os
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
START, END = "<!-- output: tools/readme.py -->\n", "<!-- end of output -->"
SHOWN = 22
"""Lines of the first document that the README shows."""


def main() -> None:
    """Run the command at 100 columns and write what it prints."""
    command = [sys.executable, "-c", "from rashomon.cli.main import main; main()"]
    environment = os.environ | {"COLUMNS": "100"}
    ended = subprocess.run(
        [*command, "read", "--example"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    lines = [line.rstrip() for line in ended.stdout.splitlines()[:SHOWN]]
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    block = "```text\n" + "\n".join(lines) + "\n…\n```\n"
    README.write_text(f"{before}{START}{block}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
