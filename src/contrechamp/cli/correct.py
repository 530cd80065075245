"""`contrechamp correct`: verdicts, fixes, relations, splits, merges and notes, from the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.dossier import Named, Where, Who, Why, full_id, me, opened
from contrechamp.cli.files import say, user_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from contrechamp.model import Comparison
    from contrechamp.store import Change, Reviewed, Store

correct = typer.Typer(
    no_args_is_help=True,
    help="Accept, reject or fix what the machine read. `contrechamp list DOSSIER.db --points --marks` prints the ids;"
    " their first characters are enough.",
)

Id = Annotated[str, typer.Argument(metavar="ID", help="Of a mark or a point, or its beginning.")]
Mark = Annotated[str, typer.Argument(metavar="MARK", help="The id of a mark, or its beginning.")]
PointId = Annotated[str, typer.Argument(metavar="POINT", help="The id of a point, or its beginning.")]


@correct.command()
def accept(where: Where, id_: Id, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say that a mark or a point is right.

    \b
    contrechamp correct accept fire.db 46da --why "seen in both"
    """
    _judge(where, id_, "accept", dossier, who, why)


@correct.command()
def reject(where: Where, id_: Id, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say that a mark is wrong, or that a point's claims do not belong together."""
    _judge(where, id_, "reject", dossier, who, why)


@correct.command()
def unsure(where: Where, id_: Id, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say that you cannot tell; it comes back at the end of what is disputed."""
    _judge(where, id_, "unsure", dossier, who, why)


@correct.command()
def figure(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    mark: Mark,
    value: Annotated[str, typer.Argument(help="12, 12..15, 12.. (at least), ..15 (at most), 1.5.")],
    unit: Annotated[str | None, typer.Option(help="euro, percent, kilometre-per-hour …; '' for none.")] = None,
    counted: Annotated[str | None, typer.Option(help="What is counted: mort, soldat …; '' for nothing.")] = None,
    per: Annotated[str | None, typer.Option(help="month, day …; '' for nothing.")] = None,
    approximate: Annotated[
        bool | None, typer.Option("--approximate/--exact", help="Whether the text says about.")
    ] = None,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Say what a figure is; what you leave out stays as it was read.

    \b
    contrechamp correct figure fire.db 9f3c 12..15 --counted blessé
    """
    from contrechamp.model import Quantity
    from contrechamp.store import FixFigure

    with opened(where) as store:
        review, full = _mark(store, dossier, mark)
        old = _held(review.comparison, full)
        is_figure = isinstance(old, Quantity)
        kept = {name: getattr(old, name) if is_figure else None for name in ("unit", "counted", "per")}
        given = {name: new for name, new in (("unit", unit), ("counted", counted), ("per", per)) if new is not None}
        texts = {name: new or None for name, new in (kept | given).items()}
        about = approximate if approximate is not None else bool(getattr(old, "approximate", False))
        low, high = _bounds(value)
        _do(store, dossier, FixFigure(full, low, high, **texts, approximate=about), review, who, why)


@correct.command()
def date(where: Where, mark: Mark, timex: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say what an expression of time means, as TIMEX3: 2023-09-13, 2023-09, XXXX-09-13, P19M.

    \b
    contrechamp correct date fire.db 1b2c 2023-09-13
    """
    from contrechamp.store import FixDate

    _fix(where, dossier, mark, lambda full: FixDate(full, timex), who, why)


@correct.command()
def actor(
    where: Where,
    mark: Mark,
    key: Annotated[str, typer.Argument(help="country:RU, person:jeanne-martin …")],
    name: Annotated[str, typer.Argument(help="The name to show.")],
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Say whom a mention means.

    \b
    contrechamp correct actor fire.db 77aa organisation:sdis "SDIS de Lorne"
    """
    from contrechamp.store import FixActor

    _fix(where, dossier, mark, lambda full: FixActor(full, key, name), who, why)


@correct.command()
def voice(  # noqa: PLR0913, PLR0917  each is an option of the command
    where: Where,
    mark: Mark,
    name: Annotated[str | None, typer.Argument(help="Who says it; nothing with --author or --unnamed.")] = None,
    author: Annotated[bool, typer.Option("--author", help="The account's author says it.")] = False,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="A source without a name says it.")] = False,
    outlet: Annotated[str | None, typer.Option(help="The outlet that the speaker writes for.")] = None,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Say who speaks in a claim.

    \b
    contrechamp correct voice fire.db 10ae "la préfecture"
    contrechamp correct voice fire.db 10ae --author
    """
    from contrechamp.errors import UsageError, said
    from contrechamp.model import VoiceKind
    from contrechamp.store import FixVoice

    if author + (unnamed or name is not None) != 1:
        raise UsageError(said("give a name, --author or --unnamed", "donner un nom, --author ou --unnamed"))
    kind = VoiceKind.AUTHOR if author else VoiceKind.UNNAMED if unnamed else VoiceKind.NAMED
    _fix(where, dossier, mark, lambda full: FixVoice(full, kind, name, None, outlet), who, why)


@correct.command()
def certainty(where: Where, mark: Mark, value: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say how surely a claim is put: CT+ CT- PR+ PR- PS+ PS- U.

    \b
    contrechamp correct certainty fire.db 10ae PS+
    """
    from contrechamp.model import Certainty
    from contrechamp.store import FixCertainty

    chosen = Certainty(_one_of(value, [str(kind) for kind in Certainty]))
    _fix(where, dossier, mark, lambda full: FixCertainty(full, chosen), who, why)


@correct.command()
def span(
    where: Where,
    mark: Mark,
    words: Annotated[str, typer.Argument(help="The exact words that the mark should have.")],
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Give a mark other words: the nearest such words of its account.

    \b
    contrechamp correct span fire.db 9f3c "douze blessés légers"
    """
    from contrechamp.errors import DoesNotFit, said
    from contrechamp.store import FixSpan
    from contrechamp.store.aiming import find

    with opened(where) as store:
        review, full = _mark(store, dossier, mark)
        account, _, held = find(review.comparison, full)
        starts = [found.start() for found in re.finditer(re.escape(words), account.text)] if words else []
        if not starts:
            raise DoesNotFit(
                said("these words are not in the account", "ces mots ne sont pas dans le récit"), where=words[:60]
            )
        start = min(starts, key=lambda at: (abs(at - held.span.start), at))
        _do(store, dossier, FixSpan(full, start, start + len(words)), review, who, why)


@correct.command()
def relation(where: Where, point: PointId, value: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say how the accounts stand on a point: agree, conflict, figures-differ, not-comparable.

    \b
    contrechamp correct relation fire.db 46da agree
    """
    from contrechamp.model import RelationKind
    from contrechamp.store import SetRelation

    chosen = RelationKind(_one_of(value, [str(kind) for kind in RelationKind]))
    with opened(where) as store:
        review, full = _point(store, dossier, point)
        _do(store, dossier, SetRelation(full, chosen), review, who, why)


@correct.command()
def split(
    where: Where,
    point: PointId,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="The claims that make a point of their own.")],
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Make two points of one.

    \b
    contrechamp correct split fire.db 46da 10ae 99b1
    """
    from contrechamp.store import SplitPoint
    from contrechamp.store.aiming import claims_of

    with opened(where) as store:
        review, full = _point(store, dossier, point)
        inside = next(claims_of(held) for held in review.comparison.points if held.id == full)
        _do(store, dossier, SplitPoint(full, tuple(full_id(claim, inside) for claim in claims)), review, who, why)


@correct.command()
def merge(
    where: Where,
    points: Annotated[list[str], typer.Argument(metavar="POINT POINT…", help="The first one's label stays.")],
    relation: Annotated[str | None, typer.Option(help="How the accounts then stand, if you know.")] = None,
    dossier: Named = None,
    who: Who = None,
    why: Why = "",
) -> None:
    """Make one point of several.

    \b
    contrechamp correct merge fire.db 46da 5f41 --relation agree
    """
    from contrechamp.model import RelationKind
    from contrechamp.store import MergePoints, reviewed

    chosen = RelationKind(_one_of(relation, [str(kind) for kind in RelationKind])) if relation else None
    with opened(where) as store:
        review = reviewed(store, dossier)
        names = tuple(full_id(point, [held.id for held in review.comparison.points]) for point in points)
        _do(store, dossier, MergePoints(names, chosen), review, who, why)


@correct.command()
def note(
    where: Where,
    text: Annotated[str, typer.Argument(help="What you have to say.")],
    on: Annotated[str | None, typer.Option("--on", metavar="ID", help="A mark, a point or an account.")] = None,
    dossier: Named = None,
    who: Who = None,
) -> None:
    """Leave a note on the dossier, or on a mark, a point or an account.

    \b
    contrechamp correct note fire.db "call the hospital" --on 46da
    """
    from contrechamp.store import Note, reviewed

    with opened(where) as store:
        review = reviewed(store, dossier)
        if on is None:
            _do(store, dossier, Note(text), review, who, "")
            return
        accounts = [account.id for account in review.comparison.accounts]
        points = [point.id for point in review.comparison.points]
        full = full_id(on, [*accounts, *points, *_marks(store, dossier)])
        if full in points:
            change = Note(text, point=full)
        else:
            change = Note(text, account=full) if full in accounts else Note(text, mark=full)
        _do(store, dossier, change, review, who, "")


def _judge(where: str, id_: str, verdict: str, dossier: str | None, who: str | None, why: str) -> None:
    from contrechamp.store import JudgeMark, JudgePoint, Verdict, reviewed

    with opened(where) as store:
        review = reviewed(store, dossier)
        points = [point.id for point in review.comparison.points]
        full = full_id(id_, [*points, *_marks(store, dossier)])
        change = JudgePoint(full, Verdict(verdict)) if full in points else JudgeMark(full, Verdict(verdict))
        _do(store, dossier, change, review, who, why)


def _do(store: Store, dossier: str | None, change: Change, review: Reviewed, who: str | None, why: str) -> None:
    """Make the correction, unless somebody changed the same thing since it was looked at, and tell it in a line."""
    from contrechamp.errors import tell
    from contrechamp.store import correct as make

    entry = make(store, dossier, change, who=me(who), why=why, seen=review.last)
    say(f"{entry.number} · {tell(entry.line, user_language())}")


def _fix(
    where: str, dossier: str | None, mark: str, change: Callable[[str], Change], who: str | None, why: str
) -> None:
    """Make the correction of a mark that `change` makes of the mark's full id."""
    with opened(where) as store:
        review, full = _mark(store, dossier, mark)
        _do(store, dossier, change(full), review, who, why)


def _mark(store: Store, dossier: str | None, mark: str) -> tuple[Reviewed, str]:
    from contrechamp.store import reviewed

    return reviewed(store, dossier), full_id(mark, _marks(store, dossier))


def _marks(store: Store, dossier: str | None) -> list[str]:
    """The ids of all marks, rejected ones too: a verdict can be changed."""
    from contrechamp.store import comparison
    from contrechamp.store.anchors import layers

    return [mark.id for extraction in comparison(store, dossier).extractions for _, mark in layers(extraction)]


def _held(comparison: Comparison, mark: str) -> object:
    from contrechamp.store.anchors import layers

    return next((held for e in comparison.extractions for _, held in layers(e) if held.id == mark), None)


def _point(store: Store, dossier: str | None, point: str) -> tuple[Reviewed, str]:
    from contrechamp.store import reviewed

    review = reviewed(store, dossier)
    return review, full_id(point, [held.id for held in review.comparison.points])


def _bounds(value: str) -> tuple[int | float | None, int | float | None]:
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


def _number(text: str) -> int | float | None:
    text = text.replace(" ", "").replace("_", "")
    if not text:
        return None
    return int(text) if re.fullmatch(r"-?\d{1,300}", text) else float(text)


def _one_of(value: str, known: list[str]) -> str:
    from contrechamp.errors import UsageError, said

    if value not in known:
        choose = ", ".join(known)
        raise UsageError(
            said(f"there is no {value!r}", f"{value!r} n’existe pas"),
            remedy=said(f"choose one of: {choose}", f"choisir parmi : {choose}"),
        )
    return value
