"""The tables, as queries name them. What a database file really holds is made by `migrations/`; a test compares both.

Moments are ISO 8601 in UTC, records JSON (see `plain`). `pk` stays inside; people see `id`s and numbers.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from contrechamp.store.plain import AnyText

metadata = MetaData()

dossiers = Table(
    "dossiers",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("name", AnyText, nullable=False, unique=True),
    Column("created", String(32), nullable=False),
    Column("last", Integer, nullable=False),
)
"""`last` is the number of the last event; raising it locks the dossier for the rest of the transaction."""

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(80), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("dossier", ForeignKey("dossiers.pk"), nullable=False),
    Column("id", String(64), nullable=False),
    Column("name", AnyText, nullable=False),
    Column("url", AnyText),
    Column("original", ForeignKey("originals.sha256"), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("pipeline", String(200)),
    Column("kept", String(32), nullable=False),
    Column("place", Integer, nullable=False),
    Column("later", ForeignKey("accounts.pk")),
    UniqueConstraint("dossier", "id", name="accounts_once"),
    Index("accounts_id", "id"),
    Index("accounts_original", "original"),
)
"""`place` is the account's place in the order of the dossier; `later` the version that took it, None for the present
one."""

extractions = Table(
    "extractions",
    metadata,
    Column("account", ForeignKey("accounts.pk"), primary_key=True),
    Column("version", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("folded", AnyText, nullable=False),
)
"""`version` is that of the rules and models that made the record. `folded` is the account's text as searches see it."""

comparisons = Table(
    "comparisons",
    metadata,
    Column("dossier", ForeignKey("dossiers.pk"), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("dossier", ForeignKey("dossiers.pk"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("did", String(16), nullable=False),
    Column("who", AnyText, nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", AnyText, nullable=False),
    Column("kind", String(32)),
    Column("change", LargeBinary),
    Column("before", AnyText),
    Column("of", Integer),
    UniqueConstraint("dossier", "number", name="events_once"),
)
"""`before` says in a few words what stood there before: a relation, a certainty, a figure."""

anchors = Table(
    "anchors",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("event", ForeignKey("events.pk"), nullable=False),
    Column("role", String(16), nullable=False),
    Column("layer", String(16), nullable=False),
    Column("account", String(64), nullable=False),
    Column("start", Integer),
    Column("stop", Integer),
    Column("exact", AnyText, nullable=False),
    Column("prefix", AnyText, nullable=False),
    Column("suffix", AnyText, nullable=False),
    Column("mark", AnyText, nullable=False),
    Index("anchors_event", "event"),
    Index("anchors_account", "account"),
)
"""Where the words of an event stand. `mark` tells marks of one layer on the same words apart (the voice of a claim)."""

people = Table(
    "people",
    metadata,
    Column("name", AnyText, primary_key=True),
    Column("password_hash", AnyText, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", String(32), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", AnyText, nullable=False),
    Column("what", AnyText, nullable=False),
    Column("place", AnyText, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("person", ForeignKey("people.name"), nullable=False),
    Column("program", Boolean, nullable=False),
    Column("made", String(32), nullable=False),
    Column("until", String(32), nullable=False),
    Index("sessions_person", "person"),
)
"""Who is signed in. `key` is the SHA-256 of what the browser or the program holds; `until` moves on as it is used."""

readings = Table(
    "readings",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("dossier", ForeignKey("dossiers.pk"), nullable=False),
    Column("who", AnyText, nullable=False),
    Column("begun", String(32), nullable=False),
    Column("nameless", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("holder", String(80)),
    Column("until", String(32)),
    Column("ended", String(16)),
    Column("error", LargeBinary),
    Index("readings_dossier", "dossier"),
)
"""Files that were handed in together. `holder` is the room that reads them, `until` how long it need not be heard of;
`tries` counts how often their comparison was begun."""

waiting = Table(
    "waiting",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.pk"), nullable=False),
    Column("name", AnyText, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("data", LargeBinary),
    Column("tries", Integer, nullable=False),
    Column("outcome", LargeBinary),
    Index("waiting_reading", "reading"),
)
"""The files of a reading in their order: `data` until they are read, then `outcome`. `tries` counts the beginnings."""
