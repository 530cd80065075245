"""Plain text: the decoded bytes are the text."""

from __future__ import annotations

from contrechamp.read.checks import check_text
from contrechamp.read.decode import decode
from contrechamp.read.draft import Draft
from contrechamp.read.limits import Limits
from contrechamp.read.source import Raw


def read_plain(raw: Raw, limits: Limits) -> Draft:
    """The draft of bytes that are plain text, in whatever encoding."""
    decoded = decode(raw.data, raw.told.get("charset"))
    check_text(decoded.text, raw.name, limits)
    return Draft(decoded.text, decoded.text, warnings=decoded.warnings)
