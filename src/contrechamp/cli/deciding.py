"""What the commands that decide share: the correction made and told, marks and points by their beginnings, values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contrechamp.cli.dossier import full_id, me, opened
from contrechamp.cli.files import say, user_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from contrechamp.model import Comparison, VoiceKind
    from contrechamp.store import Change, Reviewed, Store


def decide(store: Store, dossier: str | None, change: Change, review: Reviewed, who: str | None, why: str) -> None:
    """Make the correction, unless somebody changed the same thing since it was looked at, and tell it in a line."""
    from contrechamp.errors import tell
    from contrechamp.store import correct as make

    entry = make(store, dossier, change, who=me(who), why=why, seen=review.last)
    say(f"{entry.number} · {tell(entry.line, user_language())}")


def fix_mark(
    where: str, dossier: str | None, mark: str, change: Callable[[str], Change], who: str | None, why: str
) -> None:
    """Make the correction of a mark that `change` makes of the mark's full id."""
    with opened(where) as store:
        review, full = a_mark(store, dossier, mark)
        decide(store, dossier, change(full), review, who, why)


def a_mark(store: Store, dossier: str | None, mark: str) -> tuple[Reviewed, str]:
    """The dossier as it is reviewed, and the id of the mark that begins so."""
    from contrechamp.store import reviewed

    review = reviewed(store, dossier)
    return review, full_id(mark, all_marks(review))


def all_marks(review: Reviewed) -> list[str]:
    """The ids of all marks, rejected ones too: a verdict can be changed."""
    from contrechamp.store.anchors import layers

    return [mark.id for extraction in review.proposed.extractions for _, mark in layers(extraction)]


def held_mark(comparison: Comparison, mark: str) -> object:
    """The mark of that id; None where it was rejected."""
    from contrechamp.store.anchors import layers

    return next((held for e in comparison.extractions for _, held in layers(e) if held.id == mark), None)


def a_point(store: Store, dossier: str | None, point: str) -> tuple[Reviewed, str]:
    """The dossier as it is reviewed, and the id of the point that begins so."""
    from contrechamp.store import reviewed

    review = reviewed(store, dossier)
    return review, full_id(point, [held.id for held in review.comparison.points])


def bounds_of(value: str) -> tuple[int | float | None, int | float | None]:
    """`12`, `12..15`, `12..` or `..15` as two bounds. Raises UsageError."""
    low, dots, high = value.replace(",", ".").partition("..")
    try:
        return (_number(low), _number(high)) if dots else (_number(low), _number(low))
    except ValueError:
        from contrechamp.errors import UsageError, said

        raise UsageError(
            said("not a figure", "ce n’est pas un chiffre"),
            where=value[:40],
            remedy=said("give 12, 12..15, 12.. or ..15", "donner 12, 12..15, 12.. ou ..15"),
        ) from None


def kind_of_voice(name: str | None, *, author: bool, unnamed: bool) -> VoiceKind:
    """Whose voice three options mean, of which one is given. Raises UsageError."""
    from contrechamp.errors import UsageError, said
    from contrechamp.model import VoiceKind

    if author + (unnamed or name is not None) != 1:
        raise UsageError(said("give a name, --author or --unnamed", "donner un nom, --author ou --unnamed"))
    return VoiceKind.AUTHOR if author else VoiceKind.UNNAMED if unnamed else VoiceKind.NAMED


def _number(text: str) -> int | float | None:
    text = text.replace(" ", "").replace("_", "")
    if not text:
        return None
    return int(text) if re.fullmatch(r"-?\d{1,300}", text) else float(text)


def one_of(value: str, known: list[str]) -> str:
    """The value, where it is one that is known. Raises UsageError."""
    from contrechamp.errors import UsageError, said

    if value not in known:
        choose = ", ".join(known)
        raise UsageError(
            said(f"there is no {value!r}", f"{value!r} n’existe pas"),
            remedy=said(f"choose one of: {choose}", f"choisir parmi : {choose}"),
        )
    return value
