"""The layout repair: what is joined, what is left, and the way back to the original."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.model import Account, Span
from contrechamp.read.layout import Laid, repair

LONG = (
    "Le conseil municipal de Valserine a voté lundi soir la fermeture du pont, jugé dangereux par\n"
    "les ingénieurs du département. Les habitants de la rive gauche devront faire un détour de douze\n"
    "kilomètres jusqu'à la fin des travaux. Le maire promet une passerelle provisoire avant l'été."
)

REPAIRED = [
    # justified: two spaces between words
    ("Le  pont   est  fermé.", "Le pont est fermé."),
    # a tab is a space
    ("Le\tpont est fermé.", "Le pont est fermé."),
    # a no-break space stays
    ("Le pont coûte 12\u00a0000\u202f€ !", "Le pont coûte 12\u00a0000\u202f€ !"),
    # and wins over the spaces beside it
    ("12 \u00a0000 euros", "12\u00a0000 euros"),
    # one paragraph a line stays as it is
    ("Le pont est fermé.\nLe maire promet une passerelle.", "Le pont est fermé.\nLe maire promet une passerelle."),
    # an empty line between paragraphs stays one
    ("Le pont est fermé.\n\n\n\nLe maire promet.", "Le pont est fermé.\n\nLe maire promet."),
    # a broken line is joined
    (
        "Le conseil municipal de Valserine a voté la\nfermeture du pont.",
        "Le conseil municipal de Valserine a voté la fermeture du pont.",
    ),
    # figures broken over a line
    (
        "La ville a dépensé pour ce chantier plus de 400\n000 euros en trois ans.",
        "La ville a dépensé pour ce chantier plus de 400 000 euros en trois ans.",
    ),
    # a word cut at the end of a line, known to the language
    (
        "Le pont de la commune de Valserine est désor-\nmais fermé.",
        "Le pont de la commune de Valserine est désormais fermé.",
    ),
    # a compound keeps its hyphen
    (
        "Une délégation du gouvernement nord-\ncoréen est venue.",
        "Une délégation du gouvernement nord-coréen est venue.",
    ),
    # also when neither half is known, if the text itself writes it with a hyphen
    (
        "Les valse-riniens protestent, car beaucoup de valse-\nriniens partent.",
        "Les valse-riniens protestent, car beaucoup de valse-riniens partent.",
    ),
    # or without
    (
        "Les valseriniens protestent, car beaucoup de valse-\nriniens partent.",
        "Les valseriniens protestent, car beaucoup de valseriniens partent.",
    ),
    # a verb and its pronoun
    (
        "Faut-il un pont, se demande le maire, et qui le paie, interroge-t-\nelle.",
        "Faut-il un pont, se demande le maire, et qui le paie, interroge-t-elle.",
    ),
    (
        "Combien coûtera ce nouveau pont, et quand sera-t-il ouvert, dites-\nvous.",
        "Combien coûtera ce nouveau pont, et quand sera-t-il ouvert, dites-vous.",
    ),
    ("Comment la commune de Valserine est-\nelle prévenue ?", "Comment la commune de Valserine est-elle prévenue ?"),
    # a frequent word spelled like one is the word
    ("Le pont que la commune préfère reste ce-\nlui du sud.", "Le pont que la commune préfère reste celui du sud."),
    # names keep theirs
    (
        "Le pont relie la commune de Seine-\nSaint-Denis à la ville.",
        "Le pont relie la commune de Seine-Saint-Denis à la ville.",
    ),
    # years too
    (
        "Le vieux pont, fermé pendant la guerre de 1914-\n1918, a rouvert.",
        "Le vieux pont, fermé pendant la guerre de 1914-1918, a rouvert.",
    ),
    # a soft hyphen at the end of a line cuts
    (
        "Le pont de la commune de Valserine est désor\u00ad\nmais fermé.",
        "Le pont de la commune de Valserine est désormais fermé.",
    ),
    # a page ended inside a sentence
    (
        "Le maire de la commune de Valserine veut une passerelle\n\n\n\nprovisoire avant l'été.",
        "Le maire de la commune de Valserine veut une passerelle provisoire avant l'été.",
    ),
    # a page ended inside a word
    (
        "Le maire de la commune de Valserine promet une passe-\n\n\nrelle avant l'été.",
        "Le maire de la commune de Valserine promet une passerelle avant l'été.",
    ),
    # an elided word takes no space
    (
        "Le maire de la commune de Valserine promet de l’\naide aux commerçants.",
        "Le maire de la commune de Valserine promet de l’aide aux commerçants.",
    ),
    # hanging punctuation is not touched
    (
        "Le maire de la commune de Valserine se demande pourquoi\n? Personne ne sait.",
        "Le maire de la commune de Valserine se demande pourquoi ? Personne ne sait.",
    ),
    # a title stays above its text
    ("Un pont fermé à Valserine\n" + LONG, "Un pont fermé à Valserine\n" + LONG.replace("\n", " ")),
    # lists stay lists
    ("Il faut :\n- du béton\n- de l'acier\n- du temps", "Il faut :\n- du béton\n- de l'acier\n- du temps"),
    # verse stays verse
    ("Sous le pont\ncoule la Valserine\net nos amours", "Sous le pont\ncoule la Valserine\net nos amours"),
    # a source below stays below
    (LONG + "\nSource : Le Courrier de l'Ain", LONG.replace("\n", " ") + "\nSource : Le Courrier de l'Ain"),
    # carriage returns and form feeds
    ("Le pont est fermé.\r\nLe maire promet.\r\n", "Le pont est fermé.\nLe maire promet."),
    # nothing
    ("", ""),
    ("   \n \n", ""),
    ("\n", ""),
]

LINKS = [
    # broken after a hyphen, an ordinary word next
    (
        "https://valserine.example/20240305/le-pont-ferme-\njusqu-en-mai.html\n\nLe maire",
        "https://valserine.example/20240305/le-pont-ferme-jusqu-en-mai.html\n\nLe maire",
    ),
    # over three lines
    (
        "https://valserine.example/20240305/le-pont-\nferme-jusqu-\nen-mai-1062.html\n",
        "https://valserine.example/20240305/le-pont-ferme-jusqu-en-mai-1062.html",
    ),
    # broken after a slash
    (
        "Voir https://valserine.example/\n2024/03/pont-ferme.html pour la suite.",
        "Voir https://valserine.example/2024/03/pont-ferme.html pour la suite.",
    ),
    # a whole link, a sentence below
    (
        "https://valserine.example/pont\nLe maire promet une passerelle.",
        "https://valserine.example/pont\nLe maire promet une passerelle.",
    ),
    (
        "Voir https://valserine.example/pont/\nLe maire promet une passerelle.",
        "Voir https://valserine.example/pont/\nLe maire promet une passerelle.",
    ),
]


@pytest.mark.parametrize(("damaged", "expected"), [*REPAIRED, *LINKS])
def test_repair(damaged: str, expected: str) -> None:
    laid = repair(damaged)
    assert laid.text == expected
    holds_the_way_back(damaged, laid)


def holds_the_way_back(source: str, laid: Laid) -> None:
    """Pieces cover the text without gap, in order; equal stretches are equal, others are white space on both sides."""
    at = source_at = 0
    for piece in laid.pieces:
        assert piece.text.start == at
        assert piece.source.start >= source_at
        skipped = source[source_at : piece.source.start]
        assert all(char.isspace() or char in "-\u00ad\u2010\u2011" for char in skipped)
        ours, theirs = laid.text[piece.text.start : piece.text.end], source[piece.source.start : piece.source.end]
        assert ours == theirs or (ours.isspace() and theirs.isspace())
        at, source_at = piece.text.end, piece.source.end
    assert at == len(laid.text)
    assert source[source_at:].strip() == ""


def letters(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "-\u00ad\u2010\u2011")


SPOKEN = (
    "le pont de Valserine est fermé 400 000 12\u00a0% désor- mais nord- coréen l’ État “camarade” « oui » - – é 🙂 ; "
    "https://a.example/b-c- d.html www.b.example e- f \u00ad - -- Jean- Paul t- il ? … . , : !"
)
WORDS = st.sampled_from([*SPOKEN.split(), "\n", "\n\n", "\n\n\n\n", "\r\n", "\t", "\x0c", "\u2028", " "])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=300)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_keeps_its_letters_and_its_way_back(source: str) -> None:
    laid = repair(source)
    assert letters(laid.text) == letters(source)
    holds_the_way_back(source, laid)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(30, 110), min_size=1, max_size=3), st.booleans(), st.integers(0, 10_000))
def test_a_wrapped_text_comes_back(widths: list[int], justified: bool, seed: int) -> None:
    plain = LONG.replace("\n", " ")
    width = max(widths)
    damaged = wrap(plain, width, justified)
    laid = repair(damaged)
    assert laid.text == plain
    start = seed % (len(plain) - 20)
    account = Account("a", laid.text, "fr", source=damaged, pieces=laid.pieces)
    quote = account.original(Span(start, start + 20))
    assert "".join(quote.split()) == "".join(plain[start : start + 20].split())
    assert quote in damaged


def wrap(text: str, width: int, justified: bool) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line.replace(" ", " " * 2, max(0, width - len(line))) if justified else line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


HOSTILE = [
    "9" * 300_000,
    "mot-\n" * 60_000,
    "mille " * 60_000,
    "https://a.example/-\n" * 20_000,
    "« " * 150_000,
    "\n" * 300_000,
    "a\n" * 150_000,
    " " * 300_000,
    "l’\n" * 100_000,
    "-" * 300_000,
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: repr(source[:8]))
def test_time_is_linear(source: str) -> None:
    began = time.process_time()
    repair(source[: len(source) // 8])
    small = time.process_time() - began
    began = time.process_time()
    laid = repair(source)
    assert time.process_time() - began < max(4.0, 40 * small)
    assert letters(laid.text) == letters(source)
