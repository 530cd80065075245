"""The terminal: exact words, nothing raw, no colours unless asked for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.samples.derailment import derailment, pair

from contrechamp.errors import UnknownFormat, UnknownLanguage
from contrechamp.model import Comparison, Event
from contrechamp.show import forms, show
from contrechamp.show.clean import clean
from contrechamp.show.terminal import extraction_table, to_terminal

HOSTILE = "a\x1b[31mrouge\x07\x9b2J \u202egauche [red]b[/red] :smile: \u2028fin\x00"


def flat(text):
    """Words as they follow each other, whatever the lines and the frames of a table."""
    return " ".join(re.sub("[│┃]", " ", text).split())


def test_each_quote_is_exact_and_each_relation_has_its_word():
    shown = flat(show(derailment(), "terminal"))
    assert "« La voie n’avait pas été contrôlée depuis deux ans »" in shown
    for word in ("se contredisent", "chiffres différents", "non comparables", "3 origines indépendantes"):
        assert word in shown


@pytest.mark.parametrize("width", [40, 80, 110, 200])
def test_no_line_is_wider_than_asked(width):
    assert all(len(line) <= width for line in to_terminal(derailment(), width=width).splitlines())


def test_two_accounts_stand_side_by_side():
    assert re.search("┃ A +┃ B", to_terminal(pair()))


def test_colours_only_when_asked_for():
    assert "\x1b" not in to_terminal(derailment())
    assert "\x1b[" in to_terminal(derailment(), colour=True)


def test_hostile_text_is_shown_not_obeyed():
    made = derailment()
    account = replace(made.accounts[0], title=HOSTILE, outlet=HOSTILE)
    shown = to_terminal(replace(made, event=Event(HOSTILE, where=(HOSTILE,)), accounts=(account, *made.accounts[1:])))
    assert all(char.isprintable() or char in "\n\u00a0\u202f" for char in shown)
    assert "[red]b[/red] :smile:" in flat(shown)


def test_clean_keeps_what_is_harmless():
    assert clean("L’été, «\u202fœuvre\u202f» !\n") == "L’été, «\u202fœuvre\u202f» !\n"
    assert clean("a\x07b\x1b\u202e") == "a\u2407b\u241b\ufffd"
    assert clean("a\nb", lines=False) == "a b"


@pytest.mark.parametrize("by", ["text", "voice", "kind"])
def test_one_account_alone(by):
    shown = extraction_table(derailment().extractions[1], by=by)
    assert "Léa Morin" in shown
    assert "CT-" in shown


def test_english_and_unknown():
    assert "contradict" in show(derailment(), "terminal", language="en")
    with pytest.raises(UnknownLanguage):
        show(derailment(), "terminal", language="xx")
    with pytest.raises(UnknownFormat):
        show(derailment(), "papyrus")
    assert forms()[0] == "terminal"


def test_an_empty_comparison():
    assert "0 récit côte à côte" in to_terminal(Comparison(Event(), (), (), ()))
