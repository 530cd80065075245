"""What outlives the process of a room: files that wait to be read, and who is signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("people.name"), nullable=False),
        sa.Column("program", sa.Boolean, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_index("sessions_person", "sessions", ["person"])
    op.create_table(
        "readings",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("dossier", sa.Integer, sa.ForeignKey("dossiers.pk"), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("begun", sa.String(32), nullable=False),
        sa.Column("nameless", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("holder", sa.String(80)),
        sa.Column("until", sa.String(32)),
        sa.Column("ended", sa.String(16)),
        sa.Column("error", sa.LargeBinary),
    )
    op.create_index("readings_dossier", "readings", ["dossier"])
    op.create_table(
        "waiting",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.pk"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("outcome", sa.LargeBinary),
    )
    op.create_index("waiting_reading", "waiting", ["reading"])
