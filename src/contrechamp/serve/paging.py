"""Long lists in stretches: pages stay small, and each stretch has its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import Query

T = TypeVar("T")

Page = Query(ge=1, le=1_000_000, alias="page")
"""The parameter `?page=`, from 1."""


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One stretch of a list: `number` of `of` pages; `total` counts the whole list."""

    items: Sequence[T]
    number: int
    of: int
    total: int


def paged(items: Sequence[T], number: int, size: int) -> Paged[T]:
    """The stretch of a page; the last one where there are fewer."""
    of = max(1, -(-len(items) // size))
    number = min(number, of)
    return Paged(items[(number - 1) * size : number * size], number, of, len(items))
