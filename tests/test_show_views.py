"""The views behind the page: rows and their order, values in words, scales, the timeline, voices, copies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.derailment import derailment, pair

from contrechamp.lang import read_toml
from contrechamp.model import Copy, Edit, Passage, Quantity, RelationKind, Span, Time, TimeKind
from contrechamp.show.drawing import Bar, lane
from contrechamp.show.figures import figure_rows
from contrechamp.show.grid import SHARED, Kind, naming, rows
from contrechamp.show.index import index, letter
from contrechamp.show.scale import scale
from contrechamp.show.shared import oriented, pieces
from contrechamp.show.strings import words
from contrechamp.show.timeline import axis, ticks, time_rows
from contrechamp.show.values import say_day, say_quantity, say_time
from contrechamp.show.views.copies import copies_view
from contrechamp.show.voicing import speakers

FR, EN = words("fr"), words("en")


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_disputed_then_shared_then_alone():
    kinds = [row.kind for row in rows(index(derailment()))]
    assert kinds == sorted(kinds, key=list(Kind).index)
    assert kinds[0] is Kind.CONFLICT
    assert kinds.count(Kind.ONLY) == 7


def test_agreement_within_one_origin_is_only_repetition():
    made = derailment()
    repeated = replace(made.points[1], relation=RelationKind.AGREE, origins=1)
    (row,) = rows(index(replace(made, points=(repeated,))))
    assert row.kind is Kind.COPIED
    assert row.kind not in SHARED


def test_the_order_of_rows_does_not_depend_on_the_order_of_points():
    made = derailment()
    turned = replace(made, points=made.points[::-1])
    assert [row.point.id for row in rows(index(made))] == [row.point.id for row in rows(index(turned))]


def test_reporting_is_not_a_reserve():
    speed = next(row for row in rows(index(derailment())) if row.point.label == "vitesse du train")
    assert [cell.stance for cell in speed.cells] == ["asserts", "reports", "silent", "silent"]


def test_a_label_made_of_a_claims_words_is_quoted():
    ix = index(derailment())
    conflict, hurt, *_ = rows(ix)
    assert naming(ix, conflict, FR.quote) == ("«\u202fLa voie avait été contrôlée …\u202f»", True)
    assert naming(ix, hurt, FR.quote) == ("personnes blessées", False)


def test_figures_of_one_thing_with_the_copy_that_no_reason_names():
    ix = index(derailment())
    compared, others = figure_rows(ix, rows(ix))
    said = {row.row.point.label: [ix.letters[s.account] for s in row.said] for row in compared}
    assert said == {
        "personnes blessées": ["A", "B", "C", "D"],
        "personnes à bord": ["A", "B", "D"],
        "vitesse du train": ["A", "B"],
    }
    texts = {account.id: account.text for account in ix.comparison.accounts}
    found = {texts[s.account][s.quantity.span.start : s.quantity.span.end] for s in others}
    assert found == {"une douzaine de blessés", "1 400 postes"}


@pytest.mark.parametrize(
    ("low", "high", "more", "said"),
    [
        (12, 12, {}, "12"),
        (12, None, {"counted": "mort"}, "au moins 12 (mort)"),
        (None, 5, {}, "au plus 5"),
        (190, 210, {}, "de 190 à 210"),
        (1400000, 1400000, {"unit": "euro"}, "1 400 000 €"),
        (1000000, 1000000, {"counted": "obus", "per": "month"}, "1 000 000 par mois (obus)"),
        (50, 50, {"approximate": True}, "environ 50"),
        (1000, None, {"approximate": True}, "au moins environ 1 000"),
        (1.5, 1.5, {"unit": "metre"}, "1,5 m"),
        (1e30, 1e30, {}, "1e+30"),
        (3_400_000_000_000, 3_400_000_000_000, {"counted": "dette"}, "3 400 milliards (dette)"),
        (30_000_000_000, None, {"unit": "euro"}, "au moins 30 milliards €"),
        (1_500_000_000, 1_500_000_000, {}, "1,5 milliard"),
        (12_345_678_901, 12_345_678_901, {}, "12 345 678 901"),
        (18_000_000_000, 18_000_000_000, {"unit": "cubic-metre"}, "18 milliards m³"),
        (750_000, 750_000, {"unit": "barrel"}, "750 000 barils"),
        (None, None, {}, "?"),
        (3, 3, {"unit": "furlong"}, "3 furlong"),
    ],
)
def test_values_as_said(low, high, more, said):
    assert plain(say_quantity(FR, Quantity("0", Span(0, 1), Span(0, 1), low, high, **more))) == said


@pytest.mark.parametrize(
    ("timex", "first", "last", "said"),
    [
        ("2025-03-04", "2025-03-04", "2025-03-04", "4 mars 2025"),
        ("2025-03-01", "2025-03-01", "2025-03-01", "1er mars 2025"),
        ("2025-02", "2025-02-01", "2025-02-28", "février 2025"),
        ("2023", "2023-01-01", "2023-12-31", "2023"),
        ("2021", "2021-01-01", None, "depuis 2021"),
        ("XXXX-WXX-4", None, "2025-09-24", "jusqu’au 24 septembre 2025"),
        ("XXXX-01", "2025-01-01", None, "depuis le 1er janvier 2025"),
        ("2025-03", None, "2025-03-31", "jusqu’en mars 2025"),
        ("XXXX-05", "2025-05-01", "2025-05-31", "mai 2025"),
        ("XXXX", "2024-01-01", "2024-12-31", "2024"),
        ("XXXX-99", "2025-99-01", "2025-99-31", "du 1er 99 2025 au 31 99 2025"),
        ("2022-SP", "2022-03-20", "2022-06-20", "printemps 2022"),
        ("XXXX-WXX-2TMO", "2024-03-12T04:00", "2024-03-12T11:59", "12 mars 2024, matin"),
        ("XXXX-WXX-2TMO", None, None, "mardi, matin"),
        ("XXXX-WXX-3", "2024-03-13", "2024-03-13", "13 mars 2024"),
        ("XXXX-03-03", None, None, "3 mars, année inconnue"),
        ("P3W", "2024-02-20", "2024-03-11", "du 20 février 2024 au 11 mars 2024"),
        ("P19M", None, None, "19 mois"),
        ("PT6H", None, None, "6 heures"),
        ("PT1M", None, None, "1 minute"),
        ("T23:40", None, None, "23 h 40"),
        ("T09/T18", None, None, "de 9 h 00 à 18 h 00"),
        ("PRESENT_REF", None, None, "maintenant"),
        ("XXXX-99-99", None, None, "99 99, année inconnue"),
        ("n’importe quoi", None, None, "n’importe quoi"),
    ],
)
def test_times_in_words(timex, first, last, said):
    assert plain(say_time(FR, Time("0", Span(0, 1), TimeKind.DATE, timex, first, last))) == said


@given(st.text(alphabet="PTXWMDYHS0123456789-:/_SPNI. é", max_size=25), st.booleans())
def test_any_timex_is_said(timex, dated):
    time = Time("0", Span(0, 1), TimeKind.DATE, timex, "2024-01-01" if dated else None, None, True)
    assert say_time(FR, time)
    assert isinstance(say_day(EN, timex), str)


@given(st.lists(st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False)), max_size=8))
def test_a_scale_holds_its_values_in_order(values):
    drawn = scale(values)
    places = [drawn.place(value) for value in sorted(values)]
    assert all(0 <= place <= 100 for place in places)
    assert places == sorted(places)
    assert len(drawn.ticks) <= 14


def test_a_scale_over_magnitudes_is_logarithmic():
    drawn = scale([15, 400_000])
    assert drawn.logarithmic
    assert drawn.ticks == (100.0, 1000.0, 10_000.0, 100_000.0)
    assert drawn.place(400_000) - drawn.place(40_000) == pytest.approx(drawn.place(4000) - drawn.place(400), abs=0.1)


def test_each_shape_of_figure_is_drawn_differently():
    shapes = [Bar(50, 50), Bar(50, 50, soft=True), Bar(20, 60), Bar(20, None), Bar(None, 60), Bar(20, 60, soft=True)]
    assert len({lane(bar, ()) for bar in shapes}) == len(shapes)
    assert "head" in lane(Bar(20, None), ())
    assert "head" not in lane(Bar(20, 60), ())


def test_the_timeline_is_in_order_and_around_the_event():
    ix = index(derailment())
    dated, undated = time_rows(ix)
    assert [row.time.timex for row in dated] == [
        "2019-11", "2022-SP", "2023", "2025-02", "2025-03-04", "2025-03-04TMO", "2025-03-05", "2025-03-06",
    ]  # fmt: skip
    assert {placed.time.timex for placed in undated} == {"P2Y", "P3Y"}
    drawn = axis(dated, "2025-03-04")
    places = [drawn.place(row.first) for row in dated]
    assert places == sorted(places)
    assert next(place for place, number, _ in ticks(drawn) if number == 0) == drawn.place(drawn.zero)


def test_a_day_without_a_year_is_placed_by_the_event_and_says_so():
    made = derailment()
    first = made.extractions[0]
    (time, *others) = first.times
    bare = replace(time, timex="XXXX-03-04", earliest=None, latest=None)
    ix = index(replace(made, extractions=(replace(first, times=(bare, *others)), *made.extractions[1:])))
    (row,) = [row for row in time_rows(ix)[0] if row.time.timex == "XXXX-03-04"]
    assert row.time.approximate
    assert say_time(FR, row.time) == "4 mars 2025 (l’année vient des autres récits)"


def test_voices_are_joined_across_accounts_but_unnamed_ones_are_not():
    found = {speaker.name: speaker for speaker in speakers(index(derailment()), FR)}
    assert len(found["Marc Aubrée"].claims) == 2
    assert found["auteur de A"].code == ""
    assert {speaker.code for speaker in found.values() if speaker.code} == set("abcdefg")


def test_letters_go_on_after_z():
    assert [letter(at) for at in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_a_copy_shows_what_was_changed_and_what_was_left_out():
    ix = index(derailment())
    found = pieces(ix, ix.comparison.copies[0])
    assert [(p.kind, p.text) for p in found if p.kind != "same"] == [
        ("del", "12"),
        ("ins", "14"),
        ("del", "Il roulait à 95 km/h, selon la compagnie."),
    ]
    right = ix.comparison.copies[0].right
    shown = "".join(p.text for p in found if p.kind != "del")
    assert shown == ix.words(right)
    assert found[-1].text.startswith("« La voie")


def test_a_copy_is_seen_from_the_account_that_was_given_first():
    ix = index(derailment())
    copy = ix.comparison.copies[0]
    turned = Copy(
        copy.right,
        copy.left,
        copy.share,
        (
            Edit("replace", copy.edits[0].right, copy.edits[0].left),
            Edit("insert", None, copy.edits[1].left),
        ),
    )
    assert oriented(ix, turned) == copy


@given(st.data())
def test_copies_keep_every_word_of_the_right_account(data):
    ix = index(pair())
    (left, a), (right, b) = list(ix.accounts.items())
    cuts = data.draw(st.lists(st.integers(0, len(b.text)), min_size=2, max_size=8, unique=True).map(sorted))
    other = data.draw(st.integers(0, len(a.text) - 10))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        old = Passage(left, Span(other, other + 5)) if data.draw(st.booleans()) else None
        edits.append(Edit("replace", old, Passage(right, Span(start, end))))
    copy = Copy(Passage(left, Span(0, len(a.text))), Passage(right, Span(0, len(b.text))), 0.5, tuple(edits))
    assert "".join(p.text for p in pieces(ix, copy) if p.kind != "del") == b.text


def test_french_typography_and_numbers():
    assert FR("title.grid") == "Grille"
    assert FR.quote("a") == "«\u202fa\u202f»"
    assert FR.number(1400.5) == "1\u202f400,5"
    assert EN.number(1400.5) == "1,400.5"
    assert FR.count("claims", 0) == "0 affirmation"
    assert EN.count("claims", 0) == "0 claims"
    assert " :" not in FR("no_verdict").replace("\u00a0:", "")


def test_of_many_pairs_each_account_keeps_its_closest():
    made = derailment()
    one, other, third, last = made.accounts
    ends = [Passage(account.id, Span(0, size)) for account, size in ((one, 40), (other, 30), (third, 20), (last, 10))]
    pairs = [(a, b) for at, a in enumerate(ends) for b in ends[at + 1 :]]
    index_ = index(replace(made, copies=tuple(Copy(left, right, 1.0) for left, right in pairs)))
    whole = copies_view(index_, FR)
    assert (len(whole.pairs), whole.others) == (6, ())
    cut = copies_view(index_, FR, most=5)
    assert [(pair.left, pair.right) for pair in cut.pairs] == [("A", "B"), ("A", "C"), ("A", "D")]
    assert [pair[:2] for pair in cut.others] == [("B", "C"), ("B", "D"), ("C", "D")]
    assert plain(cut.others_count).startswith("3 autres paires")


def test_every_rate_of_the_figures_has_its_word():
    """« 150 euros par foyer »: the page does not say the code of a rate in another language."""
    rates = set(read_toml("fr", "quantities")["per"].values())
    assert rates <= FR.group("period").keys()
    assert rates <= EN.group("period").keys()


def test_where_accounts_agree_only_figures_that_meet_are_drawn_under_it():
    from contrechamp.compare import compare_extractions
    from contrechamp.extract import extract
    from contrechamp.read import read

    said = (
        "Le conseil a ajouté 117 navires à la liste du port, qui en compte 557.",
        "Le conseil a ajouté 117 navires à la liste du port, ce qui porte leur total à 558.",
    )
    ix = index(compare_extractions([extract(read(text.encode())) for text in said]))
    for row in figure_rows(ix, rows(ix))[0]:
        if row.row.kind == "agree":
            assert {one.quantity.low for one in row.said} == {117}


def test_marked_wording_leads_to_its_place():
    from contrechamp.compare import compare_extractions
    from contrechamp.extract import extract
    from contrechamp.read import read
    from contrechamp.show.quotes import Quotes
    from contrechamp.show.views.voices import wording_view

    ix = index(
        compare_extractions([extract(read(t.encode())) for t in ("Ce vote est une mascarade.", "Le vote a eu lieu.")])
    )
    (wording,) = wording_view(Quotes(ix, FR))
    assert not wording.cues
    assert [line.href for line in wording.lines] == [f"#c-{ix.comparison.extractions[0].claims[0].id}"]
