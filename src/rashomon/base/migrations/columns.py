"""Kinds of columns as migrations write them; fixed for ever, whatever ``tables.py`` says later."""

from typing import Final

from sqlalchemy import BigInteger, Integer, String

KEY: Final = String().with_variant(String(collation="C"), "postgresql")
"""Text that sorts by code point on both engines."""
NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
