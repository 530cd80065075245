"""The trained pipeline: its words, sentences, trees, lemmas and names, and what happens when it is not there."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.errors import PipelineMissing, UnknownLanguage
from contrechamp.extract import syntax
from contrechamp.extract.components.lemmas import Lemmas
from contrechamp.extract.syntax import load, parse, parts

FOLDER = Path(str(files("contrechamp"))) / "lang" / "fr" / "pipeline"


def words(text: str) -> list[str]:
    return [token.text for token in load().make_doc(text) if not token.is_space]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # compounds are one word
        ("le Royaume-Uni", "le|Royaume-Uni"),
        ("celui-ci ou elle-même", "celui-ci|ou|elle-même"),
        ("un cessez-le-feu", "un|cessez-le-feu"),
        # pronouns after the verb are not
        ("A-t-elle menti ?", "A|-t-elle|menti|?"),
        ("Est-ce vrai ? dit-il.", "Est|-ce|vrai|?|dit|-il|."),
        # both apostrophes, before quotation marks and figures too
        ("L’accord d'hier", "L’|accord|d'|hier"),
        ('l\'"accord" d’1,5 million', 'l\'|"|accord|"|d’|1,5|million'),
        ("aujourd’hui, quelqu'un", "aujourd’hui|,|quelqu'un"),
        # a full stop glued to the next sentence
        ("C'est fini.Une autre vie", "C'|est|fini|.|Une|autre|vie"),
        # hours and percentages
        ("à 14h30, 12% des voix", "à|14|h|30|,|12|%|des|voix"),
        ("jusqu’à 20h.", "jusqu’|à|20|h|."),
        # abbreviations
        ("M. Petit, né en 300 av. J.-C.", "M.|Petit|,|né|en|300|av.|J.-C."),
        # asides between dashes
        ("la mairie -fermée- rouvre", "la|mairie|-|fermée|-|rouvre"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


def test_a_tree() -> None:
    doc = parse("Selon la préfecture, douze pompiers ont maîtrisé l’incendie.")
    roles = {token.text: (token.dep_, token.head.text) for token in doc}
    assert roles["pompiers"] == ("nsubj", "maîtrisé")
    assert roles["incendie"] == ("obj", "maîtrisé")
    assert roles["douze"] == ("nummod", "pompiers")
    assert roles["Selon"] == ("case", "préfecture")
    assert [t.lemma_ for t in doc if t.pos_ in {"NOUN", "VERB"}] == ["préfecture", "pompier", "maîtriser", "incendie"]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize("blank", [" ", "\u00a0", "  "])
def test_typography_changes_no_tree(apostrophe: str, blank: str) -> None:
    text = f"Le maire a dit qu{apostrophe}il{blank}quittera la ville demain."
    tree = [(t.text, t.pos_, t.dep_) for t in parse(text) if not t.is_space]
    assert ("maire", "NOUN", "nsubj") in tree
    assert ("quittera", "VERB", "ccomp") in tree


def test_sentences() -> None:
    text = (
        "Un mort à Vierzon\nL’accident a eu lieu lundi. M. Duval est blessé, sa femme va bien. « C’est un miracle ! »"
    )
    assert [s.text.strip() for s in parse(text).sents] == [
        "Un mort à Vierzon",
        "L’accident a eu lieu lundi.",
        "M. Duval est blessé, sa femme va bien.",
        "« C’est un miracle ! »",
    ]


def test_names() -> None:
    found = {(e.text, e.label_) for e in parse("Claire Martin a quitté Bordeaux pour Berlin.").ents}
    assert ("Claire Martin", "PER") in found
    assert {"Bordeaux", "Berlin"} <= {text for text, kind in found if kind == "LOC"}


ODD = ["", " ", "\n\n", ".", "«", "’’’’", "\u00a0", "a" * 3000, "-" * 500, "\U0001f600 \u202e \x00"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text: str) -> None:
    doc = parse(text)
    assert doc.text == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_the_text_stays(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@given(st.text(alphabet="ab .\n", max_size=200), st.integers(2, 40))
def test_parts_join(text: str, longest: int) -> None:
    pieces = parts(text, longest)
    assert "".join(pieces) == text
    assert all(len(piece) <= longest for piece in pieces)


def test_long_texts_are_parsed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Le train est parti. Il pleut.\n\n" * 40
    whole = [(t.text, t.idx) for t in parse(text)]
    monkeypatch.setattr(syntax, "LONGEST", 200)
    doc = parse(text)
    assert doc.text == text
    assert [(t.text, t.idx) for t in doc] == whole
    assert doc.has_annotation("DEP")


@pytest.mark.parametrize("text", ["'" * 20_000, "l'" * 10_000, "a-il" * 5_000, "aa.Bb" * 4_000], ids=lambda t: t[:5])
def test_runs_without_a_blank_take_no_more_than_their_time(text: str) -> None:
    started = time.process_time()
    assert parse(text).text == text
    assert time.process_time() - started < 30  # without the cut, the first takes minutes


def test_the_same_twice() -> None:
    text = "Le ministre assure que la dette baissera de 3 % en 2027."
    first, second = (parse(text).to_json() for _ in range(2))
    assert first == second


def test_unknown_pipeline() -> None:
    with pytest.raises(PipelineMissing, match="fr_never_made"):
        parse("Bonjour.", pipeline="fr_never_made")


def test_unknown_language() -> None:
    with pytest.raises(UnknownLanguage):
        parse("Hello.", language="xx")


def test_spacy_is_imported_late() -> None:
    code = "import sys, contrechamp.extract.syntax, contrechamp.evaluate.syntax; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_weights_are_small_and_have_a_notice() -> None:
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    assert size <= 30_000_000
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    sources = ("Sequoia", "GSD", "Rhapsodie", "ParisStories", "OrangeSum", "Europeana", "NewsEye", "WikiANN", "WOLF")
    assert [source for source in sources if source not in notice] == []
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"]["sequoia_test_las"] >= 0.862


@pytest.mark.parametrize(
    ("form", "pos", "morph", "lemma"),
    [
        ("annonçait", "VERB", "", "annoncer"),
        ("L’", "DET", "", "le"),
        ("ONU", "PROPN", "", "ONU"),
        ("TGV", "NOUN", "", "TGV"),
        ("Douze", "NUM", "", "douze"),
        ("aux", "ADP", "", "à le"),
    ],
)
def test_lemmas(form: str, pos: str, morph: str, lemma: str) -> None:
    component = load().get_pipe("contrechamp_lemmas")
    assert component.lemma(form, pos, morph) == lemma


def test_lemma_prefers_a_known_one() -> None:
    endings = {"VERB": {"issait": [[6, "er"], [5, "r"]]}}
    table = {"exact": {}, "forms": {}, "endings": endings, "known": {"VERB": ["surgir"]}}
    assert Lemmas(table).lemma("surgissait", "VERB", "") == "surgir"
    assert Lemmas(table).lemma("Zurgissait", "VERB", "") == "zurger"


def test_lemma_table_survives_bytes() -> None:
    table = {"exact": {}, "forms": {"NOUN": {"yeux": "œil"}}, "endings": {}, "known": {}}
    again = Lemmas().from_bytes(Lemmas(table).to_bytes())
    assert again.lemma("yeux", "NOUN", "") == "œil"


def test_no_text_no_words() -> None:
    assert len(syntax.parse("")) == 0


def test_spacy_alone_loads_the_pipeline() -> None:
    program = "import sys, spacy; nlp = spacy.load(sys.argv[1]); print([t.lemma_ for t in nlp('Les ponts cèdent.')])"
    done = subprocess.run([sys.executable, "-c", program, str(FOLDER)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['le', 'pont', 'céder', '.']"
