"""Scores of a treebank: what spaCy's own evaluation counts, and files that are no treebank."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.errors import DataMissing, PipelineMissing
from contrechamp.evaluate.syntax import read_passages, score

SENTENCE = """\
# text = Le maire du village arrive.
1	Le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	2	det	_	_
2	maire	maire	NOUN	_	Gender=Masc|Number=Sing	6	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	5	det	_	_
5	village	village	NOUN	_	Gender=Masc|Number=Sing	2	nmod	_	_
6	arrive	arriver	VERB	_	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	SpaceAfter=No
7	.	.	PUNCT	_	_	6	punct	_	_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(SENTENCE * 12, encoding="utf-8")
    return path


def test_contracted_words_are_one_token(treebank: Path) -> None:
    first, second = read_passages(treebank)
    assert [token.text for token in first][:6] == ["Le", "maire", "du", "village", "arrive", "."]
    assert len(list(first.sents)) == 10
    assert len(list(second.sents)) == 2


def test_scores(treebank: Path) -> None:
    scores = score(treebank)
    assert scores.tokens == 72
    assert scores.pos > 0.9
    assert scores.lemma > 0.9
    assert scores.uas >= scores.las > 0.8
    assert scores.sentence_f > 0.8
    assert scores.tokens_per_second > 0


def test_a_wrong_head_costs_one_arc(treebank: Path) -> None:
    before = score(treebank)
    wrong = treebank.with_name("wrong.conllu")
    wrong.write_text(
        treebank.read_text(encoding="utf-8").replace(
            "5	village	village	NOUN	_	Gender=Masc|Number=Sing	2	nmod",
            "5	village	village	NOUN	_	Gender=Masc|Number=Sing	6	nmod",
        ),
        encoding="utf-8",
    )
    assert score(wrong).uas == pytest.approx(before.uas - 1 / 5, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Le maire dort.", "1	Le	le	DET\n", "a\tb\tc\td\te\tf\tg\th\ti\tj\n"]
)
def test_files_that_are_no_treebank(tmp_path: Path, text: str) -> None:
    path = tmp_path / "no.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataMissing, match=r"no\.conllu"):
        score(path)


def test_binary_files(tmp_path: Path) -> None:
    path = tmp_path / "no.conllu"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(DataMissing):
        score(path)


def test_unknown_pipeline(treebank: Path) -> None:
    with pytest.raises(PipelineMissing):
        score(treebank, pipeline="fr_never_made")
