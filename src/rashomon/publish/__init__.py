"""One file per format that people use: terminal table, explanation, CSV, data frames, HTML page."""
