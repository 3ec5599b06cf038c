"""Bytes to documents: one file per format family."""
