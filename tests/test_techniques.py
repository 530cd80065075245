"""Techniques: marked cases, the cues' own examples, the voice they are charged to, the same for every side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.evaluate.marked import Case, parse_marked, read_cases
from contrechamp.extract.syntax import parse
from contrechamp.extract.techniques import find_hits, find_techniques, ready_cues, voice_over
from contrechamp.extract.techniques.patterns import View, compile_pattern, match_at
from contrechamp.model import Certainty, Claim, Mode, Span, Technique, Voice, VoiceKind
from contrechamp.techniques import Cue, Kind, kinds

CASES = list(read_cases(Path(__file__).parent / "cases/fr/techniques.txt"))
CUES = [(kind, cue) for kind in kinds() for cue in kind.cue]

NAMES = frozenset(
    {
        "Appeal_to_Authority", "Appeal_to_Fear-Prejudice", "Appeal_to_Hypocrisy", "Appeal_to_Popularity",
        "Appeal_to_Time", "Appeal_to_Values", "Causal_Oversimplification", "Consequential_Oversimplification",
        "Conversation_Killer", "Doubt", "Exaggeration-Minimisation", "False_Dilemma-No_Choice", "Flag_Waving",
        "Guilt_by_Association", "Loaded_Language", "Name_Calling-Labeling", "Obfuscation-Vagueness-Confusion",
        "Questioning_the_Reputation", "Red_Herring", "Repetition", "Slogans", "Straw_Man", "Whataboutism",
    }
)  # fmt: skip


def techniques(text: str) -> tuple[Technique, ...]:
    return find_techniques(parse(text))


def overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@pytest.mark.parametrize("case", CASES, ids=[f"{case.line}" for case in CASES])
def test_cases(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known failure"))
    found = techniques(case.text)
    shown = [(t.name, case.text[t.span.start : t.span.end]) for t in found]
    for mark in case.marks:
        assert any(overlaps(t.span, mark.span) and t.name == mark.fields["name"] for t in found), shown
    if not case.marks:
        assert not found, shown


@pytest.mark.parametrize(("kind", "cue"), CUES, ids=[f"{kind.name}/{cue.id}" for kind, cue in CUES])
def test_cues_keep_their_examples(kind: Kind, cue: Cue) -> None:
    assert cue.match, "a cue shows what it matches"
    for marked in cue.match:
        case = parse_marked(marked)
        found = [span for name, rule, span in find_hits(parse(case.text)) if (name, rule) == (kind.name, cue.id)]
        assert all(any(overlaps(span, mark.span) for span in found) for mark in case.marks), marked
    for sentence in cue.avoid:
        assert not [t for t in techniques(sentence) if t.name == kind.name], sentence


def test_there_are_the_23_of_semeval() -> None:
    assert {kind.name for kind in kinds()} == NAMES
    assert all(kind.definition.fr and kind.definition.en and kind.title.fr and kind.source for kind in kinds())


def test_every_pattern_is_understood() -> None:
    assert ready_cues("fr")


@pytest.mark.parametrize("left", ["Russie", "Ukraine", "France"])
@pytest.mark.parametrize(
    "sentence",
    ["La {} sème la mort.", "Les pantins de la {} ont parlé.", "On peut écraser la {} en deux jours, dit-il."],
)
def test_the_same_for_every_side(left: str, sentence: str) -> None:
    wanted = [t.evidence.rule for t in techniques(sentence.format("Chine"))]
    assert wanted == [t.evidence.rule for t in techniques(sentence.format(left))]
    assert wanted


# ---------------------------------------------------------------- voices


def claim(start: int, end: int, voice: Voice) -> Claim:
    return Claim(f"{start}", Span(start, end), voice, Mode.AUTHOR, Certainty.CERTAIN)


def test_words_are_charged_to_the_innermost_voice() -> None:
    author = Voice(VoiceKind.AUTHOR)
    paper = Voice(VoiceKind.NAMED, "Le Journal", within=author)
    woman = Voice(VoiceKind.NAMED, "Anne", within=paper)
    claims = [claim(0, 80, author), claim(10, 60, paper), claim(20, 50, woman)]
    assert voice_over(Span(25, 30), claims) == woman
    assert voice_over(Span(12, 15), claims) == paper
    assert voice_over(Span(70, 75), claims) == author
    assert voice_over(Span(90, 95), claims) == author


def test_two_voices_on_one_content() -> None:
    author = Voice(VoiceKind.AUTHOR)
    others = Voice(VoiceKind.UNNAMED, within=author)
    assert voice_over(Span(2, 5), [claim(0, 9, author), claim(0, 9, others)]) == others


# ---------------------------------------------------------------- patterns


def view(text: str) -> View:
    words = text.split()
    return View(words, words, ["NOUN"] * len(words), frozenset())


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("un|une mot", "une mot", 2),
        ("un très? mot", "un mot", 2),
        ("un très? mot", "un tres mot", 3),
        ("un ... mot", "un deux trois mot", 4),
        ("un ... mot", "un . mot", None),
        ("(tout est dit)|(point final)", "point final", 2),
        ("point !final", "point final", None),
        ("point !final", "point de vue", 1),
        ("@liste", "bain de sang", 3),
    ],
)
def test_patterns(pattern: str, text: str, end: int | None) -> None:
    compiled = compile_pattern(pattern, {"liste": ["bain de sang"]})
    assert match_at(compiled, view(text), 0, len(text.split())) == end


@pytest.mark.parametrize("pattern", ["(un", "@rien", "mot:QUOI"])
def test_patterns_that_are_none(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"brackets|list|part of speech"):
        compile_pattern(pattern, {})


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    found = techniques(text)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert list(found) == sorted(found, key=lambda t: (t.span, t.name))
