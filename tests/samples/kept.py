"""A hand-made comparison as a dossier of a store: nothing is read or compared anew, so that no pipeline is loaded."""

from __future__ import annotations

from contrechamp.model import Comparison
from contrechamp.store import Store, keep, new_dossier
from contrechamp.store.comparing import _heads, _key, _put
from contrechamp.store.dossiers import row_of


def kept(store: Store, name: str, made: Comparison) -> str:
    """The id of a new dossier that holds `made` as if it had been compared there."""
    id_ = new_dossier(store, name).id
    keep(store, made.extractions, dossier=id_, who="")
    with store.reading() as connection:
        row = row_of(connection, id_, store.where)
        key = _key(_heads(connection, row["pk"]))
    _put(store, row["pk"], key, made, {})
    return id_
