"""Copies: shared passages, their edits, origins, identical texts; a negation or another figure is never lost in
a copy."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.compare.copies import find_copies
from contrechamp.compare.duplicates import find_identical, find_versions, group_pairs, sketch
from contrechamp.compare.minhash import bands, meeting, shingles, signature
from contrechamp.compare.origins import count_origins, find_origins
from contrechamp.compare.words import find_words
from contrechamp.model import Account, Copy, Passage

WIRE = (
    "La tempête a fait 22 morts dans la nuit de lundi à mardi, ont annoncé les secours. "
    "Les routes de la vallée sont coupées et trois villages restent sans électricité. "
    "La préfète s'est rendue sur place dès le matin pour rencontrer les familles."
)
REVISED = WIRE.replace("22", "26").replace("s'est rendue", "ne s’est pas rendue")
OTHER = "Le festival de théâtre ouvre ses portes samedi avec une pièce jouée pour la première fois en plein air."


def account(name: str, text: str, **more: object) -> Account:
    return Account(name, text, "fr", **more)  # type: ignore[arg-type]


def words(copy: Copy, texts: dict[str, str]) -> list[tuple[str, str | None, str | None]]:
    def said(passage: Passage | None) -> str | None:
        return passage and texts[passage.account][passage.span.start : passage.span.end]

    return [(edit.kind, said(edit.left), said(edit.right)) for edit in copy.edits]


def test_a_changed_figure_and_a_negation_are_edits() -> None:
    (copy,) = find_copies([account("a", WIRE), account("b", "Météo. " + REVISED)])
    assert words(copy, {"a": WIRE, "b": "Météo. " + REVISED}) == [
        ("replace", "22", "26"),
        ("insert", None, "ne"),
        ("insert", None, "pas"),
    ]
    assert 0.9 < copy.share < 1


def test_typography_is_no_edit() -> None:
    (copy,) = find_copies([account("a", WIRE), account("b", WIRE.replace("'", "’").replace(" ", "\u00a0").upper())])
    assert copy.edits == ()
    assert copy.share == 1.0


def test_the_order_of_the_accounts_changes_nothing() -> None:
    one, two = account("a", WIRE), account("b", REVISED)
    assert find_copies([one, two]) == find_copies([two, one])


def test_other_texts_share_nothing() -> None:
    assert find_copies([account("a", WIRE), account("b", OTHER)]) == ()


def test_a_figure_with_its_spaces_is_one_word() -> None:
    assert find_words("Plus de 70 000 tués en 2022").folded == ("plus", "de", "70000", "tues", "en", "2022")


def test_one_origin_counts_once_and_the_first_comes_first() -> None:
    accounts = [
        account("c", OTHER),
        account("b", REVISED, published=date(2024, 3, 2)),
        account("z", WIRE, published=date(2024, 3, 1)),
    ]
    origins = find_origins(accounts, find_copies(accounts))
    assert origins == (("c",), ("z", "b"))
    assert count_origins(origins, ["b", "z"]) == 1
    assert count_origins(origins, ["b", "c"]) == 2


def test_a_common_quotation_is_no_common_origin() -> None:
    said = "« Nous tiendrons nos engagements et nous reconstruirons les trois ponts avant l'hiver prochain »"
    accounts = [
        account(
            "a", f"{said}, a promis le ministre. La foule a hué longuement son discours sur la place du marché couvert."
        ),
        account(
            "b", f"Sous les applaudissements des élus, il s'est engagé : {said}. Personne ne l'a interrompu un instant."
        ),
    ]
    copies = find_copies(accounts)
    assert copies
    assert find_origins(accounts, copies) == (("a",), ("b",))


def test_identical_texts_and_versions() -> None:
    longer = WIRE + " " + OTHER
    sketches = [sketch(longer), sketch(longer.upper()), sketch(longer.replace("22", "26")), sketch(OTHER), sketch("")]
    assert find_identical(sketches) == ((0, 1),)
    assert (0, 2) in find_versions(sketches)
    assert all(3 not in pair for pair in find_versions(sketches))


def test_many_accounts_meet_by_minhash() -> None:
    towns = [f"ville{i} rue{i * 7} quai{i * 13} parc{i * 17} pont{i * 19}" for i in range(30)]
    fillers = [account(f"n{i:02}", " ".join(f"{town} {i}" for town in towns[i:] + towns[:i])) for i in range(26)]
    copies = find_copies([*fillers, account("x", WIRE * 2), account("y", "Mardi. " + WIRE * 2)])
    assert any((copy.left.account, copy.right.account) == ("x", "y") for copy in copies)


def test_signatures_are_the_same_everywhere() -> None:
    numbers = find_words(WIRE).numbers
    assert bands(signature(shingles(numbers))) == bands(signature(shingles(numbers)))
    assert signature(shingles(find_words("").numbers)).size == 0
    assert meeting([["k"], ["k"], ["m"]]) == {(0, 1)}
    assert group_pairs(4, [(0, 2), (2, 3)]) == ((0, 2, 3),)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_and_no_span_out_of_range(left: str, right: str) -> None:
    texts = {"a": left + WIRE, "b": WIRE + right}
    for copy in find_copies([account(name, text) for name, text in texts.items()]):
        for passage in (copy.left, copy.right, *(p for e in copy.edits for p in (e.left, e.right) if p)):
            assert 0 <= passage.span.start < passage.span.end <= len(texts[passage.account])


def test_hostile_repetition_is_linear() -> None:
    find_copies([account("a", "mille " * 20_000), account("b", "mille " * 20_000)])
    find_copies([account("a", "9" * 200_000), account("b", "un deux trois " * 10_000)])


def changed(one: str, other: str) -> list[tuple[str, str]]:
    """The figures that stand for each other in the copies of two texts."""
    texts = {"a": one, "b": other}
    edits = (
        (one[edit.left.span.start : edit.left.span.end], other[edit.right.span.start : edit.right.span.end])
        for copy in find_copies([account(name, text) for name, text in texts.items()])
        for edit in copy.edits
        if edit.left and edit.right
    )
    return [(old, new) for old, new in edits if old[0].isdigit() and new[0].isdigit()]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (  # two words and a figure at the begin
            "Au total, 412 brebis sont gardées dans la bergerie communale par temps de neige. Il fait froid.",
            "Hier soir. Au total, 437 brebis sont gardées dans la bergerie communale par temps de neige.",
            [("412", "437")],
        ),
        (  # a list: between its figures stand two words
            "Viennent ensuite les bergeries d’Arlois (412), de Brenne (86), de Corcelle (73) et de Dorne (41).",
            "Viennent ensuite les bergeries d’Arlois (437), de Brenne (87), de Corcelle (75) et de Dorne (41).",
            [("412", "437"), ("86", "87"), ("73", "75")],
        ),
        (  # what follows has little in common
            "La laine tondue au printemps a rapporté 900 euros à la commune de Brenne, contre 700 il y a dix ans. Le "
            "loup a été vu deux fois au col, et les bergers dorment dehors depuis une semaine, sans chiens.",
            "La laine tondue au printemps a rapporté 950 euros à la commune de Brenne, contre 700 il y a dix ans. Rien "
            "de neuf au col. Dehors, on attend. Pas de chiens non plus : depuis une semaine la vallée dort.",
            [("900", "950")],
        ),
    ],
)  # fmt: skip
def test_a_changed_figure_does_not_end_a_passage(one: str, other: str, wanted: list[tuple[str, str]]) -> None:
    assert changed(one, other) == wanted


def test_columns_of_figures_are_no_copy() -> None:
    one, other = (" ".join(str(n * step) for n in range(200)) for step in (3, 7))
    assert changed(one, other) == []


def test_work_at_the_ends_of_passages_stays_linear() -> None:
    def work(times: int) -> int:
        text = "le berger de la vallée compte ses brebis au col 1 2 3 4 5 6 7 8 9 " * times
        other = text.replace("1 2 3", "9 9 9")
        return calls(lambda: find_copies([account("a", text), account("b", other)]))

    work(10)
    assert work(400) < 2.6 * work(200)
