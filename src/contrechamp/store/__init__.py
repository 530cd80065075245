"""Dossiers that last: accounts, what was read in them, and people's corrections, in SQLite or PostgreSQL.

    with open_store("vostochny.db") as store:
        keep(store, ["wire.txt", "opinion.txt"])
        review = reviewed(store, None)
        correct(store, None, JudgePoint(review.comparison.points[0].id, Verdict.ACCEPT), who="Ana")

Wherever a function takes a `dossier`, that is its id or its name; None where the database holds only one. All raise
StoreError (exit 6) when the database cannot be read or written, NotInDossier (exit 2) for a dossier, account, mark or
point that is not there. Functions may be called from several threads and processes at once.
"""

from __future__ import annotations

from contrechamp.store.changes import (
    AddActor,
    AddClaim,
    AddDate,
    AddFigure,
    AddTechnique,
    Change,
    FixActor,
    FixCertainty,
    FixDate,
    FixFigure,
    FixSpan,
    FixVoice,
    JudgeMark,
    JudgePoint,
    MergePoints,
    Note,
    SetRelation,
    SplitPoint,
    Verdict,
)
from contrechamp.store.comparing import comparison
from contrechamp.store.database import Store, open_store
from contrechamp.store.dossiers import dossiers, drop_dossier, find_dossier, new_dossier, rename_dossier
from contrechamp.store.journal import correct, history, redo, undo
from contrechamp.store.keeping import accounts, keep, original
from contrechamp.store.people import (
    add_person,
    audit,
    drop_person,
    note_audit,
    people,
    person,
    set_password,
    set_role,
)
from contrechamp.store.queue import proposals
from contrechamp.store.records import (
    Adrift,
    Already,
    Audited,
    Did,
    DossierInfo,
    Entry,
    Hit,
    Hits,
    Kept,
    Original,
    Person,
    Placed,
    PlacedNote,
    Proposal,
    Replaced,
    Reviewed,
    Role,
)
from contrechamp.store.removing import remove, wipe
from contrechamp.store.renaming import rename_account
from contrechamp.store.reviewing import reviewed
from contrechamp.store.searching import search

__all__ = [
    "AddActor", "AddClaim", "AddDate", "AddFigure", "AddTechnique", "Adrift", "Already", "Audited", "Change", "Did",
    "DossierInfo", "Entry", "FixActor", "FixCertainty", "FixDate", "FixFigure", "FixSpan", "FixVoice", "Hit", "Hits",
    "JudgeMark", "JudgePoint", "Kept", "MergePoints", "Note", "Original", "Person", "Placed", "PlacedNote", "Proposal",
    "Replaced", "Reviewed", "Role", "SetRelation", "SplitPoint", "Store", "Verdict", "accounts", "add_person", "audit",
    "comparison", "correct", "dossiers", "drop_dossier", "drop_person", "find_dossier", "history", "keep",
    "new_dossier", "note_audit", "open_store", "original", "people", "person", "proposals", "redo", "remove",
    "rename_account", "rename_dossier", "reviewed", "search", "set_password", "set_role", "undo", "wipe",
]  # fmt: skip
