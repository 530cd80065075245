"""`contrechamp list`: what a dossier holds, with the ids that other commands take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.dossier import Named, Where, aligned, opened
from contrechamp.cli.files import say, user_language, write
from contrechamp.errors import said

if TYPE_CHECKING:
    from contrechamp.model import Comparison, Span
    from contrechamp.store import Reviewed, Store
    from contrechamp.store.anchors import Mark

_LONGEST = 90
_EMPTY = said(
    "no dossier in it yet · do: contrechamp keep DOSSIER.db A B",
    "aucun dossier encore · à faire : contrechamp keep DOSSIER.db A B",
)


def list_(
    where: Where,
    dossier: Named = None,
    points: Annotated[bool, typer.Option("--points", help="The points, with their relation.")] = False,
    marks: Annotated[bool, typer.Option("--marks", help="The marks, account by account.")] = False,
    review: Annotated[bool, typer.Option("--review", help="What is still to be decided, disputed first.")] = False,
    adrift: Annotated[bool, typer.Option("--adrift", help="Corrections that no longer fit, and why.")] = False,
) -> None:
    """List the accounts of a dossier (and the dossiers of a database), its points, marks, or what is to be decided.

    \b
    contrechamp list fire.db
    contrechamp list fire.db --review
    contrechamp list fire.db --points
    """
    from contrechamp.errors import tell
    from contrechamp.store import reviewed

    with opened(where) as store:
        if not (points or marks or review or adrift):
            if held := list(_dossiers(store, dossier)):
                write("\n\n".join(held), None)
            else:
                say(tell(_EMPTY, user_language()))
            return
        found = reviewed(store, dossier)
        parts = []
        if points:
            parts.append(aligned(_points(found.comparison)))
        if marks:
            parts.append(aligned(_marks(found.comparison)))
        if review:
            parts.append(_queue(store, dossier, found.comparison))
        if adrift:
            parts.append(aligned(_adrift(found)))
    told = "\n\n".join(filter(None, parts))
    if told:
        write(told, None)
    else:
        say("rien de cela ici" if user_language() == "fr" else "nothing of this here")


def _dossiers(store: Store, dossier: str | None) -> Iterator[str]:
    from contrechamp.store import accounts, dossiers, find_dossier

    french = user_language() == "fr"
    for info in (find_dossier(store, dossier),) if dossier else dossiers(store):
        counted = ", ".join(
            _count(number, noun, french)
            for number, noun in (
                (info.accounts, "récit" if french else "account"),
                (info.corrections, "correction"),
            )
        )
        event = " · ".join(filter(None, (info.title, info.when)))
        rows = [
            (account.id, account.outlet or "", str(account.published or ""), account.name or account.title or "")
            for account in accounts(store, info.id)
        ]
        head = f"{info.name} ({info.id}) · {counted}" + (f" · {event}" if event else "")
        yield aligned([(head,)]) + ("\n" + aligned(rows) if rows else "")


def _count(number: int, noun: str, french: bool) -> str:
    """French counts none and one as singular, English only one."""
    return f"{number} {noun}" + ("" if number == 1 or (french and number == 0) else "s")


def _points(comparison: Comparison) -> list[tuple[str, ...]]:
    letters = _letters(comparison)
    return [
        (point.id, str(point.relation), "".join(letters[s.account] for s in point.stands if s.claims), point.label)
        for point in comparison.points
    ]


def _letters(comparison: Comparison) -> dict[str, str]:
    return {account.id: chr(65 + at) if at < 26 else str(at + 1) for at, account in enumerate(comparison.accounts)}


def _marks(comparison: Comparison) -> list[tuple[str, ...]]:
    from contrechamp.store.anchors import layers

    return [
        (
            mark.id,
            layer,
            PurePath(extraction.account.name).name,
            _value(mark),
            _short(extraction.account.text[mark.span.start : mark.span.end]),
        )
        for extraction in comparison.extractions
        for layer, mark in sorted(layers(extraction), key=lambda held: (held[1].span, held[1].id))
    ]


def _value(mark: Mark) -> str:
    """What was read in a mark, in a few signs."""
    from contrechamp.model import Actor, Quantity, Technique, Time
    from contrechamp.store.lines import tell_figure

    if isinstance(mark, Quantity):
        return tell_figure(mark)
    if isinstance(mark, Time):
        return mark.timex
    if isinstance(mark, Actor):
        return mark.key
    if isinstance(mark, Technique):
        return mark.name
    return f"{mark.certainty} {mark.voice.name or mark.voice.kind}"


def _queue(store: Store, dossier: str | None, comparison: Comparison) -> str:
    """What is to be decided, each with the words that stand against each other."""
    from contrechamp.show.clean import clean
    from contrechamp.store import proposals

    letters, texts = _letters(comparison), {account.id: account.text for account in comparison.accounts}
    spans = {claim.id: claim.span for extraction in comparison.extractions for claim in extraction.claims}
    told = []
    for proposal in proposals(store, dossier):
        passages: list[tuple[str, Span | None]] = [(proposal.account or "", proposal.span)]
        for stand in proposal.point.stands if proposal.point else ():
            passages += [(stand.account, spans.get(claim)) for claim in stand.claims]
        rows = [f"{proposal.id}  {proposal.reason}" + (f" ({proposal.layer})" if proposal.layer != "point" else "")]
        rows += [f"    {letters[a]}  {_short(texts[a][span.start : span.end])}" for a, span in passages if span]
        told.append("\n".join(clean(row, lines=False) for row in rows))
    return "\n".join(told)


def _adrift(found: Reviewed) -> list[tuple[str, ...]]:
    from contrechamp.errors import tell

    language = user_language()
    return [
        (str(lost.entry.number), lost.entry.who, tell(lost.why, language), tell(lost.entry.line, language))
        for lost in found.adrift
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
