"""An event in one line, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from contrechamp.errors import Said, said
from contrechamp.store.changes import (
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
from contrechamp.store.records import Did

if TYPE_CHECKING:
    from contrechamp.store.anchors import Anchor
    from contrechamp.store.journal import Event

_LONGEST = 60
_LAYER = {
    "claim": said("claim", "affirmation"),
    "quantity": said("figure", "chiffre"),
    "time": said("date", "date"),
    "actor": said("actor", "acteur"),
    "technique": said("technique", "technique"),
}
_VERDICT = {
    Verdict.ACCEPT: said("accepted", "accepté"),
    Verdict.REJECT: said("rejected", "rejeté"),
    Verdict.UNSURE: said("unsure", "incertain"),
}


def tell_event(event: Event, about: Event | None, names: Mapping[str, str]) -> Said:
    """What was done, without who and when. `about` is the event that an undo or redo is about."""
    if event.did is Did.KEEP:
        where = _where(event, names)
        return said(f"account kept{where}", f"récit gardé{where.french}")
    if event.did is Did.REMOVE:
        return said("account removed, with all its words", "récit retiré, avec tous ses mots")
    if about is not None:
        inner = tell_event(about, None, names)
        if event.did is Did.UNDO:
            return said(f"undone, no. {about.number}: {inner}", f"annulé, n° {about.number} : {inner.french}")
        return said(f"redone, no. {about.number}: {inner}", f"rétabli, n° {about.number} : {inner.french}")
    if event.change is None:
        return said("a correction of an account that was removed", "une correction d’un récit retiré depuis")
    told = _tell(event.change, event.before)
    where = _where(event, names)
    return said(f"{told}{where}", f"{told.french}{where.french}")


def _where(event: Event, names: Mapping[str, str]) -> Said:
    """The words, and the accounts in which they stand."""
    quoted = [anchor for anchor in event.anchors if anchor.exact and anchor.role != "to"]
    words = _short(quoted[0].exact) if quoted else ""
    ids = dict.fromkeys(anchor.account for anchor in event.anchors if anchor.account)
    found = ", ".join(PurePath(names.get(account) or account).name for account in ids)
    what = _layer(event.anchors[0]) if event.anchors else said("", "")
    english = (f" · {what}" if what else "") + (f" “{words}”" if words else "") + (f" · {found}" if found else "")
    french = (
        (f" · {what.french}" if what else "") + (f" « {words} »" if words else "") + (f" · {found}" if found else "")
    )
    return said(english, french)


def _layer(anchor: Anchor) -> Said:
    return _LAYER.get(anchor.layer, said("", "")) if anchor.role == "mark" else said("", "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _tell(change: Change, before: str | None) -> Said:  # noqa: PLR0911  one line a kind of change
    match change:
        case JudgeMark(verdict=verdict):
            return _VERDICT[verdict]
        case JudgePoint(verdict=verdict):
            told = _VERDICT[verdict]
            return said(f"point {told}", f"point {told.french}")
        case SetRelation(relation=relation):
            return said(f"relation: {_step(before, relation)}", f"relation : {_step(before, relation)}")
        case SplitPoint(claims=claims):
            return said(f"point split ({len(claims)} claims out)", f"point scindé ({len(claims)} affirmations à part)")
        case MergePoints(points=points):
            return said(f"{len(points)} points made one", f"{len(points)} points réunis")
        case FixSpan():
            return said("other words", "autres mots")
        case FixVoice(kind=kind, name=name):
            return said(f"voice: {_step(before, name or kind)}", f"voix : {_step(before, name or kind)}")
        case FixCertainty(certainty=certainty):
            return said(f"certainty: {_step(before, certainty)}", f"certitude : {_step(before, certainty)}")
        case FixFigure():
            now = tell_figure(change)
            return said(f"figure: {_step(before, now)}", f"chiffre : {_step(before, now)}")
        case FixDate(timex=timex):
            return said(f"date: {_step(before, timex)}", f"date : {_step(before, timex)}")
        case FixActor(name=name, key=key):
            return said(f"actor: {_step(before, f'{name} ({key})')}", f"acteur : {_step(before, f'{name} ({key})')}")
        case Note(text=text):
            return said(f"note: {_short(text)}", f"note : {_short(text)}")


def _step(before: str | None, now: str) -> str:
    return f"{before} → {now}" if before and before != str(now) else str(now)


def tell_figure(figure: object) -> str:
    """The values of a Quantity or FixFigure in a few signs: `12`, `12–15`, `≥ 12 euro/month`, `~ 12 soldat`."""
    low, high = getattr(figure, "low", None), getattr(figure, "high", None)
    if low is None or high is None:
        value = f"≥ {low}" if low is not None else f"≤ {high}" if high is not None else "?"
    else:
        value = f"{low}" if low == high else f"{low}–{high}"
    kind = " ".join(filter(None, (getattr(figure, "unit", None), getattr(figure, "counted", None))))
    per = getattr(figure, "per", None)
    about = "~ " if getattr(figure, "approximate", False) else ""
    return f"{about}{value}" + (f" {kind}" if kind else "") + (f"/{per}" if per else "")
