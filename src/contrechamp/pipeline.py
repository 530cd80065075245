"""The whole data flow on one screen: sources → accounts → extractions → comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from contrechamp.errors import NothingUsable, said
from contrechamp.model import Account, Comparison, Extraction

if TYPE_CHECKING:
    from contrechamp.api import Source

Progress = Callable[[str], None]
"""Is told, in a few words, what is being worked on."""


def extract_one(account: Account | Source, *, pipeline: str | None = None) -> Extraction:
    """Read if need be, then extract."""
    from contrechamp.extract import extract
    from contrechamp.read import read

    return extract(account if isinstance(account, Account) else read(account), pipeline=pipeline)


def compare_all(
    accounts: Iterable[Account | Extraction | Source],
    *,
    pipeline: str | None = None,
    progress: Progress = lambda _: None,
) -> Comparison:
    """Read and extract what is not yet, then compare. Raises NothingUsable for fewer than two accounts."""
    from contrechamp.compare import compare_extractions

    items = list(accounts)
    if len(items) < 2:
        raise NothingUsable(
            said("a comparison takes two accounts or more", "une comparaison demande au moins deux récits"),
            kept=said(f"{len(items)} given", f"{len(items)} donné"),
            remedy=said(
                "name a second file, or use `extract` for one", "nommer un second fichier, ou employer `extract`"
            ),
        )
    extractions = []
    for item in items:
        if isinstance(item, Extraction):
            extractions.append(item)
        else:
            progress(getattr(item, "name", "") or str(item))
            extractions.append(extract_one(item, pipeline=pipeline))
    progress("compare")
    return compare_extractions(extractions)
