"""How a database of any age becomes one of this version: Alembic's steps, run when a store is opened."""
