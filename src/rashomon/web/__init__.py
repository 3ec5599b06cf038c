"""The workbench: see it, check it, decide it, in a browser."""
