"""Migrations of the base's schema, run by Alembic when a base is opened."""
