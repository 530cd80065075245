"""Which blocks of a page are the story: two extractors are asked; where they differ a rule settles it and says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from contrechamp.model import Warned
from contrechamp.read.markup import HEADINGS, Block, Page
from contrechamp.read.notes import warn

_WORD = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_OUTSIDE = frozenset(("nav", "footer", "aside", "form", "hidden", "figure"))

GRAM = 3
TAKEN = 0.6
"""Share of a block's word triples that must be in an extractor's text for it to have taken the block."""
TEXTLIKE_WORDS, LINK_SHARE = 8, 0.5
"""A paragraph has some words, and most of them are no links: menus and lists of headlines have few and many."""
FEW = 0.4
"""Share of the page's running text under which the result of the only extractor that gave one is not believed."""
MANY = 0.2
"""Share of text-like words left out beside the story from which the reader is told to look."""
MAX_TAGS, MAX_DEPTH = 60_000, 2_000
"""Beyond these the extractors take minutes or fail (both measured), and the scanner alone reads the page."""
WHOLE_PARAGRAPH = 20
"""Words of a paragraph that neither extractor took but that stands inside the story: they lose such ones on broken
pages, while a request to subscribe is shorter."""
TEASER_SHARE, FEW_TEASERS, LONGEST_TEASER = 0.6, 0.2, 25
"""A line of which this share is a link announces another story (*Lire aussi*), unless a fifth of the page is so."""
_SAMPLE_WORDS = 8
_CLOCK = re.compile(r"\d\s?[h:]\s?\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """The blocks that were taken, and what there is to say about the others."""

    blocks: tuple[Block, ...]
    warnings: tuple[Warned, ...] = ()


def choose(page: Page, source: str) -> Story:
    """The blocks of the story.

    A block that both extractors took is in. What one took, or none, is in when it stands between such blocks and reads
    like a paragraph or heading; elsewhere it is out. Both cases are counted, and a page on which the extractors fail,
    differ or leave out much gets a warning with the first words concerned.
    """
    blocks = _trusted_zones(page.blocks)
    first, second = _both(page, source)
    warnings = [
        warn("W110", extractor=name)
        for name, votes in (("trafilatura", first), ("Resiliparse", second))
        if not any(votes)
    ]
    core = [a and b for a, b in zip(first, second, strict=True)]
    if not any(core):
        core = first if _words_of(blocks, first) >= _words_of(blocks, second) else second
    hidden = _hidden_blocks(blocks, core)
    core = [both and not hide for both, hide in zip(core, hidden, strict=True)]
    few = _words_of(blocks, core) < FEW * _words_of(blocks, list(map(_is_textlike, blocks)))
    if not any(core) or (few and warnings):
        return _whole(blocks, warnings)
    kept = _settle(blocks, core, [a or b for a, b in zip(first, second, strict=True)])
    one = [a != b for a, b in zip(first, second, strict=True)]
    taken = tuple(block for block, keep in zip(blocks, kept, strict=True) if keep)
    return Story(taken, (*warnings, *_report(blocks, kept, one, warnings), *_hidden(blocks, kept)))


def fragment(page: Page) -> Story:
    """All of what is a story already, such as an entry of a feed; only hidden text and lone links to others are out."""
    shown = [block.zone != "hidden" for block in page.blocks]
    kept = _without_teasers(page.blocks, shown)
    taken = tuple(block for block, keep in zip(page.blocks, kept, strict=True) if keep)
    return Story(taken, _hidden(page.blocks, kept))


def _whole(blocks: Sequence[Block], warnings: Sequence[Warned]) -> Story:
    """All visible text of a page on which no story could be told from the rest: menus too, if there is nothing else."""
    kept = [block.zone not in _OUTSIDE or block.zone == "figure" for block in blocks]
    kept = kept if any(kept) else [block.zone != "hidden" for block in blocks]
    taken = tuple(block for block, keep in zip(blocks, kept, strict=True) if keep)
    return Story(taken, (*warnings, warn("W112"), *_hidden(blocks, kept)) if taken else ())


def _trusted_zones(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, without zones that hold more running text than the open page: a menu or footer that never closes."""
    words: Counter[str] = Counter()
    for block in blocks:
        if block.linked <= LINK_SHARE * len(block.text):
            words[block.zone] += len(_tokens(block.text))
    wrong = {zone for zone in _OUTSIDE - {"hidden"} if words[zone] > max(words[""], 3 * TEXTLIKE_WORDS)}
    return [replace(block, zone="") if block.zone in wrong else block for block in blocks]


def _hidden_blocks(blocks: Sequence[Block], core: Sequence[bool]) -> list[bool]:
    """Which blocks are hidden from readers; none where that would leave little, as on pages that a script unveils."""
    hidden = [block.zone == "hidden" for block in blocks]
    seen = _words_of(blocks, [both and not hide for both, hide in zip(core, hidden, strict=True)])
    return hidden if seen >= FEW * _words_of(blocks, core) else [False] * len(blocks)


def _settle(blocks: Sequence[Block], core: Sequence[bool], either: Sequence[bool]) -> list[bool]:
    """Which blocks are in: the core, what reads like text inside it, and what one extractor took right beside it."""
    inside = [at for at, both in enumerate(core) if both]
    start, first, last = _head(blocks, inside[0]), inside[0], inside[-1]
    kept = list(core)
    for at in range(start, last):
        stamp = at < first and blocks[at].tag not in HEADINGS and _CLOCK.search(blocks[at].text) is not None
        sibling = at > 0 and kept[at - 1] and blocks[at].tag == blocks[at - 1].tag == "li"
        kept[at] = core[at] or (_is_inside(blocks[at], either[at] or sibling) and not stamp)
    for beside in (range(start - 1, -1, -1), range(last + 1, len(blocks))):
        for at in beside:
            if not _is_beside(blocks[at], either[at]):
                break
            kept[at] = True
    for at in range(len(blocks) - 1, -1, -1):
        orphan = blocks[at].tag in HEADINGS and not core[at] and at > first
        kept[at] = kept[at] and not (orphan and (at + 1 == len(blocks) or not kept[at + 1]))
    return _without_teasers(blocks, kept)


def _head(blocks: Sequence[Block], first: int) -> int:
    """Where the story begins: at the last `h1` above its first paragraph; standfirst and date stand between."""
    heads = [at for at in range(first) if blocks[at].tag == "h1" and blocks[at].zone not in _OUTSIDE]
    return heads[-1] if heads else first


def _without_teasers(blocks: Sequence[Block], kept: list[bool]) -> list[bool]:
    """What is kept, without lines that are mostly a link to another story, where they are few."""
    teasers = [
        keep
        and block.tag not in HEADINGS
        and block.linked > TEASER_SHARE * len(block.text)
        and len(_tokens(block.text)) < LONGEST_TEASER
        for block, keep in zip(blocks, kept, strict=True)
    ]
    if _words_of(blocks, teasers) > FEW_TEASERS * _words_of(blocks, kept):
        return kept
    return [keep and not teaser for keep, teaser in zip(kept, teasers, strict=True)]


def _is_inside(block: Block, either: bool) -> bool:
    heading = block.tag in HEADINGS and block.zone not in _OUTSIDE
    return heading or (_is_textlike(block) and (either or len(_tokens(block.text)) >= WHOLE_PARAGRAPH))


def _is_beside(block: Block, either: bool) -> bool:
    if block.zone in _OUTSIDE or block.linked > LINK_SHARE * len(block.text):
        return False
    return either or len(_tokens(block.text)) >= WHOLE_PARAGRAPH


def _is_textlike(block: Block) -> bool:
    return (
        block.zone not in _OUTSIDE
        and block.linked <= LINK_SHARE * len(block.text)
        and len(_tokens(block.text)) >= TEXTLIKE_WORDS
    )


def _both(page: Page, source: str) -> tuple[list[bool], list[bool]]:
    """Which blocks each extractor took."""
    if page.tags > MAX_TAGS or page.depth > MAX_DEPTH:
        nothing = [False] * len(page.blocks)
        return nothing, nothing
    tokens = [_tokens(block.text) for block in page.blocks]
    return _votes(tokens, _attempt(_trafilatura, source)), _votes(tokens, _attempt(_resiliparse, source))


def _attempt(extract: Callable[[str], str], source: str) -> str:
    """An extractor's text; empty when it fails, which pages can make both do."""
    try:
        return extract(source)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # any failure of a foreign library is the same to us: the other one is asked
        return ""


def _trafilatura(source: str) -> str:
    import trafilatura

    return trafilatura.extract(source, include_comments=False, include_tables=True) or ""


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, main_content=True, alt_texts=False, list_bullets=False))


