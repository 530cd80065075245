"""Records for a hand-made comparison, placed by their words instead of by offsets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from contrechamp.model import (
    Account,
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Evidence,
    Extraction,
    Mode,
    Passage,
    Piece,
    Quantity,
    Span,
    Technique,
    Time,
    TimeKind,
    Via,
    Voice,
    VoiceKind,
    Warned,
    record_id,
)


class Telling:
    """One account with its marks, built word by word. `made()` gives its Extraction."""

    def __init__(self, name: str, text: str, **about: Any):
        digest = sha256(text.encode()).hexdigest()
        about["warnings"] = tuple(Warned(*w) for w in about.pop("warnings", ()))
        if isinstance(about.get("published"), str):
            about["published"] = date.fromisoformat(about["published"])
        whole = Span(0, len(text))
        self.account = Account(
            id=digest[:12], text=text, language="fr", name=name, sha256=digest, source=text,
            pieces=(Piece(whole, whole),), **about,
        )  # fmt: skip
        self.actors: list[Actor] = []
        self.times: list[Time] = []
        self.quantities: list[Quantity] = []
        self.claims: list[Claim] = []
        self.techniques: list[Technique] = []

    def span(self, words: str) -> Span:
        start = self.account.text.index(words)
        return Span(start, start + len(words))

    def passage(self, words: str) -> Passage:
        return Passage(self.account.id, self.span(words))

    def id(self, kind: str, span: Span, extra: str = "") -> str:
        return record_id(self.account.id, kind, span, extra)

    def actor(self, words: str, name: str, key: str, via: str = "name") -> str:
        span, kind = self.span(words), ActorKind(key.split(":", maxsplit=1)[0])
        self.actors.append(Actor(self.id("actor", span), span, name, key, kind, Via(via)))
        return self.actors[-1].id

    def time(self, words: str, timex: str, first: str | None = None, last: str | None = None, **more: Any) -> str:
        span, kind = self.span(words), TimeKind(more.pop("kind", "date"))
        self.times.append(Time(self.id("time", span), span, kind, timex, first, last or first, **more))
        return self.times[-1].id

    def figure(self, words: str, number: str, low: float | None, high: float | None, **more: Any) -> str:
        span = self.span(words)
        start = span.start + words.index(number)
        record = Quantity(self.id("quantity", span), span, Span(start, start + len(number)), low, high, **more)
        self.quantities.append(record)
        return record.id

    def voice(self, name: str, words: str, cue: str, kind: str = "named", actor: str | None = None) -> Voice:
        return Voice(
            VoiceKind(kind), name, actor, span=self.span(words), cue=self.span(cue), within=Voice(VoiceKind.AUTHOR)
        )

    def claim(
        self, words: str, certainty: str = "CT+", voice: Voice | None = None, mode: str = "author", **of: Any
    ) -> str:
        span, said_by = self.span(words), voice or Voice(VoiceKind.AUTHOR)
        made = self.id("claim", span, said_by.name or "author")
        cues = tuple(self.span(cue) for cue in of.pop("cues", ()))
        evidence = Evidence(of.pop("rule", "sample"), cues, of.pop("score", None))
        self.claims.append(
            Claim(made, span, said_by, Mode(mode), Certainty(certainty), evidence=evidence, **_tuples(of))
        )
        return made

    def technique(self, words: str, name: str, cue: str) -> None:
        span = self.span(words)
        evidence = Evidence("sample", (self.span(cue),), 0.7)
        self.techniques.append(Technique(self.id("technique", span), span, name, Voice(VoiceKind.AUTHOR), evidence))

    def made(self) -> Extraction:
        text, sentences, start = self.account.text, [], 0
        for end in [i + 1 for i, c in enumerate(text) if c in ".!?" and text[i + 1 : i + 2] in ("", " ", "\n")]:
            sentences.append(Span(start, end))
            start = end + 1
        self.claims = [replace(claim, actors=self._inside(claim.span)) for claim in self.claims]
        kinds = (self.actors, self.times, self.quantities, self.claims, self.techniques)
        ordered = [tuple(sorted(kind, key=lambda mark: (mark.span, mark.id))) for kind in kinds]  # type: ignore[attr-defined]
        return Extraction(self.account, tuple(sentences), *ordered)

    def _inside(self, span: Span) -> tuple[str, ...]:
        """Ids of the actors that a claim's words mention."""
        return tuple(a.id for a in self.actors if span.start <= a.span.start and a.span.end <= span.end)


def _tuples(of: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(ids) for name, ids in of.items()}
