"""What stands behind the pages of the room: pages by weight, stretches of a text, words of a mark, edits in a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.crowded import crowded
from tests.samples.derailment import derailment

pytest.importorskip("fastapi", reason="pip install 'contrechamp[serve]'")

from fastapi import HTTPException

from contrechamp.model import Span
from contrechamp.serve.views.columns import Asked, reading
from contrechamp.serve.views.desk import Desk
from contrechamp.serve.views.edits import edit_marks, sources_of
from contrechamp.serve.views.fixing import number
from contrechamp.serve.views.grid import Asked as AskedGrid
from contrechamp.serve.views.grid import grid_page
from contrechamp.serve.views.margin import margin
from contrechamp.serve.views.paging import cut, page_of
from contrechamp.serve.views.spans import around, steps
from contrechamp.serve.views.stretches import LONGEST, stretches
from contrechamp.serve.views.styles import themed
from contrechamp.show.marked import render
from contrechamp.show.page import stylesheet


def desk(made=None, language="fr"):
    return Desk(made or derailment(), language, "/d/x")


@given(st.lists(st.integers(1, 500), max_size=60), st.integers(-2, 30))
def test_pages_hold_every_item_once_and_weigh_little(weights, asked):
    shown, pages = cut(weights, asked, lambda weight: weight, budget=1000, most=10)
    numbers = range(1, pages.count + 1)
    whole = [weight for n in numbers for weight in cut(weights, n, lambda w: w, budget=1000, most=10)[0]]
    assert whole == weights
    assert len(shown) <= 10
    assert sum(shown) <= 1000 or len(shown) == 1
    assert [page_of(pages, at) for at, _ in pages.cuts] == list(numbers)[: len(pages.cuts)]


@given(st.text(alphabet="ab. \n", max_size=300))
def test_stretches_hold_every_character_but_line_feeds(text):
    held = stretches(text, ())
    assert "".join(text[span.start : span.end] for span in held) == text.replace("\n", "")


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "Il pleut encore. " * 600
    sentences = [Span(17 * at, 17 * at + 16) for at in range(600)]
    held = stretches(text, sentences)
    assert all(span.end - span.start <= LONGEST for span in held)
    assert all(text[span.end - 1] == "." for span in held[:-1])


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ("190 à 210", "grow-left", "De 190 à 210"),
        ("190 à 210", "grow-right", "190 à 210 voyageurs"),
        ("De 190", "shrink-left", "190"),
        ("De 190", "shrink-right", "De"),
        ("accord", "grow-left", "d’accord"),
        ("plus", "grow-right", "plus !"),
        ("bord", "grow-right", "bord, mais"),
    ],
)
def test_a_mark_grows_and_shrinks_by_words(words, name, expected):
    text = "De 190 à 210 voyageurs étaient à bord, mais d’accord, plus ! Fin"
    span = Span(text.index(words), text.index(words) + len(words))
    step = next(step for step in steps(text, span) if step.name == name)
    if expected == "bord, mais":  # punctuation is a word of its own
        step = next(s for s in steps(text, Span(step.start, step.end)) if s.name == name)
    assert step.possible
    assert text[step.start : step.end] == expected


@given(st.text(max_size=60), st.data())
def test_steps_stay_inside_the_text(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for step in steps(text, span):
        assert 0 <= step.start < step.end <= len(text)
    held = around((), len(text), span)
    assert held.start <= span.start and span.end <= held.end


@pytest.mark.parametrize(
    ("said", "value"),
    [("", None), ("12", 12), ("1 400,5", 1400.5), ("1\u202f400", 1400), ("1,400.5", 1400.5), ("1.400,5", 1400.5),
     ("-3", -3), ("0,5", 0.5), ("12.5", 12.5)],
)  # fmt: skip
def test_numbers_as_people_write_them(said, value):
    assert number(said) == value


@pytest.mark.parametrize("said", ["douze", "1e400", "nan", "--2"])
def test_what_is_no_number_is_refused(said):
    with pytest.raises(HTTPException):
        number(said)


def test_the_edits_of_a_copy_stand_inside_its_text():
    held = desk()
    wire, copy = held.comparison.accounts[0].id, held.comparison.accounts[3]
    assert sources_of(held, copy.id) == (wire,)
    assert sources_of(held, wire) == ()
    html = str(render(copy.text, 0, len(copy.text), edit_marks(held, wire, copy.id)))
    assert re.search(r"<del>.*?12.*?</del>.*?<ins[^>]*>14</ins>", html)
    bare = re.sub(r"<[^>]+>", "", re.sub(r"<del>.*?</del>", "", html))
    assert bare == copy.text.replace("'", "&#39;")


def test_the_margin_tells_what_the_others_say():
    held = desk()
    local = held.comparison.accounts[1]
    at = local.text.index("« La voie")
    view = reading(held, Asked(at=(local.id, at)), {})
    told = margin(held, view.rows, view.here, view.sentence)
    assert [point.relation for point in told.told] == ["conflict"]
    assert [cell.letter for cell in told.told[0].others] == ["A", "C", "D"]
    assert told.words.startswith("« La voie n’avait pas")
    assert {mark.kind for mark in told.marks} >= {"claim", "time"}


def test_columns_are_those_that_speak_of_what_is_open():
    held = desk()
    view = reading(held, Asked(point=held.rows[0].point.id), {})
    assert [column.letter for column in view.columns] == ["A", "B", "C"]
    asked = tuple(account.id for account in crowded(8).accounts)
    assert len(reading(desk(crowded(8)), Asked(accounts=asked), {}).columns) == 6


def test_the_grid_is_filtered_by_what_rows_answer_to():
    held = desk()
    by = {
        "voice": AskedGrid(voice="person:lea-morin"),
        "actor": AskedGrid(actor="organisation:prefecture"),
        "words": AskedGrid(words="CONTROLEE"),
        "relation": AskedGrid(relations=frozenset({"not-comparable"})),
    }
    found = {name: grid_page(held, asked, {}, {}).pages.total for name, asked in by.items()}
    assert found == {"voice": 1, "actor": 2, "words": 1, "relation": 1}


def test_light_and_dark_are_a_choice():
    style = themed(stylesheet())
    assert ':root[data-theme="dark"]' in style
    assert ':root:not([data-theme="light"])' in style
