"""Frozen records: what passes from room to room."""
