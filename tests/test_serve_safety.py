"""Nothing foreign gets in, and reading changes nothing."""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serving import BASE, OWN, TOKEN, readable, room, state, store_path, visitor

from contrechamp.serve.roles import NEEDS
from contrechamp.serve.safety import HEADERS, own_path
from contrechamp.serve.settings import Settings, allowed_origins, base_url, is_loopback

FORMS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/json",
    "",
    "text/xml",
)
BODIES = (b"name=forged&sure=yes&number=1", b'{"name": "forged"}', b"", b"--x--\r\n")


def forged(seed: int, paths: list[str]) -> tuple[str, str, dict[str, str], bytes]:
    """A request that a foreign page, another program or another name for this machine could send; never a right one."""
    draw = random.Random(seed)
    hosts = ["127.0.0.1:8765"] * 3 + [
        "evil.example",
        "127.0.0.1",
        "localhost:80",
        "127.0.0.1:8765.evil.example",
        "",
        "[::1]",
    ]
    origins = ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:9000", "http://localhost", ""]
    host = draw.choice(hosts)
    headers = {"host": host, "content-type": draw.choice(FORMS)}
    kind = draw.choice(("origin", "site", "both", "neither", "right", "right"))
    if kind in ("origin", "both"):
        headers["origin"] = draw.choice(origins)
    if kind in ("site", "both"):
        headers["sec-fetch-site"] = draw.choice(("cross-site", "same-site", "none"))
    if kind == "right":  # from our own page, but without the cookie, or by another name or method
        headers |= {"origin": BASE, "sec-fetch-site": "same-origin"}
    method = draw.choice(("POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post"))
    keyed = draw.choice(("none", "cookie", "old cookie", "bearer", "query"))
    if keyed == "cookie" and kind != "right":
        headers["cookie"] = "contrechamp-8765=KEPT"
    if keyed == "old cookie":
        headers["cookie"] = "contrechamp-8765=an-earlier-secret"
    if keyed == "bearer":
        headers["authorization"] = draw.choice(
            ("Bearer wrong", "Bearer ", "Basic dG9rZW46dG9rZW4=", "bearer " + TOKEN[:-1])
        )
    path = draw.choice(paths) + ("?token=wrong" if keyed == "query" else "")
    return method, path, headers, draw.choice(BODIES)


def test_200_forged_requests_are_refused_and_change_nothing(tmp_path: Path) -> None:
    app = room(tmp_path)
    with visitor(app) as known:
        secret = known.cookies["contrechamp-8765"]
        dossier = known.get("/dossiers.json").json()[0]["id"]
        account = known.get(f"/d/{dossier}/accounts.json").json()[0]["account"]
        before, raw = state(store_path(app)), store_path(app).read_bytes()
        posts = [path for method, path, _ in NEEDS if method == "POST" and path not in ("/sign-in", "/settings")]
        paths = [
            re.sub(r"\{rest:path\}|\{\w+\}", "1", p.replace("{dossier}", dossier).replace("{account}", account))
            for p in posts
        ]
        client = TestClient(app, base_url=BASE, follow_redirects=False)
        for seed in range(200):
            method, path, headers, body = forged(seed, paths)
            headers = {name: value.replace("KEPT", secret) for name, value in headers.items()}
            answer = client.request(method, path, headers=headers, content=body)
            assert answer.status_code in (401, 403, 405, 421), (seed, method, path, headers, answer.status_code)
            assert "set-cookie" not in answer.headers
        assert state(store_path(app)) == before
        assert store_path(app).read_bytes() == raw


def test_reading_changes_nothing(tmp_path: Path) -> None:
    app = room(tmp_path)
    with visitor(app) as client:
        dossier = client.get("/dossiers.json").json()[0]["id"]
        before = state(store_path(app))
        for path in readable(client, dossier):
            assert client.get(path).status_code in (200, 303, 404, 422), path
            head, whole = client.head(path), client.get(path)
            assert (head.status_code, head.content) == (whole.status_code, b""), path
        assert state(store_path(app)) == before


