"""Files into articles: `discover` finds the files, `read` gives what is in one.

`read` works in this process; `index.readers.sandbox` does the same in a child process with limits.
"""

from __future__ import annotations

from index.readers.file import read
from index.readers.source import Failure, Source
from index.readers.walk import discover

__all__ = ["Failure", "Source", "discover", "read"]
