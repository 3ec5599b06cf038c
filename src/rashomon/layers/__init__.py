"""One question per file, each a spaCy component."""
