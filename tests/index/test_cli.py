"""The command line's frame: which commands there are, what errors look like, exit codes, lightness."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import Any

import pytest
import typer

from index import cli
from index.errors import Damaged, Missing

INDEX = EntryPoint("index", "index.commands:register", cli.GROUP)


class Command:
    """An entry point that adds one command, ``go``."""

    name = value = "go"

    def __init__(self, body: Callable[[], None]) -> None:
        self.body = body

    def load(self) -> Callable[[typer.Typer], Any]:
        def go(as_json: cli.JsonOption = False) -> None:
            self.body()

        return lambda app: app.command("go")(go)


def _run(body: Callable[[], None], *flags: str) -> int:
    # A second command, because typer drops the name of an only one.
    return cli.run(["go", *flags], [Command(body), INDEX])  # type: ignore[list-item]


def _raise(error: BaseException) -> Callable[[], None]:
    def body() -> None:
        raise error

    return body


def test_an_error_says_what_happened_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(_raise(Missing("There is no archive at x.", "Index something first: `dateline add PATH`.")))
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err == "Error: There is no archive at x.\n→ Index something first: `dateline add PATH`.\n"


def test_with_json_an_error_is_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(_raise(Damaged("The journal is damaged.", "Restore it.", "journal.sqlite")), "--json")
    out, err = capsys.readouterr()
    assert code == 3
    assert json.loads(out) == {
        "error": {"code": "damaged", "message": "The journal is damaged.", "remedy": "Restore it."}
    }
    assert err == "Error: The journal is damaged.\n→ Restore it.\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["show"], ["info", "--colour"], ["add"]])
def test_wrong_use_exits_with_2_and_points_to_the_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments, [INDEX]) == 2
    assert capsys.readouterr().err.endswith("\n→ `dateline --help` shows what there is.\n")


def test_an_unexpected_error_is_one_line_unless_debugging(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _run(_raise(ZeroDivisionError("by zero"))) == 1
    assert capsys.readouterr().err == (
        "Error: Internal error: ZeroDivisionError: by zero\n"
        "→ DATELINE_DEBUG=1 shows where; please report it.\n"
    )
    monkeypatch.setenv("DATELINE_DEBUG", "1")
    assert _run(_raise(ZeroDivisionError("by zero"))) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_exits_with_130() -> None:
    assert _run(_raise(KeyboardInterrupt())) == 130


def test_a_command_may_choose_its_exit_code() -> None:
    assert _run(_raise(typer.Exit(1))) == 1
    assert _run(lambda: None) == 0


def test_a_broken_package_does_not_take_the_other_commands_along(capsys: pytest.CaptureFixture[str]) -> None:
    broken = EntryPoint("broken", "index.no_such_module:register", cli.GROUP)
    assert cli.run(["--help"], [broken, INDEX]) == 0
    out, err = capsys.readouterr()
    assert "info" in out
    assert err.startswith("The commands of index.no_such_module:register are missing: No module named")


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([], [INDEX]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: dateline")
    for command in ("add", "list", "show", "set", "remove", "info"):
        assert f"  {command}  " in out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "version", lambda name: f"1.2.3 of {name}")
    assert cli.run(["--version"], [INDEX]) == 0
    assert capsys.readouterr().out == "dateline 1.2.3 of dateline\n"


def test_a_reader_that_goes_away_is_no_internal_error() -> None:
    code = (
        "import sys, typer\nfrom index import cli\n"
        "class Go:\n    name = value = 'go'\n"
        "    def load(self):\n        return lambda app: app.command('go')(go)\n"
        "def go():\n    for number in range(100_000):\n        print(number)\n"
        "class No(Go):\n    def load(self):\n        return lambda app: app.command('no')(lambda: None)\n"
        "sys.exit(cli.run(['go'], [Go(), No()]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait()


@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["info", "--archive", "/nowhere"]])
def test_the_command_line_loads_none_of_the_giants(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom importlib.metadata import EntryPoint\nfrom index import cli\n"
        f"cli.run({arguments!r}, [EntryPoint('index', 'index.commands:register', cli.GROUP)])\n"
        "giants = {'torch', 'sentence_transformers', 'chromadb', 'llama_index', 'gradio', 'onnxruntime'}\n"
        "print(sorted(giants & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
