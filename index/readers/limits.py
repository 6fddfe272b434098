"""What a file may cost. One that is over a limit is a failed row of the report, never a dead run."""

from __future__ import annotations

SECONDS = 10.0
"""Wall clock for a file; for one that gives many articles, without a new one."""

CPU_SECONDS = 15
"""Processor time for the same, after which a reading process that nobody watches ends itself."""

MEMORY_BYTES = 1 << 30
"""Address space of the reading process."""

FILE_BYTES = 10_000_000
"""A file that is read whole (everything but JSON lines and zip archives), and the text in it."""

PAGE_BYTES = 2_000_000
PAGE_ELEMENTS = 20_000
"""Of HTML; an entry of a feed is held to the same."""

PDF_PAGES = 200

DOCX_BYTES = 50_000_000
"""The text of a Word document with its markup, unpacked."""

ROW_BYTES = 10_000_000
"""A line of a JSON lines file, which may have any number of them."""

BAD_ROWS = 1_000
"""Rows one after another without an article, after which the rest of a file is left."""

UNPACKED_BYTES = 100_000_000
UNPACKED_RATIO = 50
"""Gzipped JSON lines: what they may unpack to, or this many times their size where that is more."""

ZIP_BYTES = 1_000_000_000
ZIP_MEMBERS = 10_000
"""A zip archive: all its members unpacked, and their number."""

CHILD_FILES = 1_000
"""Files that one reading process reads before a new one takes its place: parsers leak."""

CHILD_IDLE_SECONDS = 60
"""How long a reading process waits for its next file before it ends itself."""
