"""Claims that tell one thing in other words: what meets, what does not, and at what cost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.compare import compare_extractions
from contrechamp.compare.facts import read_facts
from contrechamp.compare.figures import hold_together
from contrechamp.compare.happenings import find_happenings, find_kinds, kinds_meet
from contrechamp.compare.joining import pair_up
from contrechamp.compare.nearness import claim_vectors, measure_nearness
from contrechamp.compare.participles import verb_of
from contrechamp.compare.tallies import LASTING, read_tallies
from contrechamp.evaluate.dossier import find_words_in
from contrechamp.extract import extract
from contrechamp.lang import read_table, read_toml
from contrechamp.model import Account, Quantity, RelationKind, Span

ONE = (
    "Les 42 passagers du car ont péri jeudi dans le ravin de Combrailles. L'autocar roulait trop vite. "
    "Neuf militants ont été arrêtés devant la mairie. Les magasins du bourg sont restés ouverts toute la journée. "
    "Le maire a démissionné vendredi. Une veillée est prévue le 4 mai."
)
TWO = (
    "Quarante-cinq personnes ont perdu la vie jeudi à Combrailles. Le chauffeur respectait la limitation. "
    "La gendarmerie a procédé à neuf interpellations. Toutes les boutiques ont fermé leurs portes dès midi. "
    "Le maire de Combrailles reste à son poste. Un orchestre jouera samedi sur la place."
)


def read(name: str, text: str) -> Account:
    return Account(name, text, "fr", name=name)


@pytest.fixture(scope="module")
def relations() -> dict[frozenset[str], RelationKind]:
    """By the first words of its claims, the relation of each point of the two accounts."""
    extractions = [extract(read("a", ONE)), extract(read("b", TWO))]
    texts = {e.account.id: e.account.text for e in extractions}
    begins = {
        c.id: " ".join(texts[e.account.id][c.span.start : c.span.end].split()[:2])
        for e in extractions
        for c in e.claims
    }
    points = compare_extractions(extractions).points
    return {frozenset(begins[c] for s in p.stands for c in s.claims): p.relation for p in points}


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Les 42", "Quarante-cinq personnes", RelationKind.FIGURES_DIFFER),
        ("Neuf militants", "La gendarmerie", RelationKind.AGREE),
        ("Les magasins", "Toutes les", RelationKind.CONFLICT),
        ("Le maire", "Le maire", RelationKind.CONFLICT),
    ],
)
def test_one_thing_in_other_words(
    relations: dict[frozenset[str], RelationKind], left: str, right: str, relation: RelationKind
) -> None:
    found = {kind for claims, kind in relations.items() if {left, right} <= claims and kind is not RelationKind.ONLY}
    assert found == {relation}


def test_what_only_one_tells_stays_alone(relations: dict[frozenset[str], RelationKind]) -> None:
    assert relations[frozenset({"Un orchestre"})] is RelationKind.ONLY


# ---------------------------------------------------------------- the lexicon


def test_idioms_are_found_in_their_order_only() -> None:
    assert [h.name for h in find_happenings(["passager", "perdre", "vie"])] == ["die"]
    assert not find_happenings(["vie", "perdre"])


def test_kinds_meet_along_the_way_up() -> None:
    assert kinds_meet(find_kinds(["manifestant"]), find_kinds(["personne"]))
    assert not kinds_meet(find_kinds(["navire"]), find_kinds(["personne"]))


def test_the_tables_are_whole() -> None:
    poles = {"+", "-", "="}
    assert all(len(row) == 3 and row[1] in poles and row[2].strip() for row in read_table("fr", "happenings"))
    names = {row[0] for row in read_table("fr", "kinds")}
    assert all(len(row) == 3 and set(row[1].split()) <= names for row in read_table("fr", "kinds"))
    by_name: dict[str, set[str]] = {}
    for name, pole, _ in read_table("fr", "happenings"):
        by_name.setdefault(name, set()).add(pole)
    assert all(found == {"="} or "=" not in found for found in by_name.values())


def test_participles_by_their_own_examples() -> None:
    data = read_toml("fr", "points")["participles"]
    assert [verb_of(word) for word, _ in data["match"]] == [verb for _, verb in data["match"]]
    assert not any(verb_of(word) for word in data["avoid"])


# ---------------------------------------------------------------- figures


def test_how_long_something_lasts_is_a_tally() -> None:
    [fact] = read_facts(extract(read("a", "La réunion a duré trois heures.")))
    assert [(t.figure.low, t.figure.unit) for t in read_tallies(fact)] == [(180.0, LASTING)]


def test_about_an_exact_figure_is_nearly_that_figure() -> None:
    def figure(value: int, *, about: bool) -> Quantity:
        return Quantity("q", Span(0, 1), Span(0, 1), value, value, approximate=about)

    assert hold_together(figure(164_270, about=True), figure(177_938, about=False)) is False
    assert hold_together(figure(3_000, about=True), figure(2_940, about=False)) is True


# ---------------------------------------------------------------- the gold dossiers


GOLD = sorted((Path(__file__).parents[1] / "gold" / "dossiers").glob("*.toml"))


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_gold_words_stand_in_their_accounts(file: Path) -> None:
    gold = tomllib.loads(file.read_text(encoding="utf-8"))
    texts = {
        name: (file.with_suffix("") / entry["file"]).read_text("utf-8") for name, entry in gold["accounts"].items()
    }
    for point in gold["point"]:
        ends = {name: words for name, words in point.items() if name != "relation"}
        assert len(ends) == (1 if point["relation"] == "only" else 2)
        assert all(find_words_in(texts[name], words) for name, words in ends.items()), point


# ---------------------------------------------------------------- properties


@given(st.lists(st.sampled_from(["perdre", "vie", "garde", "vue", "ouvrir", "policier", ""]), max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    for happening in find_happenings(words):
        assert set(happening.words) <= set(words)


def test_pairs_grow_with_claims() -> None:
    """Twice the claims, about twice the work: a claim meets its nearest and what shares a rare key, not all."""
    line = "La commune de Bourg{0} a reçu {0} tonnes de blé, et le maire Lucien Barret{0} a remercié la région {0}."

    def work(size: int) -> int:
        sides = [
            read_facts(extract(read(name, " ".join(line.format(k * 7 + shift) for k in range(size)))))
            for name, shift in (("a", 0), ("b", 3))
        ]
        vectors = [claim_vectors(side) for side in sides]
        pair_up(*sides, measure_nearness(*vectors))
        return calls(lambda: pair_up(*sides, measure_nearness(*vectors)))

    small, large = work(40), work(80)
    assert large < 3.2 * small
