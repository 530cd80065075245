"""Records in a notebook: a frame that may do nothing, a short line of text, and never more than is worth keeping."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.samples.derailment import derailment
from tests.samples.hostile import BAD, hostile

import contrechamp  # noqa: F401  gives the records what a notebook asks for
from contrechamp.show import notebook


class Frames(HTMLParser):
    """The elements of what a notebook is given."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def records(make):
    made = make()
    return made, made.extractions[0], made.accounts[0]


@pytest.mark.parametrize("make", [derailment, hostile])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_it_is_one_frame_without_rights(make, which):
    ((tag, about),) = Frames(records(make)[which]._repr_html_()).found
    assert (tag, about["sandbox"]) == ("iframe", "")
    assert "src" not in about
    assert about["srcdoc"].startswith("<!doctype html>")
    assert not [tag for tag, _ in Frames(about["srcdoc"]).found if tag in ("script", "img", "iframe")]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_the_text_is_in_it(which):
    ((_, about),) = Frames(records(derailment)[which]._repr_html_()).found
    assert "cellule d’écoute" in about["srcdoc"]


def test_the_line_is_short_and_harmless():
    assert notebook.in_a_line(derailment(), "en").endswith("4 accounts · 12 points")
    for record in records(hostile):
        said = record._repr_mimebundle_()["text/plain"]
        assert said.isprintable() or all(c.isprintable() or c in "\u00a0\u202f" for c in said)
        assert len(said) < 2 * len(BAD) + 80


def test_a_large_page_is_not_kept(monkeypatch):
    monkeypatch.setattr(notebook, "LARGEST", 1000)
    for record in records(hostile):
        shown = record._repr_html_()
        assert shown.startswith("<pre>")
        assert "<script" not in shown
        assert shown.count("\n") <= notebook._LINES


def test_ipython_takes_both():
    formatters = pytest.importorskip("IPython.core.formatters")
    data, _ = formatters.DisplayFormatter().format(derailment())
    assert data.keys() == {"text/html", "text/plain"}
    assert len(data["text/plain"]) < 100


def test_the_records_themselves_know_nothing_of_it():
    """`model.py` stays free of behaviour: what a notebook asks for is not among what it defines."""
    from pathlib import Path

    import contrechamp.model

    assert "_repr_" not in Path(contrechamp.model.__file__).read_text(encoding="utf-8")
