"""How surely a clause is put, as it is being read: the degree falls, the polarity turns, the cues gather."""

from __future__ import annotations

from dataclasses import dataclass, field

from contrechamp.model import Certainty

_DEGREES = ("CT", "PR", "PS", "U")


@dataclass(slots=True)
class Reading:
    """What has been read of a clause so far: its degree, its polarity, the rules that spoke, and their cue words."""

    degree: str = "CT"
    positive: bool = True
    rules: list[str] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)

    def weaken(self, degree: str, rule: str, *cues: int) -> None:
        """Take the weaker of the degrees."""
        if _DEGREES.index(degree) > _DEGREES.index(self.degree):
            self.degree = degree
        self.rules.append(rule)
        self.cues.extend(cues)

    def deny(self, rule: str, *cues: int) -> None:
        """Turn the polarity."""
        self.positive = not self.positive
        self.rules.append(rule)
        self.cues.extend(cues)

    def value(self) -> Certainty:
        """The FactBank value."""
        return Certainty.UNCOMMITTED if self.degree == "U" else Certainty(self.degree + ("+" if self.positive else "-"))
