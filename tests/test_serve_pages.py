"""The pages of the frame, done as a person does them: without a script, in both languages, with hostile texts."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.serving import ACCOUNTS, BASE, OWN, TOKEN, named, room, state, store_path, visitor

from contrechamp.serve import Limits
from contrechamp.serve.app import create_app
from contrechamp.serve.holders import has_ended, own_name
from contrechamp.serve.tables import saved_as
from contrechamp.serve.uploads import shown_name
from contrechamp.store import Kept, Store

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}}\u202e{% raise %}"
MESSAGES = {"fr": "Il n’y a rien ici", "en": "There is nothing here"}


class Elements(HTMLParser):
    """What a page would run or load that is not the room's own."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if (tag == "script" and not own.get("src", "").startswith("/static/")) or tag in (
            "img",
            "iframe",
            "object",
            "style",
        ):
            self.foreign.append(self.get_starttag_text() or tag)
        if any(name.startswith("on") or name in ("style", "srcdoc") for name in own):
            self.foreign.append(self.get_starttag_text() or tag)
        leads = [own[name] for name in ("href", "action", "formaction", "src", "hx-get", "hx-post") if name in own]
        if not all(address.startswith(("/", "#", "?")) and not address.startswith("//") for address in leads):
            self.foreign.append(self.get_starttag_text() or tag)


def only_dossier(client: TestClient) -> str:
    return str(client.get("/dossiers.json").json()[0]["id"])


def waited(client: TestClient, address: str) -> str:
    """The page of a reading once it is over, asked for again and again as a browser without scripts does."""
    for _ in range(600):
        text = client.get(address).text
        if 'aria-busy="false"' in text:
            return text
        time.sleep(0.2)
    raise AssertionError("the reading does not end")


