"""`contrechamp serve` as it is started: what it refuses, what it prints, whom it adds."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from tests.serving import TOKEN, database  # the skip where the parts are not installed

from contrechamp.cli import main
from contrechamp.serve.running import bound, harmless
from contrechamp.serve.settings import Settings


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["serve", *arguments])
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1, "one line, on stderr"
    return int(str(left.value.code)), captured.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "do: add --auth"),
        (["--host", "192.168.0.7"], "do: add --auth"),
        (["--public-url", "https://d.example.org"], "do: add --auth"),
        (["--public-url", "ftp://x"], "scheme"),
        (["--public-url", "https://d.example.org/room"], "scheme"),
        (["--auth", "--host", "0.0.0.0"], "--public-url"),
        (["--lang", "de"], "choose one of: fr, en"),
        (["--auth"], "--add-person NAME --role admin"),
        (["--add-person", "Ana", "--role", "king"], "no role"),
        (["--add-person", "", "--role", "admin"], "a name takes"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setenv("CONTRECHAMP_LANGUAGE", "en")
    code, line = refused(capsys, str(tmp_path / "a.db"), "--port", "0", "--no-open", *arguments)
    assert code == 2 and told in line and "E2" in line


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        code, line = refused(capsys, str(tmp_path / "a.db"), "--port", str(taken.getsockname()[1]), "--no-open")
    assert code == 2 and "--port" in line


def test_a_file_that_is_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.db").write_text("une lettre", encoding="utf-8")
    code, line = refused(capsys, str(tmp_path / "a.db"), "--port", "0", "--no-open")
    assert code == 6 and "E60" in line


def test_a_data_folder_that_cannot_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    code, line = refused(capsys, "--no-open")
    assert code == 6 and "E600" in line


def test_a_person_is_added_with_a_password_from_stdin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from contrechamp.store import audit, open_store, people

    path = database(tmp_path)
    monkeypatch.setenv("CONTRECHAMP_LANGUAGE", "fr")
    monkeypatch.setattr(sys, "stdin", StringIO("quatre mots pour entrer\n"))
    with pytest.raises(SystemExit) as left:
        main(["serve", str(path), "--add-person", "Anaïs", "--role", "admin"])
    assert left.value.code == 0 and "Anaïs : admin" in capsys.readouterr().err
    with open_store(path) as store:
        [person] = people(store)
        assert (person.name, person.role.value) == ("Anaïs", "admin") and "quatre" not in person.password_hash
        assert audit(store)[0].what == "added a person"
    monkeypatch.setattr(sys, "stdin", StringIO("court\n"))
    code, line = refused(capsys, str(path), "--add-person", "Bo")
    assert code == 2 and "10" in line


def test_without_its_parts_one_line_says_how_to_get_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "uvicorn" else real(name))
    code, line = refused(capsys)
    assert code == 2 and "pip install 'contrechamp[serve]'" in line and "uvicorn" in line


def test_settings_do_not_show_the_token_by_chance() -> None:
    assert Settings("a.db").token != Settings("a.db").token and TOKEN not in repr(Settings("a.db", token=TOKEN))


def test_it_prints_its_link_answers_and_stops(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "contrechamp", "serve", str(database(tmp_path)), "--port", "0", "--no-open"]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"CONTRECHAMP_LANGUAGE": "en"},
    )
    assert running.stdout and running.stderr
    try:
        link = running.stdout.readline().strip()
        host, _, rest = link.removeprefix("http://").partition("/")
        answer = asked(host, f"/{rest}")
        assert answer.startswith("HTTP/1.1 303") and "SameSite=strict" in answer
        assert "421" in asked(host, "/", name="evil.example").splitlines()[0]
    finally:
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "stopped; all is kept in" in told and "Traceback" not in told and link.partition("token=")[2] not in told


def test_a_traceback_does_not_steer_the_terminal() -> None:
    try:
        raise RuntimeError("\x1b[2Jgone")
    except RuntimeError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "a\x07b", (), sys.exc_info())
    assert harmless(record)
    assert record.exc_text and "�[2Jgone" in record.exc_text and "\n" in record.exc_text and record.msg == "a�b"


def asked(host: str, path: str, *, name: str = "") -> str:
    address, _, port = host.partition(":")
    with socket.create_connection((address, int(port)), timeout=60) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {name or host}\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts).decode()
