"""Derive how rare the words of general usage are, by stem, for telling happenings apart.

Usage: ``python tools/derive_rarity.py LOOKUPS_DATA > rarity.tsv`` (the table lives in
``src/rashomon/lexicon/en``). LOOKUPS_DATA is the ``data`` folder of ``spacy-lookups-data`` (MIT).
Each line gives minus the natural log of a stem's frequency, in hundredths.
"""

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from rashomon.incidents.words import NOISE, fold, stem

RAREST = 15.0
"""Words beyond this tell as much as unknown ones."""
FORM = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    """Write the table to standard output."""
    source = Path(sys.argv[1]) / "en_lexeme_prob.json.gz"
    usage: dict[str, float] = defaultdict(float)
    for word, log in json.loads(gzip.decompress(source.read_bytes())).items():
        folded = fold(word)
        if FORM.fullmatch(folded) and folded.isascii() and folded not in NOISE:
            usage[stem(folded)] += math.exp(log)
    sys.stdout.write("stem\thundredths\n")
    for word, share in sorted(usage.items()):
        if -math.log(share) <= RAREST:
            sys.stdout.write(f"{word}\t{round(-100 * math.log(share))}\n")


if __name__ == "__main__":
    main()
