"""A comparison in which every foreign string tries to become markup, an address, or a terminal command."""

from __future__ import annotations

from dataclasses import replace

from tests.samples.builder import Telling

from contrechamp.model import Comparison, Event, Point, RelationKind, Stand, StandKind, Warned

BAD = (
    """'"><script>window.pwned=1</script><img src=x onerror=window.pwned=1>{{7*7}}</style></title>&amp;\u202e\x1b[31m"""
)


def hostile() -> Comparison:
    """Two accounts full of markup; their ids are markup too."""
    tellings = [_telling(f"{name} {BAD}") for name in "AB"]
    renamed = [replace(t.account, id=f"{BAD}{at}") for at, t in enumerate(tellings)]
    extractions = tuple(replace(t.made(), account=account) for t, account in zip(tellings, renamed, strict=True))
    stands = tuple(
        Stand(account.id, StandKind.ASSERTS, (e.claims[0].id,)) for account, e in zip(renamed, extractions, strict=True)
    )
    return Comparison(
        event=Event(BAD, BAD, (BAD,), (BAD,)),
        accounts=tuple(renamed),
        extractions=extractions,
        points=(Point(BAD, BAD, RelationKind.CONFLICT, stands, 2),),
        origins=tuple((account.id,) for account in renamed),
    )


def _telling(name: str) -> Telling:
    text = f"{name} dit que {BAD} a eu lieu le 3 mai, avec 12 {BAD} morts."
    t = Telling(BAD, text, title=BAD, outlet=BAD, byline=BAD, url=f"javascript:alert(1)//{BAD}", cites=(BAD,))
    t.account = replace(t.account, links=("data:text/html,<script>1</script>", "https://a.example/?q=<b>"))
    t.account = replace(t.account, warnings=(Warned(BAD, BAD),), language="fr")
    t.actor(BAD, BAD, f"person:{BAD}")
    t.time("le 3 mai", BAD)
    figure = t.figure(f"12 {BAD} morts", "12", 12, 12, unit=BAD, counted=BAD, per=BAD)
    voice = t.voice(BAD, name, "dit que")
    t.claim(f"{BAD} a eu lieu le 3 mai, avec 12 {BAD} morts", voice=voice, mode="indirect", quantities=[figure])
    t.technique(BAD, BAD, BAD)
    return t
