"""How much one file may cost: sizes, depths, time and memory. A setting, with defaults for a person's own machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take before it is refused with a coded error; nothing is cut without a warning.

    `characters` counts the text of one account, `bytes` a file, `unpacked` all that it unpacks to, `ratio` how many
    times its packed size one member may unpack to. `seconds`, `memory` and `output` bound the child that reads it.
    """

    characters: int = 1_000_000
    bytes: int = 200_000_000
    unpacked: int = 100_000_000
    ratio: int = 200
    depth: int = 4
    members: int = 2_000
    pages: int = 2_000
    records: int = 10_000
    seconds: float = 30.0
    memory: int = 1_000_000_000
    output: int = 100_000_000


DEFAULT = Limits()
