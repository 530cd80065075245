"""Whatever is sent to whichever address, the room answers, and never with a bug."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.serving import BASE, OWN, TOKEN, room, visitor

VALUES = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "1e999",
            "null",
            "true",
            "..",
            "%00",
            "\x00",
            "é",
            "\U0001f600",
            "a" * 3000,
            "'; DROP TABLE",
            "<b>",
        ]
    ),
    st.sampled_from(["KNOWN", "KNOWN", "json", "csv", "grid", "points", "accept", "CT+", "1", "2020-01-01", "KNOWN:0"]),
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, dict[str, Any], list[str]]:
    client = visitor(room(tmp_path_factory.mktemp("room")))
    client.follow_redirects = False
    dossier = client.get("/dossiers.json").json()[0]["id"]
    rows = client.get(f"/d/{dossier}/grid.json").json()
    known = [dossier] + [row[name] for row in rows[:6] for name in ("point", "claim", "account") if name in row]
    return client, client.get("/openapi.json").json(), known


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_random_requests_meet_no_bug(opened: tuple[TestClient, dict[str, Any], list[str]], data: st.DataObject) -> None:
    client, told, known = opened
    operations = [(path, method) for path, methods in sorted(told["paths"].items()) for method in sorted(methods)]
    path, method = data.draw(st.sampled_from(operations))
    if path.endswith("/delete") and method == "post":
        return
    operation = told["paths"][path][method]

    def value() -> str:
        drawn = data.draw(VALUES)
        return drawn.replace("KNOWN", data.draw(st.sampled_from(known)))

    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            given = known[0] if parameter["name"] == "dossier" else value()
            path = path.replace("{" + parameter["name"] + "}", _quoted(given))
    asked = {
        p["name"]: value() for p in operation.get("parameters", ()) if p["in"] == "query" and data.draw(st.booleans())
    }
    sent = {name: value() for name in _fields(told, operation) if data.draw(st.booleans())}
    answer = client.request(method.upper(), path, params=asked, data=sent if method == "post" else None)
    assert answer.status_code < 500, (method, path, asked, sent, answer.text[-600:])


def _quoted(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="", errors="surrogatepass") or "-"


def _fields(told: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """The fields of the form that an operation takes; those of the uploads, which are read as they come."""
    found: list[str] = []
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
        schema = told["components"]["schemas"].get(name, content["schema"])
        found += list(schema.get("properties", {}))
    return found or ["name", "other"]


KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), kind=st.sampled_from(KINDS))
def test_random_bodies_meet_no_bug(
    opened: tuple[TestClient, dict[str, Any], list[str]], body: bytes, kind: str
) -> None:
    client, _, known = opened
    for path in ("/settings", f"/d/{known[0]}/rename", f"/d/{known[0]}/accounts", f"/d/{known[0]}/undo"):
        answer = client.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code < 500, (path, body, answer.text[-600:])


def test_openapi_names_every_route(opened: tuple[TestClient, dict[str, Any], list[str]]) -> None:
    _, told, _ = opened
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), f"{method} {path} says nothing of itself"


def test_openapi_is_valid(opened: tuple[TestClient, dict[str, Any], list[str]]) -> None:
    _, told, _ = opened
    ids = [operation["operationId"] for methods in told["paths"].values() for operation in methods.values()]
    assert told["openapi"].startswith("3.") and len(ids) == len(set(ids))


def test_the_room_needs_nothing_from_elsewhere(opened: tuple[TestClient, dict[str, Any], list[str]]) -> None:
    client, _, _ = opened
    assert client.get("/docs").status_code == 404
    assert "https://" not in TestClient(client.app, base_url=BASE, headers=OWN).get(f"/api?token={TOKEN}").text
