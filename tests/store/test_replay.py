"""Any sequence of corrections, undos and redos is the same as making only those that have effect, once, in order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.made import THREE

from contrechamp.errors import DoesNotFit
from contrechamp.model import Certainty, Comparison, RelationKind, VoiceKind
from contrechamp.store import (
    AddActor,
    AddClaim,
    AddDate,
    AddFigure,
    AddTechnique,
    Change,
    Did,
    FixCertainty,
    FixFigure,
    FixSpan,
    FixVoice,
    JudgeMark,
    JudgePoint,
    MergePoints,
    Note,
    SetRelation,
    SplitPoint,
    Store,
    Verdict,
    correct,
    history,
    keep,
    open_store,
    redo,
    reviewed,
    undo,
)
from contrechamp.store.aiming import claims_of
from contrechamp.store.anchors import layers

_NAMES = count()
Act = tuple[str, str, int, int]

acts = st.lists(
    st.tuples(
        st.sampled_from(["correct", "correct", "correct", "undo", "redo"]),
        st.sampled_from(["Ana", "Bo"]),
        st.integers(0, 16),
        st.integers(0, 1_000),
    ),
    max_size=14,
)


def a_change(found: Comparison, kind: int, pick: int) -> Change | None:
    """A correction that fits what is shown now, chosen by two numbers."""
    marks = [(e.account, layer, mark) for e in found.extractions for layer, mark in layers(e)]
    points, two = found.points, [p for p in found.points if len([s for s in p.stands if s.claims]) > 1]
    account, _, mark = marks[pick % len(marks)]
    point = points[pick % len(points)]
    verdict = list(Verdict)[pick % 3]
    relations = [relation for relation in RelationKind if relation is not RelationKind.ONLY]
    claim = next(m.id for _, layer_, m in marks[pick % len(marks) :] + marks if layer_ == "claim")
    figure = next((m.id for _, layer_, m in marks[pick % len(marks) :] + marks if layer_ == "quantity"), None)
    choices: list[Callable[[], Change | None]] = [
        lambda: JudgeMark(mark.id, verdict),
        lambda: FixSpan(mark.id, mark.span.start, min(mark.span.end + 2, len(account.text))),
        lambda: FixVoice(claim, VoiceKind.NAMED, f"voix {pick % 3}"),
        lambda: FixCertainty(claim, list(Certainty)[pick % 7]),
        lambda: FixFigure(figure, pick, pick) if figure else None,
        lambda: JudgePoint(point.id, verdict),
        lambda: SetRelation(two[pick % len(two)].id, relations[pick % 4]) if two else None,
        lambda: SplitPoint(point.id, claims_of(point)[: max(1, pick % len(claims_of(point)))]),
        lambda: MergePoints((point.id, points[(pick + 1) % len(points)].id)),
        lambda: Note(f"note {pick % 3}", mark=mark.id),
        lambda: Note(f"note {pick % 3}", point=point.id),
        lambda: Note("mots", account=account.id, start=0, end=1 + pick % len(account.text)),
        lambda: AddClaim(account.id, pick % 9, 60 + pick % 9, VoiceKind.NAMED, f"voix {pick % 3}"),
        lambda: AddFigure(account.id, pick % 40, 41 + pick % 40, pick, pick),
        lambda: AddDate(account.id, pick % 40, 41 + pick % 40, "2024-03-12"),
        lambda: AddActor(account.id, pick % 40, 41 + pick % 40, f"person:p{pick % 3}", f"P{pick % 3}"),
        lambda: AddTechnique(account.id, pick % 40, 41 + pick % 40, "Doubt"),
    ]
    change = choices[kind]()
    split_all = isinstance(change, SplitPoint) and len(change.claims) >= len(claims_of(point))
    return None if split_all else change


def play(store: Store, sequence: list[Act]) -> dict[int, tuple[Change, str, int]]:
    """Do the acts; gives the corrections that then have effect by a model of stacks: number → what, who."""
    done: dict[str, list[int]] = {"Ana": [], "Bo": []}
    back: dict[str, list[int]] = {"Ana": [], "Bo": []}
    made: dict[int, tuple[Change, str, int]] = {}
    for act, who, kind, pick in sequence:
        if act == "correct":
            change = a_change(reviewed(store, None).comparison, kind, pick)
            if change is None:
                continue
            try:
                entry = correct(store, None, change, who=who)
            except DoesNotFit:  # marked so already
                assert isinstance(change, AddClaim | AddFigure | AddDate | AddActor | AddTechnique)
                continue
            if entry.number not in made:
                made[entry.number] = (change, who, entry.number)
                done[who].append(entry.number)
                back[who].clear()
        elif act == "undo":
            found = undo(store, None, who)
            assert (found.of if found else None) == (done[who][-1] if done[who] else None)
            if found:
                back[who].append(done[who].pop())
        else:
            found = redo(store, None, who)
            assert (found.of if found else None) == (back[who][-1] if back[who] else None)
            if found:
                done[who].append(back[who].pop())
    return {number: made[number] for number in sorted(done["Ana"] + done["Bo"])}


@given(sequence=acts)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_is_its_replay(sequence: list[Act], tmp_path: Path) -> None:
    with open_store(tmp_path / f"{next(_NAMES)}.db") as store:
        keep(store, THREE)
        effective = play(store, sequence)
        review = reviewed(store, None)
        entries = history(store, None)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        live = {e.number for e in entries if e.did is Did.CORRECT and not e.undone}
        assert live == set(effective)
        told = {p.entry.number for p in (*review.placed, *review.notes)} | {a.entry.number for a in review.adrift}
        assert told == live, "every correction is placed, a note, or told to be adrift"
        whole = review.comparison
        given_ = sorted(c.id for e in whole.extractions for c in e.claims)
        assert {claim for p in whole.points for claim in claims_of(p)} <= set(given_)
        assert len({p.id for p in whole.points}) == len(whole.points)
        with open_store(store.where) as again:
            assert reviewed(again, None) == review
        assert replayed(tmp_path, store, set(effective)) == review.comparison


def replayed(folder: Path, store: Store, effective: set[int]) -> Comparison:
    """The comparison of a fresh database into which only these events were written."""
    from contrechamp.store import journal
    from contrechamp.store.dossiers import row_of

    with store.reading() as connection:
        events = journal.load(connection, row_of(connection, None, store.where)["pk"])
    with open_store(folder / f"{next(_NAMES)}.db") as fresh:
        keep(fresh, THREE)
        with fresh.writing() as connection:
            pk = row_of(connection, None, fresh.where)["pk"]
            for event in events:
                if event.number in effective:
                    journal.write(connection, pk, event)
        return reviewed(fresh, None).comparison
