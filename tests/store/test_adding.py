"""Marks that people add: among the machine's, corrected like them, and in what is compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.made import BLOG, PAPER, THREE, WIRE, made

from contrechamp.errors import DoesNotFit, NotInDossier, tell
from contrechamp.model import Certainty, Comparison, Extraction, Mode, RelationKind, Span, VoiceKind
from contrechamp.store import (
    AddActor,
    AddClaim,
    AddDate,
    AddFigure,
    AddTechnique,
    Change,
    Entry,
    FixFigure,
    JudgeMark,
    MergePoints,
    Store,
    Verdict,
    correct,
    keep,
    open_store,
    proposals,
    redo,
    reviewed,
    undo,
)
from contrechamp.store.aiming import claims_of

WIRE_ID, PAPER_ID, BLOG_ID = (extraction.account.id for extraction in THREE)


def do(store: Store, change: Change, who: str = "Ana") -> Entry:
    return correct(store, None, change, who=who)


def shown(store: Store) -> Comparison:
    return reviewed(store, None).comparison


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_every_kind_of_mark_can_be_added(fire: Store) -> None:
    do(fire, AddClaim(PAPER_ID, *span(PAPER, "enquête indépendante"), VoiceKind.NAMED, "le maire"))
    do(fire, AddFigure(WIRE_ID, *span(WIRE, "Les pompiers"), 40, None, counted="pompier", approximate=True))
    do(fire, AddDate(WIRE_ID, *span(WIRE, "avant l’aube"), "2024-03-13"))
    do(fire, AddActor(WIRE_ID, *span(WIRE, "la préfecture"), "organisation:prefecture", "Préfecture"))
    do(fire, AddTechnique(BLOG_ID, *span(BLOG, "Personne ne croit au hasard"), "Doubt"))
    wire, paper, blog = shown(fire).extractions
    claim = next(c for c in paper.claims if c.voice.name == "le maire")
    assert (claim.mode, claim.certainty) == (Mode.INDIRECT, Certainty.CERTAIN)
    assert claim.evidence is not None and claim.evidence.rule == "person"
    figure = next(q for q in wire.quantities if q.low == 40)
    assert (figure.high, figure.counted, figure.approximate) == (None, "pompier", True)
    date = next(t for t in wire.times if t.timex == "2024-03-13")
    assert (date.earliest, date.latest) == ("2024-03-13", "2024-03-13")
    assert any(actor.key == "organisation:prefecture" for actor in wire.actors)
    assert [technique.name for technique in blog.techniques] == ["Doubt"]
    about_firemen = next(c for c in wire.claims if "pompiers" in WIRE[c.span.start : c.span.end])
    assert figure.id in about_firemen.quantities and date.id in about_firemen.times
    assert [placed.layer for placed in reviewed(fire, None).placed] == [
        "claim",
        "quantity",
        "time",
        "actor",
        "technique",
    ]


def test_an_added_claim_stands_alone_until_it_is_put_with_others(fire: Store) -> None:
    do(fire, AddClaim(PAPER_ID, *span(PAPER, "une enquête indépendante sur la halle")))
    found = shown(fire)
    claim = next(c for e in found.extractions for c in e.claims if c.evidence and c.evidence.rule == "person")
    own = next(p for p in found.points if claim.id in claims_of(p))
    assert own.relation is RelationKind.ONLY and claims_of(own) == (claim.id,)
    other = next(p for p in found.points if p.relation is RelationKind.AGREE)
    do(fire, MergePoints((other.id, own.id)))
    assert claim.id in claims_of(next(p for p in shown(fire).points if p.id == other.id))


def without_figures(extraction: Extraction) -> Extraction:
    """The account as a machine would mark it that reads no figures."""
    claims = tuple(replace(claim, quantities=()) for claim in extraction.claims)
    return replace(extraction, quantities=(), claims=claims)


def test_an_added_figure_is_compared(tmp_path: Path) -> None:
    """What the machine missed is marked: the accounts turn out to give different figures, then to agree."""
    with open_store(tmp_path / "fire.db") as store:
        keep(store, [THREE[0], without_figures(THREE[1])])
        before = {point.id: point.relation for point in shown(store).points}
        assert RelationKind.FIGURES_DIFFER not in before.values()
        do(store, AddFigure(PAPER_ID, *span(PAPER, "dix-sept blessés"), 17, 17, counted="blessé"))
        [now] = [point for point in shown(store).points if point.relation is RelationKind.FIGURES_DIFFER]
        assert now.id in before


def test_an_added_mark_can_be_corrected_rejected_and_taken_back(fire: Store) -> None:
    do(fire, AddFigure(WIRE_ID, *span(WIRE, "Les pompiers"), 40, 40))
    added = next(q for q in shown(fire).extractions[0].quantities if q.low == 40)
    do(fire, FixFigure(added.id, 50, 50))
    assert any(q.low == 50 for q in shown(fire).extractions[0].quantities)
    undo(fire, None, "Ana", number=reviewed(fire, None).placed[0].entry.number)
    found = reviewed(fire, None)
    assert found.comparison == replace(found.proposed)
    assert [each.layer for each in found.placed] == [] and len(found.adrift) == 1
    redo(fire, None, "Ana", number=found.last - 2)
    do(fire, JudgeMark(added.id, Verdict.REJECT))
    assert added.id not in {q.id for q in shown(fire).extractions[0].quantities}
    assert added.id in {q.id for q in reviewed(fire, None).proposed.extractions[0].quantities}


def test_added_marks_are_not_asked_about(fire: Store) -> None:
    before = {proposal.id for proposal in proposals(fire, None)}
    do(fire, AddTechnique(BLOG_ID, *span(BLOG, "Personne ne croit au hasard"), "Doubt"))
    assert {proposal.id for proposal in proposals(fire, None)} == before


def test_an_added_mark_stays_with_its_words(fire: Store) -> None:
    do(fire, AddDate(WIRE_ID, *span(WIRE, "avant l’aube"), "2024-03-13"))
    later = made("Mise à jour. " + WIRE, "wire.txt")
    keep(fire, [later])
    [date] = [t for t in shown(fire).extractions[0].times if t.timex == "2024-03-13"]
    assert later.account.text[date.span.start : date.span.end] == "avant l’aube"
    gone = made(WIRE.replace("avant l’aube", "au petit matin"), "wire.txt")
    keep(fire, [gone])
    [lost] = reviewed(fire, None).adrift
    assert lost.words == ("avant l’aube",)


def test_where_the_machine_comes_to_mark_the_words_the_person_stays_right(fire: Store) -> None:
    extraction = THREE[0]
    bare = replace(
        extraction,
        account=replace(extraction.account, id="bare", name="bare.txt"),
        quantities=(),
        claims=tuple(replace(claim, id=f"b{claim.id}", quantities=()) for claim in extraction.claims),
    )
    keep(fire, [bare])
    do(fire, AddFigure("bare", *span(WIRE, "douze blessés"), 11, 11, counted="blessé"))
    [figure] = next(e for e in shown(fire).extractions if e.account.id == "bare").quantities
    from contrechamp.store import comparison
    from contrechamp.store.adding import add_marks
    from contrechamp.store.anchors import Texts
    from contrechamp.store.journal import load

    machine = comparison(fire, None)
    reread = replace(
        machine,
        extractions=tuple(
            replace(e, quantities=(replace(figure, low=12, high=12),)) if e.account.id == "bare" else e
            for e in machine.extractions
        ),
    )
    with fire.reading() as connection:
        events = [event for event in load(connection, 1) if isinstance(event.change, AddFigure)]
    again = add_marks(reread, events, {"bare": None}, Texts()).comparison
    [held] = next(e for e in again.extractions if e.account.id == "bare").quantities
    assert (held.low, held.id) == (11, figure.id)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (AddFigure(WIRE_ID, *span(WIRE, "douze blessés"), 12, 12), "déjà"),
        (AddFigure(WIRE_ID, 0, 5, None, None), "borne"),
        (AddFigure(WIRE_ID, 0, 5, 3, 2), "borne"),
        (AddFigure(WIRE_ID, 5, 5, 1, 1), "empan"),
        (AddDate(WIRE_ID, 0, 5, "bientôt"), "TIMEX3"),
        (AddActor(WIRE_ID, 0, 5, "martien:zog", "Zog"), "clé"),
        (AddActor(WIRE_ID, 0, 5, "person:zog", " "), "nom"),
        (AddTechnique(WIRE_ID, 0, 5, " "), "nom"),
        (AddClaim(WIRE_ID, 0, 5, VoiceKind.NAMED), "nom"),
    ],
)
def test_what_does_not_fit_is_refused(fire: Store, change: Change, why: str) -> None:
    before = reviewed(fire, None)
    with pytest.raises(DoesNotFit) as refused:
        do(fire, change)
    assert why in refused.value.line("fr")
    assert reviewed(fire, None) == before


def test_an_account_that_is_not_there(fire: Store) -> None:
    with pytest.raises(NotInDossier):
        do(fire, AddDate("nowhere", 0, 5, "2024"))


def test_the_history_tells_what_was_marked(fire: Store) -> None:
    entry = do(fire, AddFigure(WIRE_ID, *span(WIRE, "Les pompiers"), 40, 40, counted="pompier"))
    assert tell(entry.line, "fr") == "marqué : 40 pompier · chiffre « Les pompiers » · wire.txt"
    claim = do(fire, AddClaim(WIRE_ID, *span(WIRE, "Les pompiers ont"), VoiceKind.AUTHOR, certainty=Certainty.POSSIBLE))
    assert "marqué : l’auteur, possible" in tell(claim.line, "fr")


def test_quoted_words_are_direct_speech() -> None:
    from contrechamp.store.adding import mark_of

    text = "Le maire : « Rien n’est joué », dit-il."
    extraction = made(text)
    claim = mark_of(
        AddClaim("x", *span(text, "Rien n’est joué"), VoiceKind.NAMED, "le maire"), Span(13, 28), extraction
    )
    assert claim.mode is Mode.DIRECT  # type: ignore[union-attr]
