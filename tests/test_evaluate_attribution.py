"""The scorer of voices and certainty, on gold of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.errors import DataMissing
from contrechamp.evaluate.attribution import GoldText, Said, read_gold, score, score_texts
from contrechamp.evaluate.news import news_text
from contrechamp.model import Span

TEXT = "« Le pont est sûr », a déclaré Marie Dupont. Le préfet n'a pas signé."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(speaker: str, value: str) -> GoldText:
    said = Said((at("Le pont est sûr"),), at(speaker), at("a déclaré"), "direct")
    return GoldText("own", TEXT, (said,), ((at("Le préfet n'a pas signé"), value),))


def test_all_right() -> None:
    scores = score_texts([gold("Marie Dupont", "CT-")])
    assert (scores.loose.f1, scores.strict.f1, scores.speaker, scores.cue, scores.certainty) == (1, 1, 1, 1, 1)


def test_wrong_speaker_and_value() -> None:
    scores = score_texts([gold("Le préfet", "PS+")])
    assert (scores.loose.f1, scores.speaker, scores.certainty_marked) == (1, 0, 0)
    assert any("CT-" in line for line in scores.wrong)


def test_brat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    speaker, cue, content = at("Marie Dupont"), at("a déclaré"), at("« Le pont est sûr »")
    lines = [
        f"T1\tCitation {content.start} {content.end}\tx", f"T2\tEntite {speaker.start} {speaker.end}\tx",
        f"T3\tIntroducteur {cue.start} {cue.end}\tx", "R1\tSource Arg1:T2 Arg2:T1", "R2\tIntroduction Arg1:T3 Arg2:T1",
    ]  # fmt: skip
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    assert read_gold(tmp_path)[0].said == (Said((content,), speaker, cue),)
    scores = score(tmp_path)
    assert (scores.loose.f1, scores.speaker, scores.cue) == (1, 1, 1)


def test_offsets_without_the_corpus(tmp_path: Path) -> None:
    file = tmp_path / "g.toml"
    file.write_text('[[article]]\nid = 1\npart = "build"\n', encoding="utf-8")
    with pytest.raises(DataMissing):
        read_gold(file, news=tmp_path / "none.gz")


def test_lost_line_breaks_are_set_again() -> None:
    record = {
        "title": "Un titre",
        "heading": "Un chapeau.",
        "article": 'Il est venu jeudi.Le pont est "fermé".La ville paie.',
    }
    assert news_text(record) == 'Un titre\nUn chapeau.\nIl est venu jeudi.\nLe pont est "fermé".\nLa ville paie.'
