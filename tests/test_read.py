"""Plain text read: sources, decoding, what the text says of itself, and what cannot be read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.errors import (
    AccountTooLarge,
    BinaryAccount,
    EmptyAccount,
    FileMissing,
    LanguageUnsupported,
    SeveralAccounts,
)
from contrechamp.model import Account, Span
from contrechamp.read import Limits, is_single, read, read_all
from contrechamp.read.cites import find_cites, find_links, outlet_of
from contrechamp.read.dates import dateline, url_date
from contrechamp.read.decode import decode
from contrechamp.read.names import find_byline, find_title, read_byline

STORY = (
    "Le conseil municipal de Valserine a voté lundi soir la fermeture du pont, jugé dangereux par les ingénieurs du "
    "département. Les habitants de la rive gauche feront un détour de douze kilomètres jusqu’à la fin des travaux."
)
ENGLISH = (
    "The town council voted on Monday night to close the bridge, which engineers have judged to be dangerous. "
    "The people on the left bank will have to take a long way around until the works are finished."
)


def test_sources(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    with path.open("rb") as file:
        same = [read(path), read(str(path)), read(STORY.encode()), read(io.BytesIO(STORY.encode())), read(file)]
    assert {account.text for account in same} == {STORY}
    assert {account.id for account in same} == {same[0].sha256[:12]}
    assert read(same[0]) is same[0]
    assert [account.name for account in same] == ["a.txt", "a.txt", "bytes", "-", "a.txt"]


def test_folder_is_read_in_order_and_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    for name, content in {
        "b.txt": b"",
        "a.txt": STORY.encode(),
        "c/d.txt": (STORY + " Fin.").encode(),
        ".hid": b"x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    reading = read_all([tmp_path])
    assert [account.name for account in reading.accounts] == ["a.txt", "c/d.txt"]
    assert [type(error) for error in reading.errors] == [EmptyAccount]
    assert "b.txt" in reading.errors[0].line()
    assert not is_single(tmp_path)
    assert not is_single([tmp_path])
    assert is_single(tmp_path / "a.txt")
    with pytest.raises(SeveralAccounts):
        read(tmp_path)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(EmptyAccount, match="no account in this folder"):
        read(tmp_path)


def test_the_same_bytes_twice_are_two_accounts() -> None:
    reading = read_all([STORY.encode(), STORY.encode(), (STORY + ".").encode(), STORY.encode()])
    ids = [account.id for account in reading.accounts]
    assert len(set(ids)) == 4
    assert ids[1] == f"{ids[0]}-2"
    assert ids[3] == f"{ids[0]}-3"
    again = read_all(reading.accounts)
    assert [account.id for account in again.accounts] == ids


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="E301"):
        read(tmp_path / "nothing.txt")
    for content in (b"", b" \n\t", b"12 345 ... !", "\ufeff".encode()):
        with pytest.raises(EmptyAccount):
            read(content)
    for content in (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), bytes(range(256)) * 4, b"\x00" * 100):
        with pytest.raises(BinaryAccount):
            read(content)
    with pytest.raises(AccountTooLarge, match="E305"):
        read((STORY * 20_000).encode())
    with pytest.raises(AccountTooLarge, match="bytes"):
        read(STORY.encode(), limits=Limits(bytes=50))
    assert read(STORY.encode() * 2, limits=Limits(characters=10_000)).text


def test_language() -> None:
    with pytest.raises(LanguageUnsupported, match="en"):
        read(ENGLISH.encode())
    assert read(ENGLISH.encode(), language="fr").language == "fr"
    short = read("Pont fermé.".encode())
    assert (short.language, [warned.code for warned in short.warnings]) == ("fr", ["W104"])
    assert read((STORY + " Selon le Guardian, “the bridge is closed”.").encode()).warnings == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman", "cp850"]
)
def test_encodings(encoding: str) -> None:
    said = STORY.replace("’", "'") if encoding == "cp850" else STORY
    found = decode(said.encode(encoding))
    assert found.text == said
    assert found.replaced == 0


def test_invalid_bytes_are_counted_and_shown() -> None:
    data = STORY.encode().replace("é".encode(), b"\xff", 1)
    account = read(data)
    assert account.text.count("\ufffd") == 1
    assert [(warned.code, warned.values["count"]) for warned in account.warnings] == [("W101", "1")]
    saved = read(STORY.replace("é", "\ufffd").encode())
    assert saved.warnings == ()


def test_declared_encodings() -> None:
    latin = STORY.replace("’", "'").encode("latin-1")
    assert decode(latin, "iso-8859-1").encoding == "cp1252"
    assert decode(latin, "iso-8859-1").warnings == ()
    assert [warned.code for warned in decode(latin, "utf-8").warnings] == ["W103"]
    assert decode(latin, "utf-8").text == STORY.replace("’", "'")
    assert decode(STORY.encode(), "koi8-r").text == STORY
    assert decode(latin, "no-such-encoding").text == STORY.replace("’", "'")
    assert decode(latin, "base64").text == STORY.replace("’", "'")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-7", "hex", "idna", "x"]))
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    found = decode(data, declared)
    found.text.encode("utf-8")


HIDDEN = [
    ("soft\u00adhy", "W105"), ("zero\u200bwidth", "W105"), ("\u202eturned", "W106"),
    ("Роssіya", "W107"), ("\x1b[31mred", "W108"),
    ("Ｐｏｎｔ", "W107"), ("𝐩𝐨𝐧𝐭", "W107")]  # fmt: skip


@pytest.mark.parametrize(("word", "code"), HIDDEN)
def test_characters_that_hide_something_stay_and_are_told(word: str, code: str) -> None:
    account = read(f"{STORY} {word}".encode())
    assert account.text.endswith(word)
    assert code in [warned.code for warned in account.warnings]


def test_greek_and_cyrillic_words_are_no_look_alikes() -> None:
    assert read(f"{STORY} Αθήνα, Москва, Ερντογάν et Żółć.".encode()).warnings == ()


def test_metadata_of_a_wire() -> None:
    wire = f"Valserine : le pont est fermé\n\nVALSERINE, 5 mars 2024 (AFP) - {STORY}\n\nabc/def"
    account = read(wire.encode())
    assert account.title == "Valserine : le pont est fermé"
    assert account.published == date(2024, 3, 5)
    assert account.cites == ("AFP",)
    assert account.found_in == {"title": "first line", "published": "dateline"}


def test_metadata_of_a_saved_page() -> None:
    page = f"https://www.lefigaro.fr/2024/03/05/pont.html\n\nUn pont fermé\n\nPar Anne Leroy\n\n{STORY}"
    account = read(page.encode())
    assert (account.outlet, account.published, account.byline) == ("Le Figaro", date(2024, 3, 5), "Anne Leroy")
    assert account.title == "Un pont fermé"
    assert account.cites == ()
    assert account.found_in["published"] == "url"


def test_a_cited_link_gives_no_date_and_no_outlet() -> None:
    account = read(f"{STORY}\n\nhttps://fr.sputniknews.africa/20230913/pont.html\n\n{STORY}\n\nJean Martin".encode())
    assert (account.published, account.outlet, account.url) == (None, None, None)
    assert account.cites == ("Sputnik",)
    assert account.byline == "Jean Martin"


TITLES = [
    (["Un pont fermé", STORY], "Un pont fermé"),
    (["# Un pont fermé", STORY], "Un pont fermé"),
    (["Un pont fermé ?", STORY], "Un pont fermé ?"),
    ([STORY, "Jean Martin"], None),
    (["Le pont est fermé.", STORY], None),
    (["Par Anne Leroy", STORY], None),
    (["https://a.example/b", STORY], None),
    (["Un pont fermé"], None),
]

BYLINES = [
    ("Par Anne Leroy", "Anne Leroy"),
    ("Par Anne Leroy, à Valserine", "Anne Leroy"),
    ("Anne Leroy (avec AFP)", "Anne Leroy"),
    ("De notre correspondant Jean-Paul de La Tour", "Jean-Paul de La Tour"),
    ("Propos recueillis par Anne Leroy et Jean Martin", "Anne Leroy et Jean Martin"),
    ("— J.-P. Martin", "J.-P. Martin"),
    ("Anne LEROY - 5 mars 2024", "Anne LEROY"),
    ("Le Figaro", None),
    ("Source : Le Figaro", None),
    ("Bonne Lecture", None),
    ("Le pont est fermé", None),
    ("Paris", None),
    ("Par ailleurs, le pont est fermé", None),
]

DATELINES = [
    ("VALSERINE, 5 mars 2024 (AFP) - Le pont", date(2024, 3, 5)),
    ("Valserine (Ain), le 5 mars 2024 - Le pont", date(2024, 3, 5)),
    ("Publié le 05/03/2024 à 18h30", date(2024, 3, 5)),
    ("Le mardi 5 mars 2024", date(2024, 3, 5)),
    ("1er mars 2024. - Le pont", date(2024, 3, 1)),
    ("2024-03-05", date(2024, 3, 5)),
    ("Le 5 mars 2024, le pont a été fermé", None),
    ("En 2024, le pont a été fermé le 5 mars 2024", None),
    ("Le 5 mars, le pont a été fermé", None),
    ("Publié le 35/03/2024", None),
]


@pytest.mark.parametrize(("paragraphs", "title"), TITLES)
def test_titles(paragraphs: list[str], title: str | None) -> None:
    assert find_title(paragraphs, "fr") == title


@pytest.mark.parametrize(("line", "name"), BYLINES)
def test_bylines(line: str, name: str | None) -> None:
    assert read_byline(line, "fr") == name
    assert find_byline([STORY, line], "fr") == name


@pytest.mark.parametrize(("line", "day"), DATELINES)
def test_datelines(line: str, day: date | None) -> None:
    assert dateline([line], "fr") == day


URLS = [
    ("https://a.example/2024/03/05/pont.html", date(2024, 3, 5)),
    ("https://a.example/20240305/pont-1062087010.html", date(2024, 3, 5)),
    ("https://a.example/pont-2024-3-5", date(2024, 3, 5)),
    ("https://a.example/pont-1062087010.html", None),
    ("https://a.example/2024/31/12", None),
    ("https://a.example/pont", None),
]


@pytest.mark.parametrize(("url", "day"), URLS)
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert url_date(url) == day


CITES = [
    ("Anne Leroy, dans Le Figaro, rappelle le vote.", ("Le Figaro",)),
    ("Le Monde écrit que le pont est fermé.", ("Le Monde",)),
    ("Il lit Le Monde tous les soirs.", ()),
    ("Le monde entier rapporte cela.", ()),
    ("Selon l’agence Reuters et une dépêche de l’AFP, c’est fermé.", ("Reuters", "AFP")),
    ("Interrogée par France Inter, la maire dément.", ("France Inter",)),
    ("« C’est faux », a déclaré la maire au micro de RTL.", ("RTL",)),
    ("Le pont est fermé.\nSource : attuale.info", ("attuale.info",)),
    ("Le pont est fermé.\nSources : AFP, Courrier de Valserine", ("AFP", "Courrier de Valserine")),
    ("Lire https://www.lemonde.fr/pont (en ligne).", ("Le Monde",)),
    ("Voir https://pont.valserine.example/a.", ("pont.valserine.example",)),
    ("Le rachat du Figaro est annulé.", ()),
    # the verb before the name, an article between
    ("Le pont est fermé, rapporte Ouest-France.", ("Ouest-France",)),
    ("C’est une erreur, indique le JDD.", ("Le Journal du Dimanche",)),
    # what is said on the air, not what is broadcast
    ("« C’est faux », a-t-elle assuré mardi sur RTL et BFMTV.", ("RTL", "BFMTV")),
    ("Le débat sera diffusé sur France 2.", ()),
    ("Elle a couru les 24 Heures du Mans, selon son équipe.", ()),
]


@pytest.mark.parametrize(("text", "cites"), CITES)
def test_cites(text: str, cites: tuple[str, ...]) -> None:
    assert find_cites(text, find_links(text), "fr") == cites


def test_outlets_behind_addresses() -> None:
    assert outlet_of("https://www.LeFigaro.fr/a", "fr") == "Le Figaro"
    assert outlet_of("fr.sputniknews.africa/x", "fr") == "Sputnik"
    assert outlet_of("https://[::1", "fr") is None
    assert outlet_of("mailto:a", "fr") is None


def test_links_end_before_their_punctuation() -> None:
    text = "Voir (https://a.example/b_(c)), www.b.example/d. « https://c.example/e »"
    assert find_links(text) == ("https://a.example/b_(c)", "www.b.example/d", "https://c.example/e")


def test_original_words() -> None:
    account = read(
        b"Le  pont  de  la  commune  est  d\xc3\xa9sor-\nmais ferm\xc3\xa9 aux camions et aux autres voitures."
    )
    at = account.text.index("désormais")
    assert account.original(Span(at, at + 9)) == "désor-\nmais"
    assert account.original(Span(0, 7)) == "Le  pont"
    bare = replace(account, pieces=(), source="")
    assert bare.original(Span(0, 7)) == "Le pont"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.data())
def test_any_span_has_its_original(text: str, data: st.DataObject) -> None:
    reading = read_all([text.encode("utf-8", "replace")], language="fr")
    for account in reading.accounts:
        start = data.draw(st.integers(0, len(account.text) - 1))
        end = data.draw(st.integers(start + 1, len(account.text)))
        quote = account.original(Span(start, end))
        assert quote in account.source
        assert "".join(account.text[start:end].split()) == "".join(quote.replace("-", "").split()) or "-" in quote


def test_reading_is_the_same_twice(tmp_path: Path) -> None:
    assert read(STORY.encode()) == read(STORY.encode())


def test_an_account_is_typed() -> None:
    assert isinstance(read(STORY.encode()), Account)
