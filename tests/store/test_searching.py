"""A concordance that sees through accents and case, gives exact spans, and the same hits on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.made import PAPER, THREE, WIRE, made

from contrechamp.model import Account, Extraction, Span
from contrechamp.store import Hits, Store, keep, new_dossier, remove, search
from contrechamp.store.indexing import WORD, folded_text
from contrechamp.store.searching import _asked, _places
from contrechamp.text.fold import fold_words

WIRE_ID, PAPER_ID, BLOG_ID = (extraction.account.id for extraction in THREE)
TEXTS = {extraction.account.id: extraction.account.text for extraction in THREE}


def matches(hits: Hits) -> list[str]:
    return [hit.match for hit in hits.hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("prefecture", ["préfecture"]),
        ("PRÉFECTURE", ["préfecture"]),
        ("blessés", ["blessés", "blessés", "blessés"]),
        ("blesse", []),
        ("bless*", ["blessés", "blessés", "blessés"]),
        ('"douze blessés"', ["douze blessés", "douze blessés"]),
        ('"blessés douze"', []),
        ("blessés douze", ["douze blessés", "douze blessés"]),
        ("dix-sept", ["dix-sept"]),
        ('"dix sept"', ["dix-sept"]),
        ("l’aube", ["l’aube"]),
        ("l'aube", ["l’aube"]),
        ("halle lorne", ["halle du port de Lorne"] * 2 + ["Lorne demande une enquête indépendante sur la halle"] * 2),
        ("2023", ["2023"]),
        ("introuvable", []),
        ("", []),
        ("« » !", []),
        ("*", []),
    ],
)  # fmt: skip
def test_words_and_phrases(words: str, found: list[str], fire: Store) -> None:
    hits = search(fire, words)
    assert matches(hits) == found
    assert hits.total == len(found)


def test_a_hit_says_where_and_who(fire: Store) -> None:
    hit = search(fire, "dix-sept").hits[0]
    assert hit.account == PAPER_ID
    assert PAPER[hit.span.start : hit.span.end] == "dix-sept"
    assert hit.left + hit.match + hit.right in PAPER
    assert hit.voice == "l’hôpital"
    assert hit.claim in {claim.id for claim in THREE[1].claims}
    assert search(fire, "contrôlée").hits[0].voice is None


def test_words_of_several_are_marked_one_by_one(fire: Store) -> None:
    hit = search(fire, "halle incendie", account=WIRE_ID).hits[0]
    assert [WIRE[word.start : word.end] for word in hit.words] == ["incendie", "halle"]
    assert (hit.span.start, hit.span.end) == (hit.words[0].start, hit.words[-1].end)


def test_filters(fire: Store) -> None:
    assert {hit.account for hit in search(fire, "feu", account=WIRE_ID).hits} == {WIRE_ID}
    assert {hit.account for hit in search(fire, "feu", account="blog.txt").hits} == {BLOG_ID}
    assert {hit.account for hit in search(fire, "feu", voice="HOPITAL").hits} == {PAPER_ID}
    assert search(fire, "feu", voice="author").total == 0
    assert search(fire, "halle", voice="author").total == 5
    assert search(fire, "halle", voice="préfecture").total == 0
    assert search(fire, "halle", actor="place:lorne").total == 4
    assert search(fire, "halle", actor="lorn").total == 4
    assert search(fire, "halle", actor="Paris").total == 0
    assert search(fire, "feu", dossier="fire").total == 3


def test_pages_of_hits_make_up_the_whole(fire: Store) -> None:
    whole = search(fire, "halle")
    for limit in (1, 2, 3):
        pages = [search(fire, "halle", limit=limit, offset=at) for at in range(0, whole.total, limit)]
        assert tuple(hit for page in pages for hit in page.hits) == whole.hits
        assert {page.total for page in pages} == {whole.total}
        filtered = [
            search(fire, "halle", voice="author", limit=limit, offset=at) for at in range(0, whole.total, limit)
        ]
        assert tuple(hit for page in filtered for hit in page.hits) == whole.hits


def test_only_present_accounts_are_searched(fire: Store) -> None:
    keep(fire, [made(WIRE.replace("pompiers", "secours"), "wire.txt")])
    assert search(fire, "pompiers").total == 0
    assert search(fire, "secours").total == 1
    remove(fire, None, PAPER_ID)
    assert search(fire, "hôpital").total == 0


ODD = {
    "ligatures": ("L’œuvre de sœur Ælis.", "oeuvre", "œuvre"),
    "soft hyphen": ("Un incen\u00addie éclate.", "incendie", "incen\u00addie"),
    "decomposed": ("La pre\u0301fecture parle.", "préfecture", "pre\u0301fecture"),
    "look-alike": ("Le \u0441ourt-circuit.", "court", "\u0441ourt"),
    "no-break": ("Il y a 12\u202f000 habitants.", '"12 000"', "12\u202f000"),
    "other letters": ("Путин dit non, 普京 aussi.", "путин", "Путин"),
    "emoji": ("🙂🙂 Le feu 🙂.", "feu", "feu"),
    "nul": ("Le\0feu a pris.", "feu", "feu"),
    "surrogate": ("Le \ud83d feu a pris.", "feu", "feu"),
    "underscore": ("un_feu_vif", "feu", "feu"),
}


@pytest.mark.parametrize(("text", "words", "match"), ODD.values(), ids=list(ODD))
def test_odd_texts(text: str, words: str, match: str, store: Store) -> None:
    new_dossier(store, "odd")
    keep(store, [Extraction(Account("odd", text, "fr", name="odd"), (Span(0, len(text)),))])
    hits = search(store, words)
    assert matches(hits) == [match]
    assert text[hits.hits[0].span.start : hits.hits[0].span.end] == match


HOSTILE = (
    '"',
    '"""',
    "a" * 5_000,
    "* * *",
    "' OR 1=1 --",
    'x" OR "y',
    "NEAR(a b)",
    "a:b",
    "a & b | !c",
    "\\",
    "%_",
    "\0",
    "\ud800",
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_is_an_error(words: str, fire: Store) -> None:
    assert search(fire, words).total == 0


def test_a_long_word_and_many_words_are_indexed(store: Store) -> None:
    new_dossier(store, "long")
    text = "Le " + "z" * 9_000 + " et " + " ".join(f"mot{n}" for n in range(25_000)) + "."
    keep(store, [Extraction(Account("long", text, "fr", name="long"), (Span(0, len(text)),))])
    assert search(store, "z" * 9_000).total == 1
    assert search(store, "z" * 8_999).total == 0
    assert search(store, "mot24999 mot0").total == 1


@given(st.text(alphabet="aé œ.\n-’'Bc\u00adﬁ_1", max_size=60), st.data())
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    folded, view = folded_text(text, ())
    assert len(folded) == len(view.text)
    words = WORD.findall(folded)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    asked = _asked(word)
    places = [place for (place,) in _places(folded, asked)]
    assert len(places) == words.count(word)
    for start, end in places:
        span = view.span(start, end)
        assert fold_words(text[span.start : span.end]).strip() == word


@given(words=st.lists(st.sampled_from(["feu", "halle", "port", "été", "Lorne", "."]), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_hides_no_hit(words: list[str], fire: Store) -> None:
    """What the database finds is what a plain look through all texts finds."""
    query = " ".join(words)
    asked = _asked(query)
    plain = 0
    for extraction in THREE:
        folded, _ = folded_text(extraction.account.text, extraction.sentences)
        plain += len(list(_places(folded, asked))) if asked else 0
    assert search(fire, query).total == plain
