"""The child process that reads foreign files: started once, kept warm, killed when a file goes too far.

It can open nothing but Python's own files, write nothing, start nothing and reach no network; its memory is bounded.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from contrechamp.read.limits import Limits

LENGTH = struct.Struct(">Q")
_WARM = ("contrechamp.read.html", "trafilatura", "resiliparse.extract.html2text", "lxml.html", "msgspec")


def main() -> None:
    """Reads jobs from standard input and writes what was found to standard output, until the input ends."""
    jobs, found = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _die_with_parent()
    _warm_up()
    _lock()
    sys.setrecursionlimit(3_000)
    found.write(LENGTH.pack(0))
    found.flush()
    while (job := receive(jobs)) is not None:
        send(found, _answer(job))


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stream.read(LENGTH.unpack(head)[0])


def send(stream: BinaryIO, message: bytes) -> None:
    """One message with its length before it."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _answer(job: bytes) -> bytes:
    from contrechamp.errors import TooMuchOutput, said
    from contrechamp.read.formats import read_bytes, too_much_memory
    from contrechamp.read.wire import pack_items, unpack_job

    raw, limits, language = unpack_job(job)
    _bound(limits)
    try:
        packed = pack_items(read_bytes(raw, limits, language))
    except MemoryError:
        return pack_items([too_much_memory(raw.name, limits)])
    if len(packed) <= limits.output:
        return packed
    english = f"it gives more than {limits.output // 1_000_000} MB of text"
    french = f"il donne plus de {limits.output // 1_000_000} Mo de texte"
    return pack_items([TooMuchOutput(said(english, french), where=raw.name)])


def _warm_up() -> None:
    from importlib import import_module

    for name in _WARM:
        with contextlib.suppress(ImportError):
            import_module(name)
    from contrechamp.read.formats import read_bytes
    from contrechamp.read.source import Raw

    page = b"<html><body><article><h1>Un pont</h1><p>Le conseil a vot\xc3\xa9 la fermeture.</p></article></body></html>"
    read_bytes(Raw("warm-up", page), Limits())


def _bound(limits: Limits) -> None:
    """Bounds the memory that this process may take; where the system cannot, the time limit is what is left."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, hard))


def _lock() -> None:
    """No file can be written, no program started, no connection made from here on; see PEP 578."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    roots = tuple({str(Path(root).resolve()) for root in (*sys.path, sys.prefix, sys.base_prefix, *_own()) if root})

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            _check_open(arguments, roots)
        elif event == "ctypes.dlopen":
            _check_open((arguments[0] or "", "r"), roots)
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"a file that is read may not do this: {event}")

    sys.addaudithook(refuse)


_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.putenv", "shutil.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "tempfile.",
    "sqlite3.", "winreg.", "pty.",
)  # fmt: skip
_ZONES = ("/usr/share/zoneinfo", "/etc/localtime", "/proc/self", "/dev/null")


def _own() -> tuple[str, ...]:
    return (str(Path(__file__).parents[2]), *_ZONES)


def _check_open(arguments: tuple[Any, ...], roots: tuple[str, ...]) -> None:
    path, mode = arguments[0], arguments[1] or ""
    if isinstance(path, int):
        return
    name = os.path.realpath(os.fsdecode(path))
    if any(mark in str(mode) for mark in "wax+") or not name.startswith(roots):
        raise PermissionError(f"a file that is read may not open {name}")


def _die_with_parent() -> None:
    """On Linux the kernel ends this process when the one that started it is gone, whatever it is doing."""
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(1, 9)
