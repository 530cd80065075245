"""What people decide: each kind of correction, where it stands, taking it back, and what becomes of it later."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.store.made import BLOG, PAPER, THREE, WIRE, made

import contrechamp as cc
from contrechamp.errors import ChangedMeanwhile, DoesNotFit, NotInDossier, tell
from contrechamp.model import Certainty, Comparison, Extraction, Point, RelationKind, StandKind, VoiceKind
from contrechamp.store import (
    Change,
    Entry,
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
    Reviewed,
    SetRelation,
    SplitPoint,
    Store,
    Verdict,
    accounts,
    comparison,
    correct,
    digest,
    find_dossier,
    history,
    keep,
    proposals,
    redo,
    remove,
    reviewed,
    undo,
)
from contrechamp.store.aiming import claims_of, find

WIRE_ID, PAPER_ID, BLOG_ID = (extraction.account.id for extraction in THREE)


def do(store: Store, change: Change, who: str = "Ana", why: str = "") -> Entry:
    return correct(store, None, change, who=who, why=why)


def shown(store: Store) -> Comparison:
    return reviewed(store, None).comparison


def mark(store: Store, words: str, field: str, account: str = WIRE_ID) -> str:
    """The id of the mark on these words."""
    extraction = next(e for e in comparison(store, None).extractions if e.account.id == account)
    text = extraction.account.text
    return next(m.id for m in getattr(extraction, field) if words in text[m.span.start : m.span.end])


def point(found: Comparison, words: str) -> Point:
    """The point that has a claim with these words."""
    claims = {
        claim.id: e.account.text[claim.span.start : claim.span.end] for e in found.extractions for claim in e.claims
    }
    return next(p for p in found.points if any(words in claims[claim] for claim in claims_of(p)))


def test_nothing_corrected_is_the_machines_comparison(fire: Store) -> None:
    assert shown(fire) == comparison(fire, None) == cc.compare(THREE)


def test_a_rejected_mark_is_out_of_all_that_holds_it(fire: Store) -> None:
    figure = mark(fire, "douze blessés", "quantities")
    do(fire, JudgeMark(figure, Verdict.REJECT), why="c’est un pronom")
    found = reviewed(fire, None)
    extraction = found.comparison.extractions[0]
    assert figure not in {quantity.id for quantity in extraction.quantities}
    assert not any(figure in claim.quantities for claim in extraction.claims)
    assert found.verdicts[figure] is Verdict.REJECT
    assert found.placed[0].layer == "quantity"


def test_a_rejected_claim_leaves_its_point(fire: Store) -> None:
    claim = mark(fire, "une enquête indépendante", "claims", PAPER_ID)
    before = point(shown(fire), "une enquête indépendante")
    assert before.relation is RelationKind.AGREE
    do(fire, JudgeMark(claim, Verdict.REJECT))
    after = next(p for p in shown(fire).points if p.id == before.id)
    assert after.relation is RelationKind.ONLY
    assert [stand.stand for stand in after.stands] == [StandKind.SILENT, StandKind.SILENT, StandKind.ASSERTS]
    assert after.origins == 1


def test_a_fixed_figure_is_judged_anew(fire: Store) -> None:
    """Read wrongly as seventeen, it is twelve as the others say: the accounts agree."""
    before = point(shown(fire), "blessés")
    assert before.relation is RelationKind.FIGURES_DIFFER
    figure = mark(fire, "dix-sept", "quantities", PAPER_ID)
    entry = do(fire, FixFigure(figure, 12, 12, counted="blessé"))
    assert "17 blessé → 12 blessé" in entry.line
    after = next(p for p in shown(fire).points if p.id == before.id)
    assert after.relation is RelationKind.AGREE
    untouched = {p.id: p for p in comparison(fire, None).points if p.id != before.id}
    assert {p.id: p for p in shown(fire).points if p.id != before.id} == untouched


def test_every_fix_of_a_mark(fire: Store) -> None:
    date = mark(fire, "novembre 2023", "times")
    do(fire, FixDate(date, "2022-11"))
    actor = mark(fire, "Lorne", "actors")
    do(fire, FixActor(actor, "place:lorne-sur-mer", "Lorne-sur-Mer"))
    claim = mark(fire, "Le feu a fait douze", "claims")
    do(fire, FixVoice(claim, VoiceKind.NAMED, "le préfet", "person:prefet"))
    do(fire, FixCertainty(claim, Certainty.POSSIBLE))
    do(fire, FixSpan(claim, 68, 79))
    extraction = shown(fire).extractions[0]
    time = next(t for t in extraction.times if t.id == date)
    assert (time.timex, time.earliest, time.latest) == ("2022-11", "2022-11-01", "2022-11-30")
    assert next(a for a in extraction.actors if a.id == actor).key == "place:lorne-sur-mer"
    fixed = next(c for c in extraction.claims if c.id == claim)
    assert (fixed.voice.kind, fixed.voice.name) == (VoiceKind.NAMED, "le préfet")
    assert fixed.certainty is Certainty.POSSIBLE
    assert WIRE[fixed.span.start : fixed.span.end] == WIRE[68:79]
    assert {placed.id for placed in reviewed(fire, None).placed} == {date, actor, claim}


def test_the_last_word_counts_and_all_are_kept(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    do(fire, FixFigure(figure, 12, 14))
    do(fire, FixFigure(figure, 13, None), who="Bo")
    quantity = next(q for q in shown(fire).extractions[0].quantities if q.id == figure)
    assert (quantity.low, quantity.high) == (13, None)
    assert [entry.who for entry in history(fire, None)][-2:] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    "change",
    [
        FixFigure("{figure}", 5, 3),
        FixFigure("{figure}", None, None),
        FixFigure("{figure}", float("nan"), 3),
        FixFigure("{date}", 5, 5),
        FixDate("{date}", "hier"),
        FixDate("{date}", "2024-02-31"),
        FixDate("{figure}", "2024"),
        FixCertainty("{figure}", Certainty.POSSIBLE),
        FixVoice("{claim}", VoiceKind.NAMED),
        FixVoice("{claim}", VoiceKind.AUTHOR, "Ana"),
        FixVoice("{figure}", VoiceKind.AUTHOR),
        FixActor("{figure}", "x", "X"),
        FixSpan("{figure}", 5, 5),
        FixSpan("{figure}", 0, 10_000),
        SetRelation("{point}", RelationKind.ONLY),
        SplitPoint("{point}", ()),
        SplitPoint("{point}", ("nothing",)),
        MergePoints(("{point}",)),
        Note("  "),
        Note("x", account=WIRE_ID, start=3, end=1),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(change: Change, fire: Store) -> None:
    known = {
        "{figure}": mark(fire, "douze", "quantities"),
        "{date}": mark(fire, "novembre", "times"),
        "{claim}": mark(fire, "feu", "claims"),
        "{point}": point(shown(fire), "blessés").id,
    }
    for field in ("mark", "point"):
        if getattr(change, field, None) in known:
            change = replace(change, **{field: known[getattr(change, field)]})
    if isinstance(change, MergePoints):
        change = MergePoints((known["{point}"],))
    with pytest.raises(DoesNotFit) as refused:
        do(fire, change)
    assert refused.value.exit_code == 2
    assert len(history(fire, None)) == 3


@pytest.mark.parametrize(
    "change",
    [JudgeMark("nothing", Verdict.ACCEPT), JudgePoint("nothing", Verdict.ACCEPT), Note("x", account="nothing")],
)
def test_what_is_not_there_is_told(change: Change, fire: Store) -> None:
    with pytest.raises(NotInDossier):
        do(fire, change)


def test_a_verdict_settles_a_point(fire: Store) -> None:
    first = proposals(fire, None)[0]
    assert first.reason == "figures-differ"
    do(fire, JudgePoint(first.id, Verdict.UNSURE))
    queue = proposals(fire, None)
    assert next(p for p in queue if p.id == first.id).reason == "unsure"
    do(fire, JudgePoint(first.id, Verdict.ACCEPT))
    assert first.id not in {p.id for p in proposals(fire, None)}
    assert reviewed(fire, None).verdicts[first.id] is Verdict.ACCEPT


def test_an_unsure_mark_comes_back_in_the_queue(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    do(fire, JudgeMark(figure, Verdict.UNSURE))
    assert [(p.layer, p.id) for p in proposals(fire, None) if p.reason == "unsure"] == [("quantity", figure)]


def test_a_rejected_point_is_taken_apart(fire: Store) -> None:
    before = point(shown(fire), "blessés")
    do(fire, JudgePoint(before.id, Verdict.REJECT))
    found = reviewed(fire, None)
    parts = [p for p in found.comparison.points if set(claims_of(p)) & set(claims_of(before))]
    assert [p.relation for p in parts] == [RelationKind.ONLY] * 3
    assert sorted(claim for p in parts for claim in claims_of(p)) == sorted(claims_of(before))
    assert before.id not in {p.id for p in found.comparison.points}
    assert not any(set(claims_of(p.point)) & set(claims_of(before)) for p in proposals(fire, None) if p.point)


def test_a_relation_that_people_set_stays(fire: Store) -> None:
    before = point(shown(fire), "blessés")
    do(fire, SetRelation(before.id, RelationKind.NOT_COMPARABLE))
    figure = mark(fire, "dix-sept", "quantities", PAPER_ID)
    do(fire, FixFigure(figure, 12, 12, counted="blessé"))
    assert next(p for p in shown(fire).points if p.id == before.id).relation is RelationKind.NOT_COMPARABLE


def test_split_and_merge(fire: Store) -> None:
    before = point(shown(fire), "blessés")
    claims = claims_of(before)
    do(fire, SplitPoint(before.id, claims[:1]))
    one, other = (point_of(shown(fire), claim) for claim in claims[:2])
    assert claims_of(one) == claims[:1]
    assert set(claims_of(other)) == set(claims[1:])
    assert other.id == before.id
    assert (one.relation, other.relation) == (RelationKind.ONLY, RelationKind.FIGURES_DIFFER)
    do(fire, MergePoints((one.id, other.id)))
    merged = point_of(shown(fire), claims[0])
    assert set(claims_of(merged)) == set(claims)
    assert merged.id == one.id
    assert merged.relation is RelationKind.FIGURES_DIFFER
    assert sum(len(claims_of(p)) for p in shown(fire).points) == sum(
        len(claims_of(p)) for p in comparison(fire, None).points
    )


def point_of(found: Comparison, claim: str) -> Point:
    return next(p for p in found.points if claim in claims_of(p))


def test_points_of_one_account_each_are_merged_without_a_verdict_of_the_machine(fire: Store) -> None:
    one, other = (point(shown(fire), words) for words in ("Les pompiers", "au hasard"))
    do(fire, MergePoints((one.id, other.id)))
    assert point_of(shown(fire), claims_of(one)[0]).relation is RelationKind.NOT_COMPARABLE
    undo(fire, None, "Ana")
    do(fire, MergePoints((one.id, other.id), RelationKind.CONFLICT))
    assert point_of(shown(fire), claims_of(one)[0]).relation is RelationKind.CONFLICT


def test_notes_anywhere(fire: Store) -> None:
    figure, about = mark(fire, "douze", "quantities"), point(shown(fire), "blessés")
    for change in (
        Note("du dossier"),
        Note("d’un récit", account=PAPER_ID),
        Note("de mots", account=PAPER_ID, start=3, end=8),
        Note("d’une marque", mark=figure),
        Note("d’un point", point=about.id),
    ):
        do(fire, change)
    notes = reviewed(fire, None).notes
    assert [(note.layer, note.id) for note in notes] == [
        ("dossier", None),
        ("account", PAPER_ID),
        ("words", None),
        ("quantity", figure),
        ("point", about.id),
    ]
    assert notes[2].span is not None
    assert PAPER[notes[2].span.start : notes[2].span.end] == PAPER[3:8]


def test_undo_and_redo_are_ones_own_and_without_limit(fire: Store) -> None:
    machine = shown(fire)
    figure = mark(fire, "douze", "quantities")
    numbers = [do(fire, FixFigure(figure, n, n)).number for n in range(1, 6)]
    do(fire, FixCertainty(mark(fire, "feu", "claims"), Certainty.UNCOMMITTED), who="Bo")
    for number in reversed(numbers):
        entry = undo(fire, None, "Ana")
        assert entry is not None
        assert entry.of == number
    assert undo(fire, None, "Ana") is None
    for number in numbers:
        entry = redo(fire, None, "Ana")
        assert entry is not None
        assert entry.of == number
    assert redo(fire, None, "Ana") is None
    undo(fire, None, "Ana")
    do(fire, FixFigure(figure, 9, 9))
    assert redo(fire, None, "Ana") is None, "a new correction ends what can be redone"
    undo(fire, None, "Bo")
    for _ in range(5):
        undo(fire, None, "Ana")
    assert shown(fire) == machine
    assert find_dossier(fire, None).corrections == 0
    assert len(history(fire, None)) == 3 + 6 + 5 + 5 + 1 + 1 + 1 + 5


def test_any_correction_can_be_undone_by_its_number(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    first = do(fire, FixFigure(figure, 1, 1))
    do(fire, JudgeMark(figure, Verdict.ACCEPT))
    entry = undo(fire, None, "Bo", number=first.number)
    assert entry is not None
    assert undo(fire, None, "Bo", number=first.number) is None, "it is undone already"
    assert next(q for q in shown(fire).extractions[0].quantities if q.id == figure).low == 12
    again = redo(fire, None, "Bo")
    assert again is not None
    assert again.of == first.number
    with pytest.raises(NotInDossier):
        undo(fire, None, "Bo", number=999)


def test_the_same_act_twice_is_one(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    assert do(fire, FixFigure(figure, 1, 1)) == do(fire, FixFigure(figure, 1, 1))
    assert len(history(fire, None)) == 4


def test_a_correction_of_what_changed_meanwhile_is_refused(fire: Store) -> None:
    figure, about = mark(fire, "douze", "quantities"), point(shown(fire), "blessés")
    seen = reviewed(fire, None).last
    correct(fire, None, FixFigure(figure, 1, 1), who="Bo")
    correct(fire, None, JudgePoint(about.id, Verdict.ACCEPT), who="Bo")
    for change in (FixFigure(figure, 2, 2), JudgePoint(about.id, Verdict.REJECT)):
        with pytest.raises(ChangedMeanwhile) as refused:
            correct(fire, None, change, who="Ana", seen=seen)
        assert refused.value.exit_code == 6
        assert "Bo" in refused.value.line("fr")
    correct(fire, None, FixDate(mark(fire, "2023", "times"), "2022"), who="Ana", seen=seen)
    correct(fire, None, FixFigure(figure, 2, 2), who="Ana", seen=reviewed(fire, None).last)


def test_history_reads_well_in_both_languages(fire: Store) -> None:
    figure, about = mark(fire, "douze", "quantities"), point(shown(fire), "blessés")
    do(fire, FixFigure(figure, 10, 14, counted="blessé", approximate=True), why="« une douzaine »")
    do(fire, JudgePoint(about.id, Verdict.REJECT))
    undo(fire, None, "Ana")
    lines = history(fire, None)
    assert lines[0].line == "account kept · wire.txt"
    assert lines[3].line == "figure: 12 blessé → ~ 10–14 blessé · figure “douze blessés” · wire.txt"
    assert tell(lines[3].line, "fr") == "chiffre : 12 blessé → ~ 10–14 blessé · chiffre « douze blessés » · wire.txt"
    assert lines[3].why == "« une douzaine »"
    assert tell(lines[5].line, "fr").startswith("annulé, n° 5 : point rejeté")
    assert lines[4].undone
    assert all(entry.when.tzinfo is not None for entry in lines)


# What becomes of corrections later


def other_rules(store: Store, monkeypatch: pytest.MonkeyPatch, change: dict[str, Extraction]) -> None:
    """From now on the machine reads these accounts so, by their ids."""
    known = {e.account.id: e for e in THREE} | change
    monkeypatch.setattr(digest, "extracting", lambda pipeline=None: f"rules {len(change)}")
    monkeypatch.setattr("contrechamp.pipeline.extract_one", lambda account, pipeline=None: known[account.id])


def everything(store: Store) -> dict[str, Change]:
    """One correction of each kind, made."""
    found = shown(store)
    changes: dict[str, Change] = {
        "figure": FixFigure(mark(store, "douze", "quantities"), 12, 14),
        "date": FixDate(mark(store, "12 mars", "times"), "2024-03-11"),
        "actor": FixActor(mark(store, "Lorne", "actors"), "place:x", "X"),
        "voice": FixVoice(mark(store, "feu", "claims"), VoiceKind.UNNAMED),
        "verdict": JudgeMark(mark(store, "pompiers", "claims"), Verdict.ACCEPT),
        "point": JudgePoint(point(found, "blessés").id, Verdict.ACCEPT),
        "note": Note("à vérifier", account=WIRE_ID, start=WIRE.index("sinistre"), end=WIRE.index("sinistre") + 8),
    }
    for change in changes.values():
        do(store, change)
    return changes


def words_of(review: Reviewed, store: Store) -> dict[int, str]:
    texts = {account.id: account.text for account in review.comparison.accounts}
    return {p.entry.number: texts[p.account][p.span.start : p.span.end] for p in review.placed if p.account and p.span}


def test_corrections_move_with_the_words_of_an_edited_account(fire: Store) -> None:
    everything(fire)
    before = reviewed(fire, None)
    edited = "Mis à jour à 18 h. " + WIRE.replace("La halle avait été contrôlée en novembre 2023. ", "")
    keep(fire, [made(edited.replace("l’aube", "l'aube"), "wire.txt")])
    after = reviewed(fire, None)
    assert after.adrift == ()
    assert words_of(after, fire) == {n: w.replace("’", "'") for n, w in words_of(before, fire).items()}
    note = after.notes[0]
    text = after.comparison.accounts[0].text
    assert note.span is not None
    assert text[note.span.start : note.span.end] == "sinistre"


def test_of_the_same_words_twice_the_right_ones_are_found(fire: Store) -> None:
    do(fire, Note("ici", account=WIRE_ID, start=WIRE.index("La halle"), end=WIRE.index("La halle") + 8))
    keep(fire, [made("La halle brûle. " + WIRE, "wire.txt")])
    note = reviewed(fire, None).notes[0]
    text = reviewed(fire, None).comparison.accounts[0].text
    assert note.span is not None
    assert text[note.span.start :].startswith("La halle avait été contrôlée")


def test_what_no_longer_fits_is_listed_and_comes_back(fire: Store) -> None:
    do(fire, FixFigure(mark(fire, "douze", "quantities"), 12, 14))
    do(fire, JudgePoint(point(shown(fire), "blessés").id, Verdict.ACCEPT))
    keep(fire, [made(WIRE.replace("douze blessés", "treize victimes"), "wire.txt")])
    lost = reviewed(fire, None).adrift
    assert [one.entry.number for one in lost] == [4, 5]
    assert lost[0].words == ("douze blessés",)
    assert "mots" in tell(lost[0].why, "fr")
    keep(fire, [THREE[0]])
    assert reviewed(fire, None).adrift == ()
    assert len(reviewed(fire, None).placed) == 2


def test_a_changed_figure_is_not_the_one_that_was_judged(fire: Store) -> None:
    do(fire, JudgeMark(mark(fire, "douze", "quantities"), Verdict.ACCEPT))
    keep(fire, [made(WIRE.replace("douze", "quinze"), "wire.txt")])
    found = reviewed(fire, None)
    assert found.verdicts == {}
    assert len(found.adrift) == 1


def test_corrections_survive_other_rules(fire: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new rules give other ids and slightly other spans."""
    everything(fire)
    before = words_of(reviewed(fire, None), fire)
    wire = THREE[0]
    changed = replace(
        wire,
        quantities=tuple(
            replace(q, id=f"new-{q.id}", span=replace(q.span, end=q.span.end + 7)) for q in wire.quantities
        ),
        times=tuple(replace(t, id=f"new-{t.id}") for t in wire.times),
        claims=tuple(replace(c, id=f"new-{c.id}", quantities=(), times=()) for c in wire.claims),
    )
    other_rules(fire, monkeypatch, {WIRE_ID: changed})
    after = reviewed(fire, None)
    assert after.adrift == ()
    assert words_of(after, fire) == {**before, 4: "douze blessés légers"}
    assert {p.id for p in after.placed if p.layer == "quantity"} == {f"new-{wire.quantities[0].id}"}


