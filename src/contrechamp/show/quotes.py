"""A claim as the page quotes it: its exact words, its voice, how sure, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from contrechamp.model import Claim, VoiceKind
from contrechamp.show import voicing
from contrechamp.show.index import Index, said
from contrechamp.show.links import IN_PAGE, Links
from contrechamp.show.strings import Words


@dataclass(frozen=True, slots=True)
class Quote:
    """What a view prints of a claim. `voice` is empty for the author's own words; `sure` is empty when certain."""

    href: str
    letter: str
    text: str
    language: str
    voice: str
    code: str
    kind: str
    mode: str
    certainty: str
    sure: str


class Quotes:
    """Makes quotes of claims; holds the codes of the voices, and where words lead."""

    def __init__(self, ix: Index, words: Words, links: Links = IN_PAGE):
        self.ix, self.words, self.links = ix, words, links
        self.speakers = voicing.speakers(ix, words)
        self.places = {speaker.key: at for at, speaker in enumerate(self.speakers)}
        self._by_claim = {claim: speaker for speaker in self.speakers for claim in speaker.claims}

    def speaker(self, claim: str) -> voicing.Speaker:
        """The voice of a claim, by its id."""
        return self._by_claim[claim]

    def quote(self, claim: Claim) -> Quote:
        """The claim as it is printed."""
        account = self.ix.accounts[self.ix.owner[claim.id]]
        own = claim.voice.kind is VoiceKind.AUTHOR
        return Quote(
            href=self.links.claim(claim.id),
            letter=self.ix.letters[account.id],
            text=said(account, claim.span),
            language=account.language,
            voice=voicing.full_name(self.ix, self.words, claim.voice, account.id),
            code=self.speaker(claim.id).code,
            kind=claim.voice.kind.value,
            mode="" if own else self.words(f"mode.{claim.mode}"),
            certainty=claim.certainty.value,
            sure="" if claim.certainty == "CT+" else self.words(f"certainty.{claim.certainty}"),
        )