def test_every_answer_carries_the_policy(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        for path in ("/", "/new", "/static/frame.css", "/nowhere", "/openapi.json", "/dossiers.csv"):
            answer = client.get(path)
            assert HEADERS.items() <= dict(answer.headers).items(), path
            if not path.startswith("/static"):
                assert answer.headers["cache-control"] == "no-store"
        assert "immutable" in client.get("/static/frame.css?v=1").headers["cache-control"]
        refused = client.get("/", headers={"host": "evil.example"})
        assert refused.status_code == 421
        assert HEADERS.items() <= dict(refused.headers).items()


def test_pages_keep_to_the_policy(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        dossier = client.get("/dossiers.json").json()[0]["id"]
        for path in readable(client, dossier):
            answer = client.get(path)
            kind, how = (answer.headers.get(name, "") for name in ("content-type", "content-disposition"))
            if kind.startswith("text/html") and "attachment" not in how:
                assert not re.search(
                    r"<script(?![^>]*\bsrc=\"/static/)|<style|\sstyle=|\son\w+=|javascript:", answer.text
                ), path
                assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", re.sub(r"<a [^>]*>", "", answer.text)), (
                    path
                )


def test_the_link_is_exchanged_for_a_cookie(tmp_path: Path) -> None:
    client = TestClient(room(tmp_path), base_url=BASE, follow_redirects=False)
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    answer = client.get(f"/new?lang=en&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/new?lang=en")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie and TOKEN not in cookie
    assert client.get("/new").status_code == 200


def test_a_token_for_the_browser_opens_once(tmp_path: Path) -> None:
    app = room(tmp_path)
    token = app.state.room.doors.once()
    assert TestClient(app, base_url=BASE, follow_redirects=False).get(f"/?token={token}").status_code == 303
    assert TestClient(app, base_url=BASE, follow_redirects=False).get(f"/?token={token}").status_code == 401


def test_a_link_followed_from_elsewhere_asks_again_from_here(tmp_path: Path) -> None:
    client = TestClient(room(tmp_path), base_url=BASE)
    assert 'http-equiv="refresh"' in client.get("/", headers={"sec-fetch-site": "cross-site"}).text
    assert 'http-equiv="refresh"' not in client.get("/", headers={"sec-fetch-site": "same-origin"}).text


def test_programs_send_the_token(tmp_path: Path) -> None:
    app = room(tmp_path)
    client = TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"}, follow_redirects=False)
    found = client.get("/dossiers.json")
    assert found.status_code == 200
    renamed = client.post(f"/d/{found.json()[0]['id']}/rename", data={"name": "Vaugris"})
    assert renamed.status_code == 303
    from_a_page = client.post(
        f"/d/{found.json()[0]['id']}/rename", data={"name": "x"}, headers={"origin": "http://evil.example"}
    )
    assert from_a_page.status_code == 403
    assert client.get("/dossiers.json").json()[0]["name"] == "Vaugris"
    assert client.get("/dossiers.json", headers={"authorization": "Bearer wrong"}).json()["status"] == 401


def test_another_site_may_link_here_but_draw_nothing_from_here(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        foreign = {"sec-fetch-site": "cross-site"}
        assert client.get("/", headers=foreign | {"sec-fetch-mode": "navigate"}).status_code == 200
        for mode in ("no-cors", "cors", "same-origin", "websocket"):
            assert client.get("/", headers=foreign | {"sec-fetch-mode": mode}).status_code == 403


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/d/1/grid?x=1#c", True),
        ("/d/é", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example", False),
        ("evil", False),
        ("/a\r\nset-cookie: x=1", False),
        ("", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_form_sends_nobody_elsewhere(path: str, kept: bool) -> None:
    assert own_path(path) == (path if kept else "/")


def test_the_way_back_stays_in_the_room(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        client.follow_redirects = False
        for back, leads in product(("//evil.example", "https://evil.example/"), ("/",)):
            answer = client.post("/settings", data={"language": "en", "back": back})
            assert (answer.status_code, answer.headers["location"]) == (303, leads)


def test_what_is_loopback() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost"))
    assert not any(
        is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.4", "example.org", "localhost.example.org", "")
    )


def test_addresses_of_a_room() -> None:
    settings = Settings("x.db", host="0.0.0.0", auth=True, public_url="https://d.example.org/")
    assert "https://d.example.org" in allowed_origins(settings)
    assert not any("0.0.0.0" in origin for origin in allowed_origins(settings))
    assert base_url(settings) == "https://d.example.org"
    assert base_url(Settings("x.db", host="::1")) == "http://[::1]:8765"


def test_own_headers_pass(tmp_path: Path) -> None:
    with visitor(room(tmp_path)) as client:
        assert client.post("/settings", data={"theme": "dark"}, headers=OWN).status_code == 200
        assert 'data-theme="dark"' in client.get("/").text
