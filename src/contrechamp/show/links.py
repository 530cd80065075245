"""Where the words of a view lead: places in the one page, or addresses of another program that shows the same views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contrechamp.show.marked import anchor


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of a claim and of a point by their ids, and of a text by its account's id and letter."""

    claim: Callable[[str], str]
    point: Callable[[str], str]
    text: Callable[[str, str], str]


IN_PAGE = Links(
    claim=lambda id_: "#" + anchor("c", id_),
    point=lambda id_: "#" + anchor("p", id_),
    text=lambda account, letter: f"#text-{letter}",
)
"""Everything is on the page itself."""