def begun(client: TestClient, path: str, **parts: object) -> str:
    answer = client.post(path, follow_redirects=False, **parts)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_new_dossier_of_files_and_texts(tmp_path: Path) -> None:
    with visitor(room(tmp_path, empty=True)) as client:
        assert "Aucun encore" in client.get("/").text
        texts = [ACCOUNTS["blog.txt"] + "\n=====\n" + ACCOUNTS["journal.txt"], "", "  \n"]
        job = begun(
            client,
            "/dossiers",
            data={"name": " Le  pont ", "text": texts},
            files=[
                ("files", ("dépêche.txt", ACCOUNTS["depeche.txt"].encode())),
                ("files", ("../../etc/image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))),
                ("files", ("", b"")),
            ],
        )
        assert client.get(job).status_code == 200
        over = waited(client, job)
        assert "3 récits sont nouveaux" in over and "1 source n’a pas pu être lue" in over
        assert "image.png" in over and "etc" not in over and "E30" in over
        [made] = client.get("/dossiers.json").json()
        assert (made["name"], made["accounts"]) == ("Le pont", 3)
        files = [row["file"] for row in client.get(f"/d/{made['id']}/accounts.json").json()]
        assert files == ["dépêche.txt", "texte collé 1", "texte collé 2"]
        assert client.get(f"/d/{made['id']}/grid").status_code == 200
        told = client.get(f"{job}.json").json()
        assert (told["state"], told["done"], len(told["accounts"])) == ("done", 4, 3) and "E30" in told["errors"][0]
        first = told["accounts"][0]
        original = client.get(f"/d/{made['id']}/accounts/{first}/original")
        assert original.content == ACCOUNTS["depeche.txt"].encode()
        assert (
            original.headers["content-disposition"].startswith("attachment")
            and "octet" in original.headers["content-type"]
        )
        again = begun(client, f"/d/{made['id']}/accounts", data={"text": ACCOUNTS["blog.txt"]})
        assert "1 y était déjà" in waited(client, again)


def test_the_example_is_one_press_away(tmp_path: Path) -> None:
    with visitor(room(tmp_path, empty=True)) as client:
        assert 'action="/dossiers/example"' in client.get("/").text
        assert "4 récits sont nouveaux" in waited(client, begun(client, "/dossiers/example"))
        [made] = client.get("/dossiers.json").json()
        assert begun(client, "/dossiers/example") == f"/d/{made['id']}" and made["accounts"] == 4


def test_a_dossier_without_a_name_is_named_after_its_event(tmp_path: Path) -> None:
    titled = "Crue à Vaugris : le pont fermé\n\n" + ACCOUNTS["depeche.txt"]
    with visitor(room(tmp_path, empty=True)) as client:
        jobs = [begun(client, "/dossiers", data={"text": text}) for text in (titled, titled, ACCOUNTS["blog.txt"])]
        for job in jobs:
            waited(client, job)
        names = [row["name"] for row in client.get("/dossiers.json").json()]
        assert names[0] == "Crue à Vaugris : le pont fermé"
        assert all(name.startswith("Dossier du ") for name in names[1:]) and len(set(names)) == 3


def test_a_slash_too_many_leads_to_the_page(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier, client.follow_redirects = only_dossier(client), False
        for path, leads in (
            (f"/d/{dossier}/", f"/d/{dossier}"),
            (f"/d/{dossier}/?a=1&b=%2F%2Fevil.example", f"/d/{dossier}?a=1&b=%2F%2Fevil.example"),
            (f"/d/{dossier}/grid/", f"/d/{dossier}/grid"),
            (f"/d/{dossier}//evil.example/", f"/d/{dossier}//evil.example"),
        ):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, leads), path
        assert client.get("/d/%2F%2Fevil.example/").status_code == 404
        assert client.get("/d/unknown/").status_code == 404
        assert client.post(f"/d/{dossier}/", data={"x": "1"}).status_code in (404, 405)


def test_a_dossier_needs_something_to_read(tmp_path: Path) -> None:
    with visitor(room(tmp_path, empty=True)) as client:
        answer = client.post("/dossiers", data={"name": "vide"})
        assert answer.status_code == 422 and "Choisissez au moins un fichier" in answer.text
        assert 'value="vide"' in answer.text and client.get("/dossiers.json").json() == []


def test_a_reading_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store

    def slow(*_: object, **__: object) -> Kept:
        time.sleep(0.05)
        return Kept()

    monkeypatch.setattr(contrechamp.store, "keep", slow)
    with visitor(room(tmp_path, empty=True)) as client:
        files = [("files", (f"lent-{number}.txt", b"Un texte.")) for number in range(200)]
        job = begun(client, "/dossiers", files=files)
        for _ in range(500):
            if "lent-" in (text := client.get(job).text):
                break
            time.sleep(0.01)
        assert "lent-" in text and "http-equiv" in text and "Arrêter" in text
        assert "200 sources sont en cours de lecture" in client.get("/").text, "the room answers while it reads"
        client.post(job + "/cancel")
        assert "La lecture a été arrêtée" in waited(client, job)
        assert client.get(job.rsplit("/", 1)[0] + "/0000").status_code == 404


def test_a_bug_in_one_account_leaves_the_others_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store

    kept: list[str] = []

    def broken(store: object, sources: list[Any], **_: object) -> Kept:
        if "pire" in sources[0].name:
            raise RuntimeError("secret inside")
        kept.append(sources[0].name)
        return Kept()

    monkeypatch.setattr(contrechamp.store, "keep", broken)
    with visitor(room(tmp_path, empty=True)) as client:
        files = [("files", (name, b"Un texte.")) for name in ("a.txt", "pire.txt", "c.txt")]
        over = waited(client, begun(client, "/dossiers", files=files))
        assert kept == ["a.txt", "c.txt"] and "1 source n’a pas pu être lue" in over
        assert "E100 pire.txt" in over and "secret inside" not in over


def test_a_full_disk_holds_a_reading_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store
    from contrechamp.errors import StoreFull
    from contrechamp.serve import jobs

    def full(*_: object, **__: object) -> Kept:
        raise StoreFull("no space is left")

    monkeypatch.setattr(jobs, "PAUSE_S", 1.0)
    monkeypatch.setattr(jobs, "LOOK_S", 0.1)
    with monkeypatch.context() as without_room, visitor(room(tmp_path, empty=True)) as client:
        without_room.setattr(contrechamp.store, "keep", full)
        job = begun(client, "/dossiers", data={"text": ACCOUNTS["blog.txt"]})
        for _ in range(100):
            if "E604" in (text := client.get(job).text):
                break
            time.sleep(0.05)
        assert "E604" in text and "Tout ce qui a été envoyé est gardé" in text and 'aria-busy="true"' in text
        without_room.undo()
        assert "1 récit est nouveau" in waited(client, job)


def test_what_waits_is_read_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store
    from contrechamp.store.waiting import under_way

    real, begun_one = contrechamp.store.keep, Event()

    def slow(store: Store, sources: list[Any], **given: Any) -> Kept:
        begun_one.set()
        time.sleep(0.3)
        return real(store, sources, **given)

    monkeypatch.setattr(contrechamp.store, "keep", slow)
    app = room(tmp_path, empty=True)
    with visitor(app) as client:
        files = [("files", (name, text.encode())) for name, text in ACCOUNTS.items()]
        job = begun(client, "/dossiers", files=files, data={"name": "Vaugris"})
        assert begun_one.wait(60)
    monkeypatch.setattr(contrechamp.store, "keep", real)
    again = room_again(app)
    [waits] = under_way(again.state.room.store)
    assert [file.outcome is not None for file in waits.files] == [True, False, False] and not waits.held
    client = visitor(again)
    assert "En attente de lecture" in client.get(job).text and "1 sur 3" in client.get(job).text
    assert "3 sources sont en cours de lecture" in client.get(job.partition("/jobs")[0]).text
    with client:
        assert "3 récits sont nouveaux" in waited(client, job)


def room_again(app: FastAPI) -> FastAPI:
    """The next start of a room."""
    return create_app(app.state.room.settings)


def test_a_file_that_ends_the_room_twice_is_named(tmp_path: Path) -> None:
    from contrechamp.store import dossiers
    from contrechamp.store.turns import begin, give_back, take
    from contrechamp.store.waiting import receive

    app = room(tmp_path)
    store = app.state.room.store
    dossier = dossiers(store)[0].id
    sent = [("fatal.txt", b"Un texte fatal."), ("other.txt", b"Le pont de Vaugris a rouvert mercredi.")]
    made = receive(store, dossier, sent)
    for dead in ("one", "two"):
        assert take(store, dead) and begin(store, made.id, dead)
        give_back(store, made.id, dead)
    with visitor(app) as client:
        over = waited(client, f"/d/{dossier}/jobs/{made.id}")
        assert "E313 fatal.txt" in over and "1 récit est nouveau" in over and "s’est arrêtée deux fois" in over


def test_a_dead_room_is_known_by_its_process() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    machine, own, rest = own_name().split()
    assert has_ended(f"{machine} {child.pid} {rest}")
    for alive in (f"{machine} {own} {rest}", f"ab {child.pid} {rest}", "", f"{machine} x y", f"{machine} 1 {rest}"):
        assert not has_ended(alive)


def test_too_much_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    limits = Limits(body=20_000, files=3, text=5_000, fields=6)
    with visitor(room(tmp_path, empty=True, limits=limits)) as client:
        before = state(store_path(client.app))  # type: ignore[arg-type]
        much = client.post("/dossiers", data={"text": "a" * 30_000})
        assert much.status_code == 413 and "L’envoi dépasse la limite" in much.text
        chunks = (b"name=" if n == 0 else b"x" * 1000 for n in range(40))
        streamed = client.post(
            "/dossiers", content=chunks, headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert streamed.status_code == 413
        four = [("files", (f"{n}.txt", b"abc")) for n in range(4)]
        assert client.post("/dossiers", files=four).status_code == 400
        assert client.post("/dossiers", data={"text": ["a"] * 9}, files=four[:1]).status_code == 400
        broken = {"content-type": "multipart/form-data; boundary=x"}
        assert client.post("/dossiers", content=b"--x\r\nnonsense", headers=broken).status_code in (400, 422)
        assert (
            client.post("/dossiers", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400
        )
        assert state(store_path(client.app)) == before  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\récit.docx", "récit.docx"),
        ("a\r\nb\x00.txt", "a b�.txt"),
        ("fdp\u202etxt.exe", "fdp�txt.exe"),
        ("..", "-"),
        ("", "-"),
        ("/", "-"),
        ("x" * 300 + ".txt", "x" * 100 + "….txt"),
    ],
)
def test_names_of_files(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_names_of_downloads() -> None:
    assert (
        saved_as('a"b\r\nc/é.csv') == "attachment; filename=\"a-b-c-e.csv\"; filename*=UTF-8''a%22b%0D%0Ac%2F%C3%A9.csv"
    )
    assert 'filename="contrechamp"' in saved_as("«»")


def test_hostile_words_are_only_ever_words(tmp_path: Path) -> None:
    app = room(tmp_path)
    with visitor(app) as client:
        dossier = only_dossier(client)
        client.post(f"/d/{dossier}/rename", data={"name": HOSTILE})
        job = begun(
            client,
            f"/d/{dossier}/accounts",
            data={"text": f"{HOSTILE} Le maire a dit que {HOSTILE} le pont était fermé."},
            files=[("files", (HOSTILE.replace("/", "") + ".txt", f"Le préfet affirme que {HOSTILE}.".encode()))],
        )
        waited(client, job)
        pages = ["", "/read", "/grid", "/figures", "/timeline", "/voices", "/copies", "/review", "/history", "/export"]
        pages += [f"/search?q={word}" for word in ("alert", "maire", "%3Cscript%3E", '"')] + ["/delete"]
        for path in ["/", job, *(f"/d/{dossier}{each}" for each in pages)]:
            found = Elements()
            found.feed(client.get(path).text)
            assert not found.foreign, path
        assert "{{7*7}}" in client.get(f"/d/{dossier}").text


def test_renaming_removing_deleting(tmp_path: Path) -> None:
    app = room(tmp_path)
    with visitor(app) as client:
        dossier = only_dossier(client)
        assert client.post(f"/d/{dossier}/rename", data={"name": "  "}).status_code == 422
        client.post(f"/d/{dossier}/rename", data={"name": "Vaugris"})
        assert client.get("/dossiers.json").json()[0]["name"] == "Vaugris"
        account = client.get(f"/d/{dossier}/accounts.json").json()[2]
        renamed = f"/d/{dossier}/accounts/{account['account']}/rename"
        assert client.post(renamed, data={"name": " "}).status_code == 422
        assert client.post(renamed, data={"name": "Le <b>Courrier"}).status_code == 200
        client.post(f"/d/{dossier}/note", data={"text": "à appeler", "account": account["account"], "back": "/"})
        told = client.get(f"/d/{dossier}").text
        assert "Le &lt;b&gt;Courrier" in told and "à appeler" in told
        assert "Le &lt;b&gt;Courrier" in client.get(f"/d/{dossier}/grid").text
        assert "récit renommé" in client.get(f"/d/{dossier}/history").text
        asked = client.get(f"/d/{dossier}/accounts/{account['account']}/remove")
        assert "Retirer ce récit" in asked.text and len(client.get(f"/d/{dossier}/accounts.json").json()) == 3
        client.post(f"/d/{dossier}/accounts/{account['account']}/remove")
        assert len(client.get(f"/d/{dossier}/accounts.json").json()) == 2
        assert client.get(f"/d/{dossier}/accounts/{account['account']}/remove").status_code == 404
        client.post(f"/d/{dossier}/delete")
        assert client.get(f"/d/{dossier}").status_code == 200, "not without the tick"
        client.post(f"/d/{dossier}/delete", data={"sure": "yes"})
        assert client.get(f"/d/{dossier}").status_code == 404 and client.get("/dossiers.json").json() == []


def test_history_undo_redo(tmp_path: Path) -> None:
    from contrechamp.store import JudgePoint, Verdict, correct, reviewed

    app = room(tmp_path)
    with visitor(app) as client:
        dossier, store = only_dossier(client), app.state.room.store
        point = reviewed(store, dossier).comparison.points[0].id
        me = app.state.room.doors.visitor.name
        correct(store, dossier, JudgePoint(point, Verdict.ACCEPT), who=me, why="c’est <b>sûr</b>")
        page = client.get(f"/d/{dossier}/history").text
        assert "c’est &lt;b&gt;sûr" in page and "Annuler la dernière" in page
        [entry] = [row for row in client.get(f"/d/{dossier}/history.json").json() if row["did"] == "correct"]
        assert (entry["who"], entry["undone"]) == (me, False)
        client.post(f"/d/{dossier}/undo", data={"number": entry["number"]})
        assert not reviewed(store, dossier).verdicts
        assert "<s>" in client.get(f"/d/{dossier}/history").text
        back = client.post(f"/d/{dossier}/redo", data={"back": f"/d/{dossier}/grid"}, follow_redirects=False)
        assert back.headers["location"] == f"/d/{dossier}/grid" and reviewed(store, dossier).verdicts
        client.post(f"/d/{dossier}/undo")
        assert not reviewed(store, dossier).verdicts


def test_search_in_all_says_of_which_dossier_a_hit_is(tmp_path: Path) -> None:
    from contrechamp.store import keep, new_dossier, rename_account

    app = room(tmp_path)
    store = app.state.room.store
    other = new_dossier(store, "La digue").id
    [kept] = keep(store, [named(ACCOUNTS["journal.txt"], "journal.txt")], dossier=other).accounts
    rename_account(store, other, kept.id, "Le Courrier")
    with visitor(app) as client:
        rows = client.get("/search.json?q=habitante").json()
        found = {(row["dossier_name"], row["account"] == kept.id, row["source"]) for row in rows}
        assert found == {("Le pont de Vaugris", True, "journal.txt"), ("La digue", True, "Le Courrier")}
        text = client.get("/search?q=habitante").text
        assert f'<a href="/d/{other}"><bdi>La digue</bdi></a>' in text and "Le Courrier" in text and "journal" in text


def test_search_shows_words_in_their_place(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier = only_dossier(client)
        text = client.get(f"/d/{dossier}/search?q=BLESSEES").text
        assert text.count("<mark>") == 3 and "3 passages" in text
        hits = client.get(f"/d/{dossier}/search.json?q=blessées").json()
        assert [hit["match"] for hit in hits] == ["blessées"] * 3
        first = hits[0]
        words = client.get(f"/d/{dossier}.json").json()["accounts"][0]["text"]
        assert words[first["start"] : first["end"]] == "blessées"
        link = re.search(rf'href="(/d/{dossier}/read\?a=[^"#]*)', text)
        assert link and client.get(link[1].replace("&amp;", "&")).status_code == 200
        one = client.get(f"/d/{dossier}/search.json", params={"q": "blessées", "account": first["account"]}).json()
        assert len(one) == 1
        assert client.get("/search.json?q=blessées").json() == hits
        assert "3 passages" in client.get("/search?q=blessées").text
        assert "0 passage" in client.get(f"/d/{dossier}/search?q=introuvable").text


def test_every_export_is_a_file(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier = only_dossier(client)
        page = client.get(f"/d/{dossier}/export").text
        links = re.findall(rf'href="(/d/{dossier}/export/[^"]+)"', page)
        assert len(links) > 8
        for link in links:
            answer = client.get(link)
            assert answer.status_code == 200 and answer.content, link
            assert answer.headers["content-disposition"].startswith("attachment; filename="), link
        assert client.get(f"/d/{dossier}/export/terminal").status_code == 404
        assert client.get(f"/d/{dossier}/export/csv/none").status_code == 404


def test_tables_lie_beside_the_views(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier = only_dossier(client)
        for view in (
            "grid",
            "read",
            "figures",
            "timeline",
            "voices",
            "actors",
            "copies",
            "accounts",
            "history",
            "review",
        ):
            rows = client.get(f"/d/{dossier}/{view}.json").json()
            lines = client.get(f"/d/{dossier}/{view}.csv").text.splitlines()
            assert len(lines) == len(rows) + 1, view
        assert client.get(f"/d/{dossier}.json").json()["schema"] == 1
        for wrong in (f"/d/{dossier}/grid.xml", f"/d/{dossier}/none.csv", f"/d/{dossier}.xml", "/dossiers.xml"):
            assert client.get(wrong).status_code == 404
        client.post(f"/d/{dossier}/rename", data={"name": "=1+1"})
        assert ",'=1+1," in client.get("/dossiers.csv").text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages(tmp_path: Path, language: str) -> None:
    with visitor(room(tmp_path), language=language) as client:
        assert f'<html lang="{language}"' in client.get("/").text
        assert MESSAGES[language] in client.get("/nowhere").text
        other = "en" if language == "fr" else "fr"
        assert MESSAGES[other] in client.get(f"/nowhere?lang={other}").text
        client.post("/settings", data={"language": other})
        assert f'<html lang="{other}"' in client.get("/").text


def test_one_account_is_a_dossier_too(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier = only_dossier(client)
        for row in client.get(f"/d/{dossier}/accounts.json").json()[1:]:
            client.post(f"/d/{dossier}/accounts/{row['account']}/remove")
        for path in (
            "",
            "/read",
            "/grid",
            "/figures",
            "/timeline",
            "/voices",
            "/copies",
            "/review",
            "/history",
            "/export",
        ):
            assert client.get(f"/d/{dossier}{path}").status_code == 200, path
        [last] = client.get(f"/d/{dossier}/accounts.json").json()
        client.post(f"/d/{dossier}/accounts/{last['account']}/remove")
        for path in (
            "",
            "/read",
            "/grid",
            "/figures",
            "/timeline",
            "/voices",
            "/copies",
            "/review",
            "/search?q=a",
            ".json",
        ):
            assert client.get(f"/d/{dossier}{path}").status_code == 200, path


def test_help_and_addresses(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        assert "<kbd>" in client.get("/help").text
        page = client.get("/api").text
        for path in client.get("/openapi.json").json()["paths"]:
            assert path in page


def test_a_bug_shows_nothing_of_the_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store

    def broken(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(contrechamp.store, "dossiers", broken)
    client = TestClient(room(tmp_path), base_url=BASE, headers=OWN, raise_server_exceptions=False)
    answer = client.get(f"/?token={TOKEN}")
    assert answer.status_code == 500 and "secret" not in answer.text and "Un défaut" in answer.text
    assert "content-security-policy" in answer.headers


def test_errors_for_programs_are_json(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        answer = client.get("/d/none/grid.json")
        assert answer.json() == {
            "status": 404,
            "error": "L’adresse est fausse, ou ce qui se trouvait ici a été retiré.",
        }
