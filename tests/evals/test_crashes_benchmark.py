"""The benchmark of kills: its short run, in a process of its own, and how it tells what is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.benchmarks.crashes import bare
from evals.benchmarks.crashes.history import KINDS, History
from evals.benchmarks.crashes.points import watched
from evals.benchmarks.crashes.verdict import Verdict, compare
from index.journal import FILE, Journal

BEFORE, AFTER = {"a": "rain", "b": "snow"}, {"a": "rain", "b": "sleet", "c": "hail"}


def test_killed_at_random_and_at_every_kind_of_point_an_archive_loses_nothing(
    python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    code = "import sys; from evals.benchmarks.crashes.__main__ import main; sys.exit(main(sys.argv[1:]))"
    told = python(code, *"--kills 25 --times 1 --ends --bare 2 --seconds 10".split())
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Seed " in told.stdout
    assert ", 0 wrong." in told.stdout


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        (BEFORE, (0, 0, 0)),
        (AFTER, (1, 0, 0)),
        ({"b": "snow"}, (-1, 1, 0)),
        ({"a": "fog", "b": "snow"}, (-1, 1, 1)),
        (BEFORE | {"d": "fog"}, (-1, 0, 1)),
        (BEFORE | {"c": "hail"}, (-1, 0, 1)),  # half of the change
    ],
)
def test_rows_are_of_the_state_before_or_after_or_something_is_lost_or_a_phantom(
    held: dict[str, str], verdict: tuple[int, int, int]
) -> None:
    assert compare(list(held.items()), [BEFORE, AFTER]) == verdict
    assert Verdict(*verdict).harmless == (verdict[0] >= 0)


def test_a_row_that_is_there_twice_is_a_phantom() -> None:
    assert compare([*BEFORE.items(), ("a", "rain")], [BEFORE, AFTER]) == (-1, 0, 1)


def test_the_same_seed_gives_the_same_steps_of_every_kind() -> None:
    one, other = History(3), History(3)
    assert [one.step(number) for number in range(20)] == [other.step(number) for number in range(20)]
    assert {one.step(number).kind for number in range(20)} == set(KINDS)
    assert all(one.state(number) for number in range(1, 20))


def test_points_are_the_commits_of_changes_and_not_of_readings(tmp_path: Path) -> None:
    names: list[str] = []
    with watched(names.append):
        journal = Journal.open(tmp_path / FILE, create=True)
        made = len(names)
        with journal.reading():
            pass
        with journal.writing("test"):
            pass
        journal.close()
    assert names == ["commit"] * (made + 1)


def test_later_upserts_replace_the_first() -> None:
    turns = bare.HELD // bare.ROWS
    assert len(bare.expected(turns)) == len(bare.expected(turns + 3)) == bare.HELD
    first = bare.rows(0)[0][0]
    assert not (bare.expected(turns)[first] == bare.expected(turns + 1)[first]).all()
