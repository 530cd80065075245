"""The version of rules and models that made a result: a digest of all that it can depend on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from contrechamp.version import __version__

EXTRACTING = ("model.py", "text", "lang", "techniques", "extract")
COMPARING = (*EXTRACTING, "compare")
_LARGE = 1_000_000
"""Bytes from which a file (weights, vectors) counts by its size: they change together with the small ones beside."""


@cache
def extracting(pipeline: str | None = None) -> str:
    """What the marks of an account depend on. `pipeline` names another spaCy pipeline than the shipped one."""
    return _digest(EXTRACTING, pipeline or "")


@cache
def comparing() -> str:
    """What a comparison of given marks depends on."""
    return _digest(COMPARING, "")


def is_there(pipeline: str | None) -> bool:
    """Whether a pipeline can be used here: the shipped one, a folder, or an installed package."""
    return not pipeline or Path(pipeline).is_dir() or bool(_installed(pipeline))


def _digest(rooms: tuple[str, ...], pipeline: str) -> str:
    made = sha256(f"{__version__}|{pipeline}|{_installed(pipeline)}".encode())
    root = Path(str(files("contrechamp")))
    for path in sorted(found for room in rooms for found in _files(root / room)):
        size = path.stat().st_size
        made.update(f"|{path.relative_to(root).as_posix()}|{size}|".encode())
        if size < _LARGE:
            made.update(path.read_bytes())
    return made.hexdigest()[:32]


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _installed(pipeline: str) -> str:
    try:
        return version(pipeline) if pipeline else ""
    except (PackageNotFoundError, ValueError):
        return ""
