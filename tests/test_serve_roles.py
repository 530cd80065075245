"""Who may do what, on every route; people, their passwords, and the audit list."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.serving import BASE, OWN, readable, room, state, store_path

from contrechamp.errors import UsageError
from contrechamp.serve import Settings, routes, views
from contrechamp.serve.app import create_app
from contrechamp.serve.doors import ManyDoors
from contrechamp.serve.passwords import fits, hash_of
from contrechamp.serve.people import enrol, give_role, let_go
from contrechamp.serve.roles import NEEDS, ROLES, Role, may, methods_of, needed
from contrechamp.serve.throttle import Throttle
from contrechamp.store.sessions import IDLE

PASSWORD = "quatre mots pour entrer"
NAMES = {"reader": "Lise", "reviewer": "Rémi", "editor": "Édith", "admin": "Anaïs"}


@pytest.fixture(scope="session")
def kept() -> str:
    return hash_of(PASSWORD)


@pytest.fixture
def app(tmp_path: Path, kept: str) -> FastAPI:
    """A room with one person of each role."""
    from contrechamp.store import add_person

    made = room(tmp_path, auth=True)
    for role, name in NAMES.items():
        add_person(made.state.room.store, name, kept, role)
    return made


@contextmanager
def signed_in(app: FastAPI, name: str) -> Iterator[TestClient]:
    """A browser in which somebody has signed in, without the cost of a password."""
    client = TestClient(app, base_url=BASE, headers=OWN | {"accept": "text/html"}, follow_redirects=False)
    client.cookies.set("contrechamp-8765", app.state.room.doors.admit(name))
    yield client


def every_route() -> list[tuple[str, str]]:
    found = []
    for router in (*routes.ROUTERS, *views.ROUTERS):
        for route in router.routes:
            methods = getattr(route, "methods", None) or set()
            found += [(method, route.path) for method in methods if method != "HEAD"]  # type: ignore[attr-defined]
    return sorted(found)


def filled(path: str, dossier: str) -> str:
    known = {"dossier": dossier, "form": "json", "view": "grid"}
    return re.sub(r"\{(\w+)(:path)?\}", lambda found: known.get(found[1], "nothing"), path)


def test_every_route_is_in_the_table() -> None:
    assert [(method, path) for method, path in every_route() if needed(method, filled(path, "1")) is None] == []


def test_every_line_of_the_table_is_a_route(app: FastAPI) -> None:
    there = {(method, filled(path, "1")) for method, path in every_route()}
    for method, path, _ in NEEDS:
        if ":path}" not in path and path != "/openapi.json":
            assert (method, filled(path, "1")) in there, f"{method} {path} is not a route"


def test_routes_that_change_something_are_not_for_everybody() -> None:
    for method, path in every_route():
        if method != "GET" and path not in ("/sign-in", "/settings"):
            assert needed(method, filled(path, "1")) not in (None, Role.ANYONE), path


@pytest.mark.parametrize("role", ROLES)
def test_every_route_for_every_role(app: FastAPI, role: Role) -> None:
    dossier = _dossier(app)
    with signed_in(app, NAMES[role.value]) as client:
        for method, path in every_route():
            address, needs = filled(path, dossier), needed(method, filled(path, dossier))
            assert needs is not None
            if needs is Role.ANYONE or (method, path) in (("POST", "/sign-out"), ("POST", "/me/password")):
                continue
            before = state(store_path(app)) if method == "POST" and not may(role, needs) else None
            answer = client.request(method, address, data={"x": "1"} if method == "POST" else None)
            assert (answer.status_code == 403) == (not may(role, needs)), (method, path, role, answer.status_code)
            assert answer.status_code < 500, (method, path)
            if before is not None:
                from contrechamp.store import audit

                said = audit(app.state.room.store)[0]
                assert (said.who, said.what, said.where) == (NAMES[role.value], "refused", f"{method} {address}")


@pytest.mark.parametrize("role", ROLES)
def test_pages_offer_only_what_their_reader_may_do(app: FastAPI, role: Role) -> None:
    with signed_in(app, NAMES[role.value]) as client:
        offered = 0
        for path in readable(client, _dossier(app)):
            for method, address in offers(client.get(path).text):
                needs = needed(method, address)
                assert needs is not None, f"{path} leads to {method} {address}, which is not there"
                assert may(role, needs), f"{path} offers a {role} {method} {address}"
                offered += method == "POST"
        assert offered


def offers(text: str) -> set[tuple[str, str]]:
    """What the links and forms of a page ask for."""
    page = Offers()
    page.feed(text)
    return {(method, urlsplit(address).path) for method, address in page.found if address.startswith("/")}


class Offers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        method = "POST" if own.get("method", "").lower() == "post" else "GET"
        self.found += [(method, own[name]) for name in ("href", "action") if name in own]
        self.found += [("POST", own[name]) for name in ("formaction", "hx-post") if name in own]
        self.found += [("GET", own["hx-get"])] if "hx-get" in own else []


def test_nobody_gets_in_without_a_name(app: FastAPI) -> None:
    dossier = _dossier(app)
    client = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
    before = state(store_path(app))
    for method, path in every_route():
        address = filled(path, dossier)
        if needed(method, address) is not Role.ANYONE:
            answer = client.request(method, address)
            assert answer.status_code in (303, 401), (method, path)
            assert answer.status_code == 401 or answer.headers["location"].startswith("/sign-in"), path
    assert state(store_path(app)) == before


def test_what_is_not_in_the_table_does_not_exist() -> None:
    assert needed("GET", "/d/1/grid") is Role.READER
    assert needed("HEAD", "/people") is Role.ADMIN
    assert needed("GET", "/d/1/delete") is Role.ADMIN
    assert needed("POST", "/d/1/anything") is None
    assert needed("GET", "/d") is None
    assert needed("GET", "/people\n") is None
    assert methods_of("/d/1/undo") == ("GET", "HEAD", "POST")


def _dossier(app: FastAPI) -> str:
    from contrechamp.store import dossiers

    return dossiers(app.state.room.store)[0].id


def test_signing_in_and_out(app: FastAPI) -> None:
    from contrechamp.store import audit

    client = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
    asked = client.get("/d/1/grid?page=2")
    assert asked.headers["location"] == "/sign-in?next=%2Fd%2F1%2Fgrid%3Fpage%3D2"
    wrong = client.post("/sign-in", data={"name": "Anaïs", "password": "autre chose !"})
    assert wrong.status_code == 401 and "set-cookie" not in wrong.headers
    unknown = client.post("/sign-in", data={"name": "Personne", "password": PASSWORD})
    assert unknown.status_code == 401
    right = client.post("/sign-in", data={"name": " Anaïs ", "password": PASSWORD, "next": "//evil.example"})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert client.get("/people").status_code == 200
    old = client.cookies["contrechamp-8765"]
    assert client.post("/sign-out").headers["location"] == "/sign-in"
    client.cookies.set("contrechamp-8765", old)
    assert client.get("/").status_code == 303
    said = [(line.who, line.what) for line in audit(app.state.room.store)]
    assert said == [
        ("Anaïs", "signed out"),
        ("Anaïs", "signed in"),
        ("Personne", "sign-in refused"),
        ("Anaïs", "sign-in refused"),
    ]


def test_guessing_is_slowed_down(app: FastAPI) -> None:
    client = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
    app.state.room.throttle.failures.clear()
    for _ in range(5):
        app.state.room.throttle.failed("name anaïs", "address testclient")
    held = client.post("/sign-in", data={"name": "Anaïs", "password": PASSWORD})
    assert held.status_code == 429 and int(held.headers["retry-after"]) >= 1


def test_attempts_at_once_are_counted_one_by_one(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    import contrechamp.serve.passwords

    def slow(*_: object) -> bool:
        time.sleep(0.3)
        return False

    monkeypatch.setattr(contrechamp.serve.passwords, "fits", slow)
    client = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
    with client, ThreadPoolExecutor(12) as pool:
        sent = {"name": "Anaïs", "password": PASSWORD}
        answers = list(pool.map(lambda _: client.post("/sign-in", data=sent).status_code, range(12)))
    assert answers.count(401) <= 6 and answers.count(429) >= 6


def test_behind_a_proxy_one_visitor_does_not_stop_the_others(tmp_path: Path, kept: str) -> None:
    from contrechamp.store import add_person

    app = create_app(Settings(str(tmp_path / "a.db"), auth=True, public_url="https://d.example.org"))
    add_person(app.state.room.store, "Anaïs", kept, "admin")
    own = {"origin": "https://d.example.org", "sec-fetch-site": "same-origin"}
    client = TestClient(app, base_url="https://d.example.org", headers=own, follow_redirects=False)
    for _ in range(9):
        app.state.room.throttle.failed("address 198.51.100.7", "address testclient")
    sent = {"name": "Anaïs", "password": PASSWORD}
    held = client.post("/sign-in", data=sent, headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert held.status_code == 429
    answer = client.post("/sign-in", data=sent, headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"})
    assert answer.status_code == 303 and "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]
    assert client.get("/").status_code == 200
    assert client.post("/sign-out", headers={"origin": "http://d.example.org"}).status_code == 403


def test_a_part_of_a_page_leads_the_whole_page_to_the_door(app: FastAPI) -> None:
    client = TestClient(app, base_url=BASE, headers=OWN | {"hx-request": "true"}, follow_redirects=False)
    answer = client.get("/d/1/read/margin")
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in")


@pytest.mark.parametrize("name", ["\x00", "a\ud800", "\u202eAnaïs", "x" * 90])
def test_names_that_nobody_has(app: FastAPI, name: str) -> None:
    client = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
    sent = {"name": name.encode("utf-8", "surrogatepass"), "password": PASSWORD}
    assert client.post("/sign-in", data=sent).status_code == 401
    with signed_in(app, "Lise") as reader, signed_in(app, "Anaïs") as admin:
        assert admin.post("/people/remove", data={"name": sent["name"]}).status_code == 404
        assert reader.get("/d/%00%ED%A0%80/delete").status_code == 403
        assert "�" in admin.get("/audit").text


def test_waits_double_and_end() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(5):
        assert throttle.wait_s("a") == 0
        throttle.failed("a")
    assert throttle.wait_s("a") == 1
    throttle.failed("a")
    assert throttle.wait_s("a", "b") == 2
    for _ in range(40):
        throttle.failed("a")
    assert throttle.wait_s("a") == 900
    now[0] += 901
    assert throttle.wait_s("a") == 0
    throttle.succeeded("a")
    assert throttle.wait_s("a") == 0 and not throttle.failures


def test_throttle_and_doors_do_not_grow_without_end(app: FastAPI) -> None:
    throttle = Throttle()
    for number in range(10_050):
        throttle.failed(str(number))
    assert len(throttle.failures) == 10_000


def test_a_role_holds_at_once(app: FastAPI) -> None:
    with signed_in(app, "Anaïs") as admin, signed_in(app, "Rémi") as other:
        assert other.get("/people").status_code == 403
        assert admin.post("/people/role", data={"name": "Rémi", "role": "admin"}).status_code == 303
        assert other.get("/people").status_code == 200
        assert admin.post("/people/remove", data={"name": "Rémi"}).status_code == 303
        assert other.get("/").status_code == 303


def test_a_database_that_does_not_answer_is_said_at_the_gate(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp.store.sessions
    from contrechamp.errors import StoreBusy

    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("somebody else has been writing for long")

    with signed_in(app, "Lise") as client:
        monkeypatch.setattr(contrechamp.store.sessions, "holder", busy)
        answer = client.get("/")
        assert answer.status_code == 503 and "E606" in answer.text and "content-security-policy" in answer.headers


def test_the_last_admin_stays(app: FastAPI) -> None:
    with signed_in(app, "Anaïs") as admin:
        assert admin.post("/people/remove", data={"name": "Anaïs"}).status_code == 422
        lowered = admin.post("/people/role", data={"name": "Anaïs", "role": "reader"})
        assert lowered.status_code == 422 and "dernier administrateur" in lowered.text
        assert admin.get("/people").status_code == 200


def test_people_are_added_with_care(app: FastAPI) -> None:
    with signed_in(app, "Anaïs") as admin:
        bad = [("", PASSWORD, "reader"), ("Zoé", "court", "reader"), ("Zoé", PASSWORD, "king")]
        bad += [("Lise", PASSWORD, "reader"), ("a\u202eb", PASSWORD, "reader"), ("x" * 81, PASSWORD, "reader")]
        for name, password, role in bad:
            assert admin.post("/people", data={"name": name, "password": password, "role": role}).status_code == 422, (
                name
            )
        assert (
            admin.post("/people", data={"name": "<b>Zoé</b>", "password": PASSWORD, "role": "reader"}).status_code
            == 303
        )
        assert "&lt;b&gt;Zoé" in admin.get("/people").text and "<b>Zoé" not in admin.get("/people").text
        assert "argon2" not in admin.get("/people").text + admin.get("/people.json").text


def test_a_new_password_puts_the_old_one_out(app: FastAPI) -> None:
    with signed_in(app, "Lise") as here, signed_in(app, "Lise") as there:
        assert (
            here.post("/me/password", data={"old": "faux mot de passe", "new": "un tout autre mot"}).status_code == 422
        )
        assert here.post("/me/password", data={"old": PASSWORD, "new": "court"}).status_code == 422
        assert here.post("/me/password", data={"old": PASSWORD, "new": "un tout autre mot"}).status_code == 200
        assert (here.get("/").status_code, there.get("/").status_code) == (200, 303)
        assert (
            TestClient(app, base_url=BASE, headers=OWN)
            .post("/sign-in", data={"name": "Lise", "password": PASSWORD})
            .status_code
            == 401
        )


def test_a_key_for_a_program(app: FastAPI) -> None:
    with signed_in(app, "Lise") as client:
        key = re.search(r"Bearer (\S+)</pre>", client.post("/me/key").text)
        assert key
        program = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {key[1]}"})
        assert program.get("/dossiers.json").status_code == 200
        assert program.get("/people.json").status_code == 403
        as_cookie = TestClient(app, base_url=BASE, headers=OWN, follow_redirects=False)
        as_cookie.cookies.set("contrechamp-8765", key[1])
        assert as_cookie.get("/").status_code == 303
        client.post("/me/key")
        assert program.get("/dossiers.json").status_code == 401


def test_who_does_nothing_for_long_signs_in_again(app: FastAPI) -> None:
    now = [datetime.now(UTC)]
    doors = ManyDoors(app.state.room.store, lambda: now[0])
    secret = doors.admit("Lise")
    assert doors.by_cookie(secret).name == "Lise"
    assert doors.by_cookie(secret + "x").name == "" == doors.by_cookie("").name == doors.by_bearer(secret).name
    for _ in range(3):
        now[0] += IDLE[False] - timedelta(minutes=1)
        assert doors.by_cookie(secret).name == "Lise"
    now[0] += IDLE[False] + timedelta(minutes=1)
    assert doors.by_cookie(secret).name == ""


def test_a_sign_in_outlives_the_room_but_not_the_person(app: FastAPI) -> None:
    """A second room on the database stands for the next start of the first one."""
    with signed_in(app, "Lise") as lise, signed_in(app, "Rémi") as remi, signed_in(app, "Anaïs") as admin:
        again = create_app(app.state.room.settings)
        later = {name: TestClient(again, base_url=BASE, headers=OWN, follow_redirects=False) for name in NAMES.values()}
        for name, client in (("Lise", lise), ("Rémi", remi), ("Anaïs", admin)):
            later[name].cookies.update(client.cookies)
            assert later[name].get("/").status_code == 200, name
        secret = lise.cookies["contrechamp-8765"]
        assert secret.encode() not in b"".join(path.read_bytes() for path in store_path(app).parent.iterdir())
        assert lise.post("/sign-out").status_code == 303
        assert later["Lise"].get("/").status_code == 303
        assert admin.post("/people/password", data={"name": "Rémi", "password": PASSWORD + "!"}).status_code == 303
        assert later["Rémi"].get("/").status_code == 303
        with signed_in(app, "Rémi") as back:
            later["Rémi"].cookies.update(back.cookies)
            assert later["Rémi"].get("/").status_code == 200
            assert admin.post("/people/remove", data={"name": "Rémi"}).status_code == 303
            assert (
                admin.post("/people", data={"name": "Rémi", "password": PASSWORD, "role": "admin"}).status_code == 303
            )
            assert later["Rémi"].get("/").status_code == 303, "somebody else may be called so now"


def test_passwords(kept: str) -> None:
    assert kept.startswith("$argon2id$") and PASSWORD not in kept
    assert fits(PASSWORD, kept) and not fits(PASSWORD + "x", kept) and not fits(PASSWORD, None)
    assert not fits("\ud800" * 12, kept)
    for bad in ("court", "x" * 1001):
        with pytest.raises(UsageError):
            hash_of(bad)


def test_people_by_function(app: FastAPI) -> None:
    store = app.state.room.store
    made = enrol(store, "  Noé   Aubry ", "admin", PASSWORD)
    assert (made.name, made.role.value) == ("Noé Aubry", "admin")
    from contrechamp.store import person

    found = person(store, "Anaïs")
    assert found
    give_role(store, found, "reader")
    with pytest.raises(UsageError):
        let_go(store, made)


def test_the_audit_list_is_for_admins(app: FastAPI) -> None:
    with signed_in(app, "Lise") as reader, signed_in(app, "Anaïs") as admin:
        assert reader.get("/audit").status_code == 403
        page = admin.get("/audit").text
        assert "GET /audit" in page and "refusé" in page
        assert admin.get("/audit.csv").text.splitlines()[-1].endswith("Lise,refused,GET /audit")
