"""Coverage-guided fuzzing of the decoder, the layout repair, the page scanner and the detector of formats (Atheris).

    python tests/fuzz/fuzz_read.py -max_total_time=600 -max_len=4096 -timeout=60 [CORPUS]

Without a corpus it starts from one ordinary file of every format.

Whatever the bytes: no exception, every character of the result leads back to the source, no letter is lost, and the
same bytes give the same text. A failure is written to `crash-…` in the folder where it was started.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["contrechamp"]):
    from contrechamp.read.characters import suspicious
    from contrechamp.read.decode import decode
    from contrechamp.read.draft import Draft, finish
    from contrechamp.read.kind import kind_of
    from contrechamp.read.layout import repair
    from contrechamp.read.limits import Limits
    from contrechamp.read.markup import scan
    from contrechamp.read.metadata import about_text
    from contrechamp.read.source import Raw

from contrechamp.errors import AccountError

CHARSETS = (None, None, None, "utf-8", "cp1252", "utf-16", "mac-roman", "utf-7", "hex", "idna")
HYPHENS = "-\u00ad\u2010\u2011"


def letters(text: str) -> str:
    """The text without what the repair may change: white space and hyphens."""
    return "".join(char for char in text if not char.isspace() and char not in HYPHENS)


def check(data: bytes) -> None:
    """One input through everything that runs outside the child process, and the scanner."""
    text = decode(data[1:], CHARSETS[data[0] % len(CHARSETS)] if data else None).text
    text.encode("utf-8")
    kind_of(data)
    laid = repair(text)
    assert laid == repair(text)
    assert letters(laid.text) == letters(text)
    at = source_at = 0
    for piece in laid.pieces:
        assert piece.text.start == at
        assert piece.source.start >= source_at
        ours, theirs = laid.text[piece.text.start : piece.text.end], text[piece.source.start : piece.source.end]
        assert ours == theirs or (ours.isspace() and theirs.isspace())
        at, source_at = piece.text.end, piece.source.end
    assert at == len(laid.text)
    about_text(laid.text, "fr")
    suspicious(text)
    for block in scan(text).blocks:
        block.text.encode("utf-8")
        assert all(0 <= piece.source.start < piece.source.end <= len(text) for piece in block.pieces)
        assert not block.pieces or block.pieces[-1].text.end == len(block.text)
    with suppress(AccountError):
        finish(Draft(text, text), Raw("fuzz", data), Limits(), "fr")


def main() -> None:
    """Runs until the time is over or something fails."""
    with TemporaryDirectory() as folder:
        if not [argument for argument in sys.argv[1:] if not argument.startswith("-")]:
            sys.path.insert(0, str(Path(__file__).parents[2]))
            from tests.hostile.ordinary import ordinary

            for number, data in enumerate(ordinary().values()):
                Path(folder, str(number)).write_bytes(b"\0" + data)
            sys.argv.append(folder)
        atheris.Setup(sys.argv, check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
