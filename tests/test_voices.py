"""Voices: marked sentences, and the same reading whatever the marks, the spaces, the verb and the order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.evaluate.marked import Case, read_cases
from contrechamp.extract.actors import find_actors
from contrechamp.extract.syntax import parse
from contrechamp.extract.tree import read_tree
from contrechamp.extract.voices import Attribution, find_attributions
from contrechamp.lang import read_table, read_toml
from contrechamp.model import VoiceKind
from contrechamp.text.fold import fold_words
from contrechamp.text.quotes import find_quotes

CASES = list(read_cases(Path(__file__).parent / "cases" / "fr" / "voices.txt"))


def attributions(text: str) -> tuple[Attribution, ...]:
    doc = parse(text)
    return find_attributions(read_tree(doc), actors=find_actors(doc))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}")
def test_marked(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True))
    found = [a for a in attributions(case.text) if a.voice.kind != VoiceKind.AUTHOR]
    assert [span for a in found for span in a.contents] == [m.span for m in case.marks]
    for mark, item in zip(case.marks, [a for a in found for _ in a.contents], strict=True):
        read = {"who": item.voice.name or "-", "kind": item.voice.kind, "mode": item.mode, "outlet": item.voice.outlet}
        assert {key: fold_words(str(read[key])) for key in mark.fields} == {
            k: fold_words(v) for k, v in mark.fields.items()
        }


VERBS = (
    "a déclaré",
    "a affirmé",
    "a assuré",
    "a expliqué",
    "a indiqué",
    "a souligné",
    "a estimé",
    "a précisé",
    "a répété",
)
CONTENTS = ("le pont est fermé depuis lundi", "la ville a perdu trois usines", "les travaux coûtent trop cher")
SPEAKERS = ("Marie Dupont", "le maire", "la préfecture", "Paul Martin")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("speaker", SPEAKERS)
def test_same_reading_behind_and_before(verb: str, speaker: str) -> None:
    content = CONTENTS[0]
    said = content[0].upper() + content[1:]
    subject = speaker[0].upper() + speaker[1:]
    for text in (
        f"« {said} », {verb} {speaker}.",
        f"{subject} {verb} : « {said}. »",
        f"{subject} {verb} que {content}.",
    ):
        found = attributions(text)
        assert len(found) == 1, text
        assert fold_words(text[found[0].contents[0].start : found[0].contents[0].end]).rstrip(".") == fold_words(
            content
        )
        assert fold_words(found[0].voice.name or "") == fold_words(speaker)


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("marks", ["«{}»", "« {} »", "«\u00a0{}\u00a0»", "“{}”", '"{}"', "«\u202f{}\u202f»"])
def test_same_reading_in_any_marks(content: str, marks: str) -> None:
    said = content[0].upper() + content[1:]
    text = f"{marks.format(said)}, a déclaré Marie Dupont."
    found = attributions(text)
    assert [(text[s.start : s.end], a.voice.name) for a in found for s in a.contents] == [(said, "Marie Dupont")]


def contents(text: str) -> list[tuple[str, str]]:
    """Each content with its speaker, folded, without the marks at its ends."""
    return [
        (fold_words(text[c.start : c.end]).strip(' .«»"“”'), fold_words(a.voice.name or "-"))
        for a in attributions(text)
        for c in a.contents
    ]


SENTENCES = (
    "« L'usine n'a rien rejeté », a assuré l'exploitant.",
    "Selon la maire, l'eau de l'étang n'est plus potable.",
    "L'avocate a répondu qu'« aucune pièce n'a disparu ».",
    "D'après RTL et Le Point, l'agent d'entretien a été suspendu.",
    "L'élu dénonce « l'abandon d'un quartier » et « l'oubli des riverains ».",
    "L'enquêteur a été formel : « L'arme n'a pas servi. »",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_same_reading_however_it_is_typed(text: str) -> None:
    typed = {
        "curly": text.replace("'", "’"),
        "english": text.replace("« ", "“").replace(" »", "”"),
        "straight": text.replace("« ", '"').replace(" »", '"'),
        "no-break": text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u202f:"),
    }
    plain = contents(text)
    assert plain
    assert {way: contents(form) for way, form in typed.items()} == dict.fromkeys(typed, plain)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(VERBS), st.sampled_from(VERBS), st.sampled_from(SPEAKERS), st.sampled_from(CONTENTS))
def test_a_synonym_changes_nothing(verb: str, synonym: str, speaker: str, content: str) -> None:
    forms = ("« {0} », {1} {2}.", "{0}, {1} {2}.", "Comme l'{1} {2}, {0}.")
    for form in forms:
        said = [contents(form.format(content, v, speaker)) for v in (verb, synonym)]
        assert said[0] == said[1] == [(fold_words(content), fold_words(speaker))]


def test_a_quotation_goes_on_over_paragraphs_in_straight_marks() -> None:
    text = 'Le maire a écrit : "Nous avons attendu.\nPuis la digue a cédé."\nLe pont est fermé.'
    assert [text[q.inner.start : q.inner.end] for q in find_quotes(text)] == [
        "Nous avons attendu.\nPuis la digue a cédé."
    ]


def test_speakers_in_one_pair_of_marks() -> None:
    text = "« Vous venez ?\n— Non.\n— Tant pis ! »"
    assert [text[q.inner.start : q.inner.end] for q in find_quotes(text)] == ["Vous venez ?", "Non.", "Tant pis !"]


def test_a_heading_that_has_lost_its_line_break() -> None:
    text = 'Un projet contesté"La ville n\'a rien décidé", a dit le maire.'
    assert contents(text)[0][0] == "la ville n'a rien decide"


def test_apostrophes_change_nothing() -> None:
    text = "L'exploitant assure que l'usine n'a pas pollué l'eau. « C'est l'Etat qui l'a dit », ajoute-t-il."
    straight, curly = attributions(text), attributions(text.replace("'", "’"))
    assert [a.contents for a in straight] == [a.contents for a in curly]
    assert [a.voice.kind for a in straight] == [a.voice.kind for a in curly]


def test_chain_leads_to_the_author() -> None:
    voice = attributions("Paul Martin, dans Le Figaro, rappelle que les prix ont doublé.")[0].voice
    assert voice.within is not None and voice.within.name == "Le Figaro"
    assert voice.within.within is not None and voice.within.within.kind == VoiceKind.AUTHOR


def test_denied_by_the_author() -> None:
    found = attributions("Il est faux de dire que la ville a payé.")
    assert [(a.voice.kind, a.denied is not None) for a in found] == [(VoiceKind.UNNAMED, True)]


def test_every_class_of_verb_is_known() -> None:
    classes = read_toml("fr", "voices")["class"]
    assert {row[1] for row in read_table("fr", "reporting_verbs")} <= set(classes)
    lemmas = [row[0] for row in read_table("fr", "reporting_verbs")]
    assert len(lemmas) == len(set(lemmas))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aA «»“”\"'’‘—+.,\n", max_size=80))
def test_quotes_keep_to_the_text(text: str) -> None:
    for quote in find_quotes(text):
        assert 0 <= quote.span.start <= quote.inner.start < quote.inner.end <= quote.span.end <= len(text)
        assert not text[quote.inner.start].isspace() and not text[quote.inner.end - 1].isspace()


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from(["« ", " »", "dit ", "Paul ", "que ", "selon ", ". ", "\n", "il ", "— ", "a ", "? "]),
        max_size=30,
    )
)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(["Oui. ", *pieces])
    for item in attributions(text):
        assert all(0 <= s.start < s.end <= len(text) for s in item.contents)


@pytest.mark.parametrize("piece", ['"', "« ", "«\n", "' a", "+a ", '"\n"', "— A\n", "“a "])
def test_quotes_in_linear_time(piece: str) -> None:
    import time

    start = time.process_time()
    find_quotes(piece * 100_000)
    assert time.process_time() - start < 3


def test_nested_and_long_quotations() -> None:
    assert [q.mark for q in find_quotes("— Oui, « non ».")] == ["—", "«"]
    text = "« A.\n« B “c” d.\n« E », dit-il. L’homme ‘seul’ d’ici."
    assert [(text[q.inner.start : q.inner.end], q.depth) for q in find_quotes(text)] == [
        ("A.\n« B “c” d.\n« E", 0), ("c", 1), ("seul", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inner", "name"),
    [
        ("« Il riait. Il me disait : 'Jeanne, n'ouvrez pas', et je partais », raconte Jeanne Morel.",
         "Jeanne, n'ouvrez pas", None),
        ("« Ils nous saluent en criant : ‘Vive le port.’ Cela fait du bien », a confié Jeanne Morel.",
         "Vive le port.", None),
        ("« C'est triste. Je pense que le pont manquera aux enfants », explique Jeanne Morel.",
         "le pont manquera aux enfants", "Jeanne Morel"),
        ("« Le médecin dit que je peux partir », raconte Jeanne Morel.", "je peux partir", "le médecin"),
    ],
)  # fmt: skip
def test_speech_within_speech_has_its_own_voice(text: str, inner: str, name: str | None) -> None:
    """*Je* is whoever speaks in the quotation; others stand within that voice."""
    outer, found = attributions(text)
    assert outer.voice.name == "Jeanne Morel"
    assert [text[span.start : span.end] for span in found.contents] == [inner]
    assert found.voice.name == name
    above = found.voice.within
    assert above is not None
    assert above.name == (None if name == "Jeanne Morel" else "Jeanne Morel")
