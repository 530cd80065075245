"""Who speaks: pronouns, descriptions and unsaid speakers linked to whoever is meant; no link where several could be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.evaluate.marked import Case, parse_marked, read_cases
from contrechamp.extract.actors import find_actors
from contrechamp.extract.actors.coreference import find_chains
from contrechamp.extract.actors.mentions import mentions_of
from contrechamp.extract.actors.roles import role_words
from contrechamp.extract.syntax import parse
from contrechamp.extract.tree import read_tree
from contrechamp.extract.voices import Attribution, find_attributions
from contrechamp.lang import read_rules, read_toml
from contrechamp.model import VoiceKind
from contrechamp.text.fold import fold_words

CASES = list(read_cases(Path(__file__).parent / "cases" / "fr" / "speakers.txt"))
RULES = read_rules("fr", "roles")


def attributions(text: str) -> list[Attribution]:
    doc = parse(text)
    found = find_attributions(read_tree(doc), actors=find_actors(doc))
    return [item for item in found if item.voice.kind != VoiceKind.AUTHOR]


def check(case: Case) -> None:
    found = attributions(case.text)
    for mark in case.marks:
        near = [a for a in found if any(s.start < mark.span.end and mark.span.start < s.end for s in a.contents)]
        assert near, case.text
        voice = near[0].voice
        read = {"who": voice.name or "-", "actor": voice.actor}
        assert {k: fold_words(str(read[k])) for k in mark.fields} == {k: fold_words(v) for k, v in mark.fields.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}")
def test_speaker(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True))
    check(case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_keep_their_examples(rule: object) -> None:
    for marked in rule.match:  # type: ignore[attr-defined]
        check(parse_marked(marked))


def test_a_wider_word_never_stands_for_itself() -> None:
    words = role_words("fr")
    assert all(word not in held for word, held in words.wider.items() if word != "organisation")


def test_ages_are_in_order() -> None:
    assert all(low <= high for low, high in read_toml("fr", "roles")["ages"].values())


PEOPLE = (("Paul Martin", "il", "m"), ("Anne Leroy", "elle", "f"))


@given(st.permutations(PEOPLE), st.sampled_from(("déclaré", "assuré", "souligné", "répété")), st.booleans())
@settings(max_examples=12, deadline=None)
def test_gender_tells_who(people: list[tuple[str, str, str]], verb: str, straight: bool) -> None:
    (first, _, _), (second, pronoun, _) = people
    text = f"{first} a reçu {second} lundi. « Le pont tiendra », a-t-{pronoun} {verb}."
    text = text if straight else text.replace("'", "’")
    assert [item.voice.name for item in attributions(text)] == [second]


def test_time_grows_with_the_text() -> None:
    sentence = "Le maire de Lens, Paul Martin, a vu la ministre. Elle a dit au maire que l'élue viendrait. "

    def work(times: int) -> int:
        doc = parse(sentence * times)
        tree = read_tree(doc)
        mentions = mentions_of(tree, find_actors(doc), "fr")
        return calls(lambda: find_chains(tree, mentions, "fr"))

    assert work(200) < 5 * work(50)


def test_a_singular_verb_takes_the_last_of_two_subjects() -> None:
    """*Le dépôt part en fumée, et la préfète explique que …*, where the parser took the first clause for a noun."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from contrechamp.extract.tree import read_tree
    from contrechamp.extract.voices.whose import _last_of_two

    words = ["le", "dépôt", "part", ",", "et", "la", "préfète", "explique", "tout"]
    heads, deps = [1, 7, 1, 1, 6, 6, 1, 7, 7], ["det", "nsubj", "nmod", "punct", "cc", "det", "conj", "ROOT", "obj"]
    pos = ["DET", "NOUN", "NOUN", "PUNCT", "CCONJ", "DET", "NOUN", "VERB", "PRON"]
    for number, subject in (("Sing", 6), ("Plur", 1)):
        morphs = [*[""] * 7, f"Number={number}|VerbForm=Fin", ""]
        doc = Doc(Vocab(), words, heads=heads, deps=deps, pos=pos, lemmas=words, morphs=morphs)
        assert _last_of_two(read_tree(doc), 7, 1) == subject
