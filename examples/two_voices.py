"""Print who denies what the others say.

Invented example: no such country, no such people.
"""

import sys

import rashomon
from rashomon import examples

knowledge = rashomon.Knowledge(actors=examples.actors(), gazetteers=(examples.gazetteer(),))
readings = rashomon.read(examples.documents(), knowledge=knowledge)
for statement in readings.statements:
    for speaker in statement.speakers:
        if speaker.stance == "denies":
            sys.stdout.write(f"{speaker.name} denies: {statement.evidence.text!r}\n")
