"""Imports run backwards along the way of the data, and the public face stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "contrechamp"

GROUND = {"model", "errors", "version"}
BELOW = {
    "model": set(),
    "errors": set(),
    "version": set(),
    "text": GROUND,
    "lang": GROUND,
    "techniques": GROUND | {"lang"},
    "read": GROUND | {"text", "lang"},
    "extract": GROUND | {"text", "lang", "techniques"},
    "compare": GROUND | {"text", "lang", "read", "extract"},
    "show": GROUND | {"text", "lang", "techniques", "compare"},
    "pipeline": GROUND | {"read", "extract", "compare", "show", "api"},
    "api": GROUND | {"read", "extract", "compare", "show", "pipeline"},
    "evaluate": GROUND | {"text", "lang", "techniques", "read", "extract", "compare", "show", "pipeline", "api"},
    "serve": GROUND | {"text", "lang", "techniques", "read", "extract", "compare", "show", "pipeline", "api", "store"},
    "store": GROUND | {"text", "read", "extract", "compare", "pipeline"},
    "__main__": {"cli"},
    "cli": GROUND
    | {
        "text",
        "lang",
        "techniques",
        "read",
        "extract",
        "compare",
        "show",
        "pipeline",
        "api",
        "evaluate",
        "store",
        "serve",
    },
}
"""What each room may import: only what stands before it on the way of the data."""

HEAVY = ("spacy", "numpy", "lxml", "trafilatura", "rich", "jinja2", "typer", "rapidfuzz", "pypdfium2", "sklearn")


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a file imports; imports under TYPE_CHECKING count, since an arrow is an arrow."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    ours = (name.split(".") for name in names if name.startswith("contrechamp."))
    return {parts[1] for parts in ours}


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize(
    "path",
    [f for f in FILES if f.parent != SOURCE or f.name != "__init__.py"],
    ids=lambda p: str(p.relative_to(SOURCE)),
)
def test_imports_run_backwards(path: Path) -> None:
    room = room_of(path)
    assert room in BELOW, f"a new room, {room}: say where it stands on the way of the data"
    forward = {name for name in imported_rooms(path) - {room} - BELOW[room] if name in BELOW}
    assert not forward, f"{path.relative_to(SOURCE)} imports forward: {sorted(forward)}"


def test_import_is_light() -> None:
    code = f"import sys, contrechamp; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


def test_figures_and_dates_need_no_pipeline() -> None:
    code = (
        "import sys, contrechamp as cc; cc.find_quantities('Elle a vu 12 chats.'); cc.find_times('Elle part demain.');"
        "print('spacy' in sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "False"


def test_every_name_of_the_public_face_is_there() -> None:
    import contrechamp

    assert sorted(set(contrechamp.__all__)) == sorted(contrechamp.__all__)
    for name in contrechamp.__all__:
        assert getattr(contrechamp, name) is not None