def test_a_mark_that_the_machine_no_longer_makes_is_listed(fire: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    do(fire, JudgeMark(mark(fire, "douze", "quantities"), Verdict.ACCEPT))
    do(fire, Note("ici", mark=mark(fire, "douze", "quantities")))
    other_rules(fire, monkeypatch, {WIRE_ID: replace(THREE[0], quantities=())})
    found = reviewed(fire, None)
    assert [tell(one.why) for one in found.adrift] == ["the machine no longer marks these words so"]
    assert found.notes[0].layer == "words", "a note stays on its words"


def test_an_accepted_point_holds_whatever_the_machine_says_later(fire: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = point(shown(fire), "blessés")
    do(fire, JudgePoint(accepted.id, Verdict.ACCEPT))
    paper = THREE[1]
    mute = replace(paper, claims=tuple(replace(c, quantities=(), lemmas=("xyz",)) for c in paper.claims))
    other_rules(fire, monkeypatch, {PAPER_ID: mute})
    assert not any(s.claims for p in comparison(fire, None).points for s in p.stands if s.account == PAPER_ID)
    after = next(p for p in shown(fire).points if p.id == accepted.id)
    assert set(claims_of(after)) == set(claims_of(accepted))
    assert after.relation is RelationKind.FIGURES_DIFFER


def test_a_decided_point_that_grows_comes_back_in_the_queue(store: Store) -> None:
    from contrechamp.store import new_dossier

    new_dossier(store, "fire")
    keep(store, THREE[:2])
    about = point(shown(store), "blessés")
    do(store, JudgePoint(about.id, Verdict.ACCEPT))
    assert proposals(store, None)[0].reason != "grown"
    keep(store, THREE[2:])
    grown = [p for p in proposals(store, None) if p.reason == "grown"]
    assert len(grown) == 1
    assert grown[0].verdict is Verdict.ACCEPT
    do(store, JudgePoint(grown[0].id, Verdict.ACCEPT))
    assert not [p for p in proposals(store, None) if p.reason == "grown"]


def test_what_people_decided_hides_no_new_conflict(store: Store) -> None:
    from contrechamp.store import new_dossier

    new_dossier(store, "fire")
    keep(store, [THREE[0], THREE[2]])
    about = point(shown(store), "blessés")
    assert about.relation is RelationKind.AGREE
    do(store, JudgePoint(about.id, Verdict.ACCEPT))
    keep(store, [THREE[1]])
    grown = next(p for p in proposals(store, None) if p.reason == "grown")
    assert grown.point is not None
    assert grown.point.relation is RelationKind.FIGURES_DIFFER
    do(store, SetRelation(grown.id, RelationKind.AGREE))
    assert next(p for p in shown(store).points if p.id == grown.id).relation is RelationKind.AGREE


def test_removing_an_account_takes_its_corrections_along(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    do(fire, FixFigure(figure, 12, 14), why="vu « douze blessés » à l’hôpital")
    do(fire, JudgePoint(point(shown(fire), "blessés").id, Verdict.ACCEPT), why="sûr")
    remove(fire, None, WIRE_ID, who="Ana")
    lines = history(fire, None)
    assert "removed" in lines[3].line
    assert lines[3].why == ""
    assert lines[3].change is None
    assert lines[4].why == "sûr"
    assert lines[5].did == "remove"
    found = reviewed(fire, None)
    assert found.adrift == ()
    assert [placed.entry.number for placed in found.placed] == [5]
    assert [account.id for account in accounts(fire, None)] == [PAPER_ID, BLOG_ID]
    assert undo(fire, None, "Ana") is not None


def test_an_account_cannot_be_corrected_after_it_was_removed(fire: Store) -> None:
    figure = mark(fire, "douze", "quantities")
    remove(fire, None, WIRE_ID)
    with pytest.raises(NotInDossier):
        do(fire, FixFigure(figure, 1, 1))


def test_find_gives_the_account_layer_and_mark(fire: Store) -> None:
    account, layer, found = find(comparison(fire, None), mark(fire, "douze", "quantities"))
    assert (account.id, layer, account.text[found.span.start : found.span.end]) == (
        WIRE_ID,
        "quantity",
        "douze blessés",
    )


def test_the_invented_accounts_are_what_they_were() -> None:
    """The numbers above count on them."""
    assert [len(e.claims) for e in THREE] == [4, 3, 3]
    assert BLOG.count("Lorne") == 2
