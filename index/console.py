"""What is run by ``python -m`` tells its errors as the command line does: with their remedy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import DatelineError


@contextmanager
def errors_told() -> Iterator[None]:
    """Ends the process with the exit code of a `DatelineError`, its message and remedy on stderr."""
    try:
        yield
    except DatelineError as error:
        sys.stderr.write(f"Error: {error.message}\n→ {error.remedy}\n")
        sys.exit(error.exit_code)
