"""The table of hostile and damaged files: `FAMILIES[name]()` yields the bytes of each file of a family.

A family's name says what is wrong with its files. Everything is derived from fixed seeds: the same files every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile import containers, documents, encodings, markup

MADE = (
    markup.nested_blocks,
    markup.nested_inline,
    markup.nested_lists_and_tables,
    markup.many_elements,
    markup.unclosed_tags,
    markup.unclosed_raw_text,
    markup.attribute_floods,
    markup.entity_floods,
    markup.metadata_bait,
    markup.hidden_text,
    markup.misnested_zones,
    markup.hostile_markdown,
    encodings.invalid_utf8_pages,
    encodings.invalid_utf8_text,
    encodings.wrong_charsets,
    encodings.wide_charsets,
    encodings.lone_surrogates,
    encodings.nul_characters,
    encodings.random_bytes,
    encodings.random_bytes_behind_a_mark,
    encodings.endless_lines,
    encodings.floods,
    encodings.bidirectional_and_invisible,
    encodings.look_alikes,
    encodings.terminal_sequences,
    encodings.almost_nothing,
    encodings.other_languages,
    containers.truncated_files,
    containers.flipped_bytes,
    containers.zip_bombs,
    containers.gzip_bombs,
    containers.zip_slip,
    containers.broken_zips,
    containers.nested_archives,
    containers.many_members,
    containers.hostile_feeds,
    containers.entity_bombs_in_feeds,
    containers.hostile_json,
    containers.broken_json_lines,
    containers.hostile_tables,
    containers.hostile_mail,
    containers.broken_saved_pages,
    containers.hostile_web_archives,
    containers.two_formats_in_one,
    containers.foreign_files,
    documents.entity_bombs_in_documents,
    documents.hostile_documents,
    documents.cyclic_pdfs,
    documents.pdf_bombs,
    documents.broken_pdfs,
    documents.scripts_in_fields,
)
FAMILIES: dict[str, Callable[[], Iterator[bytes]]] = {made.__name__: made for made in MADE}
