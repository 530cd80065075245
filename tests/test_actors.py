"""Actors: the marked cases, the rules' own examples, the tables, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import calls

from contrechamp.evaluate.marked import Case, Mark, parse_marked, read_cases
from contrechamp.extract.actors import find_actors
from contrechamp.extract.actors.leaders import leader_of
from contrechamp.extract.actors.lexicon import find_known, inflect, offices, slug
from contrechamp.extract.syntax import parse
from contrechamp.lang import read_rules, read_table
from contrechamp.model import Actor, ActorKind

CASES = list(read_cases(Path(__file__).parent / "cases/fr/actors.txt"))
RULES = read_rules("fr", "actors")


@cache
def actors(text: str) -> tuple[Actor, ...]:
    return find_actors(parse(text))


def agrees(mark: Mark, actor: Actor) -> bool:
    over = actor.span.start < mark.span.end and mark.span.start < actor.span.end
    return over and all(str(getattr(actor, name)) == value for name, value in mark.fields.items())


def check(case: Case) -> None:
    found = actors(case.text)
    shown = [(case.text[a.span.start : a.span.end], a.name, a.key, a.via.value) for a in found]
    assert all(any(agrees(mark, actor) for actor in found) for mark in case.marks), shown
    if not case.marks:
        assert not found, shown


@pytest.mark.parametrize("case", CASES, ids=[f"{case.line}" for case in CASES])
def test_cases(case: Case, request: pytest.FixtureRequest) -> None:
    if case.fails:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known failure"))
    check(case)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rules_keep_their_examples(rule: object) -> None:
    for marked in rule.match:  # type: ignore[attr-defined]
        check(parse_marked(marked))
    for sentence in rule.avoid:  # type: ignore[attr-defined]
        check(Case(sentence, ()))


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(("table", "columns"), [("countries", 7), ("regions", 7), ("organisations", 6), ("leaders", 8)])
def test_tables_are_whole(table: str, columns: int) -> None:
    assert {len(row) for row in read_table("fr", table)} == {columns}


def test_leaders_lead_what_is_known() -> None:
    known = {f"country:{row[0]}" for row in read_table("fr", "countries")}
    known |= {f"organisation:{row[0]}" for row in read_table("fr", "organisations")}
    assert not {one.of for one in offices("fr")} - known
    assert all(one.until is None or one.since <= one.until for one in offices("fr"))


def test_most_countries_have_leaders() -> None:
    assert len({one.of for one in offices("fr") if one.of.startswith("country:")}) >= 100


@pytest.mark.parametrize(
    ("pair", "forms"),
    [
        ("soldat/soldate", ["soldat", "soldats", "soldate", "soldates"]),
        ("français/française", ["français", "français", "française", "françaises"]),
        ("général", ["général", "généraux", "général", "généraux"]),
        ("casque bleu//casques bleus", ["casque bleu", "casques bleus"]),
    ],
)
def test_inflection(pair: str, forms: list[str]) -> None:
    assert [said for said, *_ in inflect(pair)] == forms


@pytest.mark.parametrize(
    ("of", "wanted", "named", "when", "who"),
    [
        ("country:FR", {"state"}, [], date(2010, 6, 1), "person:nicolas-sarkozy"),
        ("country:FR", {"state"}, [], date(2018, 6, 1), "person:emmanuel-macron"),
        ("country:US", {"leads"}, [], None, None),  # no time, nobody named: nobody
        ("country:US", {"leads"}, ["person:kim-jong-un", "person:vladimir-poutine"], None, None),  # four can be meant
        ("country:FR", {"state"}, ["person:nicolas-sarkozy"], date(2018, 6, 1), None),  # the text names another
        ("country:KP", {"leads"}, ["person:xi-jinping"], None, "person:kim-jong-un"),  # who led at the same time
    ],
)
def test_leader_of(of: str, wanted: set[str], named: list[str], when: date | None, who: str | None) -> None:
    found = leader_of(of, wanted, "", dict.fromkeys(named, 0), when)
    assert (found.key if found else None) == who


def test_the_date_tells_who_it_was() -> None:
    doc = parse("Le président américain a signé le décret.")
    doc.user_data["reference"] = date(2012, 5, 1)
    assert [a.key for a in find_actors(doc)] == ["person:barack-obama"]


# ---------------------------------------------------------------- what must hold for any text

WORDS = st.sampled_from(
    ["Moscou", "le", "Kremlin", "président", "russe", "Russes", "Poutine", "il", "elle", "son", "armée", "de", "la",
     "France", "a", "dit", "«", "»", ",", ".", "Marine", "Le", "Pen", "ministre", "ONU", "(ONU)", "franco-russe",
     "Jean", "-", "l’", "selon", "lui", "\n", "groupes", "experts"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=60), st.lists(WORDS, min_size=1, max_size=25).map(" ".join)))
def test_spans_lie_in_the_text_and_order_is_kept(text: str) -> None:
    found = find_actors(parse(text), account="a")
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in found)
    assert [a.span for a in found] == sorted(a.span for a in found)
    assert len({a.id for a in found}) == len(found)
    assert all(a.name and a.key.startswith(f"{a.kind}:") for a in found)
    assert found == find_actors(parse(text), account="a")


@pytest.mark.parametrize(
    "text",
    ["L'armée russe attend l'Otan, dit Jean-Luc d'Arc.", "Le président de l'Ukraine, Volodymyr Zelensky, l'a dit."],
)
def test_typography_changes_nothing(text: str) -> None:
    plain = [(a.key, a.via) for a in actors(text)]
    assert plain == [(a.key, a.via) for a in actors(text.replace("'", "’"))]


def test_a_paragraph_at_the_end_moves_no_earlier_mark() -> None:
    text = "Angela Merkel est à Berlin. Elle a déclaré que l’Otan attendra."
    before = actors(text)
    after = actors(text + "\n\nUn autre texte commence ici, sans personne.")
    assert after[: len(before)] == before


def test_known_names_are_found_with_linear_work() -> None:
    def cost(times: int) -> int:
        return calls(lambda: find_known("organisation du traité de la république de corée du " * times))

    cost(10)
    assert cost(4_000) < 5 * cost(1_000)


def test_slug() -> None:
    assert slug("L’Élysée d’Été") == "l-elysee-d-ete"
    assert ActorKind("group") is ActorKind.GROUP
