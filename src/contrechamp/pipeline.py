"""The whole data flow on one screen: sources → accounts → extractions → comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from contrechamp.errors import NothingUsable
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
            "a comparison takes two accounts or more",
            kept=f"{len(items)} given",
            remedy="name a second file, or use `contrechamp extract` for one account",
        )
    extractions = []
    for item in items:
        if not isinstance(item, Extraction):
            progress(getattr(item, "name", "") or str(item))
            item = extract_one(item, pipeline=pipeline)
        extractions.append(item)
    progress("compare")
    return compare_extractions(extractions)
