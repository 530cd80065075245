"""`contrechamp correct`: verdicts, fixes, relations, splits, merges and notes, from the command line."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from contrechamp.cli.deciding import (
    a_mark,
    a_point,
    all_marks,
    bounds_of,
    decide,
    fix_mark,
    held_mark,
    kind_of_voice,
    one_of,
)
from contrechamp.cli.dossier import Named, Where, Who, Why, full_id, opened

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
        review, full = a_mark(store, dossier, mark)
        old = held_mark(review.comparison, full)
        is_figure = isinstance(old, Quantity)
        kept = {name: getattr(old, name) if is_figure else None for name in ("unit", "counted", "per")}
        given = {name: new for name, new in (("unit", unit), ("counted", counted), ("per", per)) if new is not None}
        texts = {name: new or None for name, new in (kept | given).items()}
        about = approximate if approximate is not None else bool(getattr(old, "approximate", False))
        low, high = bounds_of(value)
        decide(store, dossier, FixFigure(full, low, high, **texts, approximate=about), review, who, why)


@correct.command()
def date(where: Where, mark: Mark, timex: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say what an expression of time means, as TIMEX3: 2023-09-13, 2023-09, XXXX-09-13, P19M.

    \b
    contrechamp correct date fire.db 1b2c 2023-09-13
    """
    from contrechamp.store import FixDate

    fix_mark(where, dossier, mark, lambda full: FixDate(full, timex), who, why)


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

    fix_mark(where, dossier, mark, lambda full: FixActor(full, key, name), who, why)


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
    from contrechamp.store import FixVoice

    kind = kind_of_voice(name, author=author, unnamed=unnamed)
    fix_mark(where, dossier, mark, lambda full: FixVoice(full, kind, name, None, outlet), who, why)


@correct.command()
def certainty(where: Where, mark: Mark, value: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say how surely a claim is put: CT+ CT- PR+ PR- PS+ PS- U.

    \b
    contrechamp correct certainty fire.db 10ae PS+
    """
    from contrechamp.model import Certainty
    from contrechamp.store import FixCertainty

    chosen = Certainty(one_of(value, [str(kind) for kind in Certainty]))
    fix_mark(where, dossier, mark, lambda full: FixCertainty(full, chosen), who, why)


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
        review, full = a_mark(store, dossier, mark)
        account, _, held = find(review.comparison, full)
        starts = [found.start() for found in re.finditer(re.escape(words), account.text)] if words else []
        if not starts:
            raise DoesNotFit(
                said("these words are not in the account", "ces mots ne sont pas dans le récit"), where=words[:60]
            )
        start = min(starts, key=lambda at: (abs(at - held.span.start), at))
        decide(store, dossier, FixSpan(full, start, start + len(words)), review, who, why)


@correct.command()
def relation(where: Where, point: PointId, value: str, dossier: Named = None, who: Who = None, why: Why = "") -> None:
    """Say how the accounts stand on a point: agree, conflict, figures-differ, not-comparable.

    \b
    contrechamp correct relation fire.db 46da agree
    """
    from contrechamp.model import RelationKind
    from contrechamp.store import SetRelation

    chosen = RelationKind(one_of(value, [str(kind) for kind in RelationKind]))
    with opened(where) as store:
        review, full = a_point(store, dossier, point)
        decide(store, dossier, SetRelation(full, chosen), review, who, why)


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
        review, full = a_point(store, dossier, point)
        inside = next(claims_of(held) for held in review.comparison.points if held.id == full)
        decide(store, dossier, SplitPoint(full, tuple(full_id(claim, inside) for claim in claims)), review, who, why)


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

    chosen = RelationKind(one_of(relation, [str(kind) for kind in RelationKind])) if relation else None
    with opened(where) as store:
        review = reviewed(store, dossier)
        names = tuple(full_id(point, [held.id for held in review.comparison.points]) for point in points)
        decide(store, dossier, MergePoints(names, chosen), review, who, why)


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
            decide(store, dossier, Note(text), review, who, "")
            return
        accounts = [account.id for account in review.comparison.accounts]
        points = [point.id for point in review.comparison.points]
        full = full_id(on, [*accounts, *points, *all_marks(review)])
        if full in points:
            change = Note(text, point=full)
        else:
            change = Note(text, account=full) if full in accounts else Note(text, mark=full)
        decide(store, dossier, change, review, who, "")


def _judge(where: str, id_: str, verdict: str, dossier: str | None, who: str | None, why: str) -> None:
    from contrechamp.store import JudgeMark, JudgePoint, Verdict, reviewed

    with opened(where) as store:
        review = reviewed(store, dossier)
        points = [point.id for point in review.comparison.points]
        full = full_id(id_, [*points, *all_marks(review)])
        change = JudgePoint(full, Verdict(verdict)) if full in points else JudgeMark(full, Verdict(verdict))
        decide(store, dossier, change, review, who, why)