def _votes(blocks: Sequence[list[str]], extracted: str) -> list[bool]:
    lines = [_tokens(line) for line in extracted.split("\n")]
    whole = {tuple(line) for line in lines}
    grams = {gram for line in lines for gram in zip(line, line[1:], line[2:], strict=False)}
    return [_is_taken(block, whole, grams) for block in blocks]


def _is_taken(tokens: list[str], whole: set[tuple[str, ...]], grams: set[tuple[str, str, str]]) -> bool:
    if not tokens:
        return False
    if len(tokens) < GRAM or tuple(tokens) in whole:
        return tuple(tokens) in whole
    mine = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return sum(gram in grams for gram in mine) >= TAKEN * len(mine)


def _tokens(text: str) -> list[str]:
    return _WORD.findall(_UNSEEN.sub("", text).lower())


def _words_of(blocks: Sequence[Block], votes: Sequence[bool]) -> int:
    return sum(len(_tokens(block.text)) for block, vote in zip(blocks, votes, strict=True) if vote)


def _report(
    blocks: Sequence[Block], kept: Sequence[bool], one: Sequence[bool], failed: Sequence[Warned]
) -> tuple[Warned, ...]:
    warnings: list[Warned] = []
    words = [len(_tokens(block.text)) for block in blocks]
    total = sum(n for n, keep in zip(words, kept, strict=True) if keep)
    alone = sum(n for n, keep, single in zip(words, kept, one, strict=True) if keep and single)
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    dropped = [
        at for at, keep in enumerate(kept) if not keep and (one[at] or (first < at < last and _is_textlike(blocks[at])))
    ]
    lost = sum(words[at] for at in dropped)
    if not failed and (lost > max(TEXTLIKE_WORDS, total // 100) or alone > max(TEXTLIKE_WORDS, total // 10)):
        warnings.append(warn("W109", kept=alone, dropped=lost, sample=_sample(blocks, dropped)))
    beside = [at for at, block in enumerate(blocks) if not kept[at] and _is_textlike(block)]
    left = sum(words[at] for at in beside)
    if left > MANY * total:
        warnings.append(warn("W111", dropped=left, words=left + total, sample=_sample(blocks, beside)))
    return tuple(warnings)


def _sample(blocks: Sequence[Block], which: Sequence[int]) -> str:
    words = [word for at in which[:3] for word in blocks[at].text.split()]
    return " ".join(words[:_SAMPLE_WORDS]) + ("…" if len(words) > _SAMPLE_WORDS else "") if words else "—"


def _hidden(blocks: Sequence[Block], kept: Sequence[bool]) -> tuple[Warned, ...]:
    words = sum(len(_tokens(b.text)) for b, keep in zip(blocks, kept, strict=True) if not keep and b.zone == "hidden")
    return (warn("W113", which=f"hidden text ({words} words)"),) if words >= TEXTLIKE_WORDS else ()
