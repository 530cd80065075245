"""Dossiers: accounts with their originals and results, the history with its anchors, the words to search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "dossiers",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    _accounts()
    _history()
    _search()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.pk"), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("original", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("pipeline", sa.String(200)),
        sa.Column("kept", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("later", sa.Integer, sa.ForeignKey("accounts.pk")),
        sa.UniqueConstraint("dossier", "id", name="accounts_once"),
    )
    op.create_index("accounts_id", "accounts", ["id"])
    op.create_index("accounts_original", "accounts", ["original"])
    op.create_table(
        "extractions",
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.pk"), primary_key=True),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_table(
        "comparisons",
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.pk"), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )


def _history() -> None:
    op.create_table(
        "events",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.pk"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("did", sa.String(16), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32)),
        sa.Column("change", sa.LargeBinary),
        sa.Column("before", sa.Text),
        sa.Column("of", sa.Integer),
        sa.UniqueConstraint("dossier", "number", name="events_once"),
    )
    op.create_table(
        "anchors",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("event", sa.Integer, sa.ForeignKey("events.pk"), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("layer", sa.String(16), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("stop", sa.Integer),
        sa.Column("exact", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("suffix", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
    )
    op.create_index("anchors_event", "anchors", ["event"])
    op.create_index("anchors_account", "anchors", ["account"])


def _search() -> None:
    """The index of words. Its words are folded before; `remove_diacritics 2` sees through what is left."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE searched USING fts5(words, tokenize = 'unicode61 remove_diacritics 2', detail = none)"
        )
    else:
        op.create_table(
            "searched",
            sa.Column("account", sa.Integer, sa.ForeignKey("accounts.pk"), primary_key=True),
            sa.Column("part", sa.Integer, primary_key=True),
            sa.Column("words", sa.dialects.postgresql.TSVECTOR, nullable=False),
        )
        op.create_index("searched_words", "searched", ["words"], postgresql_using="gin")
