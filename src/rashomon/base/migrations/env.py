"""Alembic's entry: run the migrations on the connection that opened the base."""

from alembic import context

from rashomon.base.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
