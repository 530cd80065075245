"""An event in one line, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from contrechamp.errors import Said, said
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
_CODES = {
    "agree": said("agree", "concordent"),
    "conflict": said("contradict", "se contredisent"),
    "figures-differ": said("figures differ", "chiffres différents"),
    "not-comparable": said("not comparable", "non comparables"),
    "only": said("one account", "un seul récit"),
    "author": said("the author", "l’auteur"),
    "unnamed": said("an unnamed source", "une source non nommée"),
    "CT+": said("certain", "certain"),
    "CT-": said("certain, negative", "certain, négatif"),
    "PR+": said("probable", "probable"),
    "PR-": said("probable, negative", "probable, négatif"),
    "PS+": said("possible", "possible"),
    "PS-": said("possible, negative", "possible, négatif"),
    "U": said("uncommitted", "sans se prononcer"),
}
"""Relations, certainties and kinds of voice in words: the history keeps their codes, people read words."""


def tell_event(event: Event, about: Event | None, names: Mapping[str, str]) -> Said:
    """What was done, without who and when. `about` is the event that an undo or redo is about."""
    if event.did is Did.KEEP:
        where = _where(event, names)
        return said(f"account kept{where}", f"récit gardé{where.french}")
    if event.did is Did.RENAME:
        told = "".join(f" · {_file(event.before)} → {_file(anchor.exact)}" for anchor in event.anchors)
        return said(f"account renamed{told}", f"récit renommé{told}")
    if event.did is Did.REMOVE:
        return said("account removed, with all its words", "récit retiré, avec tous ses mots")
    return _tell_correction(event, about, names)


def _tell_correction(event: Event, about: Event | None, names: Mapping[str, str]) -> Said:
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
    found = ", ".join(_file(names.get(account) or account) for account in ids)
    what = _layer(event.anchors[0]) if event.anchors else said("", "")
    english = (f" · {what}" if what else "") + (f" “{words}”" if words else "") + (f" · {found}" if found else "")
    french = (
        (f" · {what.french}" if what else "") + (f" « {words} »" if words else "") + (f" · {found}" if found else "")
    )
    return said(english, french)


def _file(name: str | None) -> str:
    """A file without its folders; a name that people gave has no ending, and may hold a stroke (`AFP/Reuters`)."""
    path = PurePath(name or "?")
    return path.name if path.suffix else str(name or "?")


def _layer(anchor: Anchor) -> Said:
    return _LAYER.get(anchor.layer, said("", "")) if anchor.role == "mark" else said("", "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _tell(change: Change, before: str | None) -> Said:  # noqa: PLR0911  one line a kind of change
    match change:
        case JudgeMark(verdict=verdict):
            return _VERDICT[verdict]
        case JudgePoint() | SetRelation() | SplitPoint() | MergePoints():
            return _of_point(change, before)
        case FixSpan():
            return said("other words", "autres mots")
        case FixVoice(kind=kind, name=name):
            return _changed("voice", "voix", _code(before), _plain(name) if name else _code(kind))
        case FixCertainty(certainty=certainty):
            return _changed("certainty", "certitude", _code(before), _code(certainty))
        case FixFigure():
            return _changed("figure", "chiffre", _plain(before), _plain(tell_figure(change)))
        case FixDate(timex=timex):
            return _changed("date", "date", _plain(before), _plain(timex))
        case FixActor(name=name, key=key):
            return _changed("actor", "acteur", _plain(before), _plain(f"{name} ({key})"))
        case AddClaim() | AddFigure() | AddDate() | AddActor() | AddTechnique():
            value = _value(change)
            return said(f"marked: {value}", f"marqué : {value.french}")
        case Note(text=text):
            return said(f"note: {_short(text)}", f"note : {_short(text)}")


def _of_point(change: JudgePoint | SetRelation | SplitPoint | MergePoints, before: str | None) -> Said:
    match change:
        case JudgePoint(verdict=verdict):
            told = _VERDICT[verdict]
            return said(f"point {told}", f"point {told.french}")
        case SetRelation(relation=relation):
            return _changed("relation", "relation", _code(before), _code(relation))
        case SplitPoint(claims=claims):
            return said(f"point split ({len(claims)} claims out)", f"point scindé ({len(claims)} affirmations à part)")
        case MergePoints(points=points):
            return said(f"{len(points)} points made one", f"{len(points)} points réunis")


def _value(added: AddClaim | AddFigure | AddDate | AddActor | AddTechnique) -> Said:
    """What an added mark says."""
    match added:
        case AddClaim(kind=kind, name=name, certainty=certainty):
            who, how = _plain(name) if name else _code(kind), _code(certainty)
            return said(f"{who}, {how}", f"{who.french}, {how.french}")
        case AddFigure():
            return _plain(tell_figure(added))
        case AddDate(timex=timex):
            return _plain(timex)
        case AddActor(name=name, key=key):
            return _plain(f"{name} ({key})")
        case AddTechnique(name=name):
            return _plain(name)


def _changed(english: str, french: str, before: Said, now: Said) -> Said:
    """What was changed, what stood there before and what stands there now."""
    was, avant = (f"{before} → ", f"{before.french} → ") if before and before != now else ("", "")
    return said(f"{english}: {was}{now}", f"{french} : {avant}{now.french}")


def _plain(value: str | None) -> Said:
    """What reads the same in every language."""
    return said(value or "", value or "")


def _code(value: str | None) -> Said:
    return _CODES.get(str(value or ""), _plain(value))


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
