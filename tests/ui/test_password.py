"""The password: who brings it, who does not, and who guesses."""

from __future__ import annotations

import base64
import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.walls import (
    RIGHT,
    basic,
    reached,
    send,
    walled,
)


def test_with_the_password_the_page_opens_whatever_the_name() -> None:
    app = walled(password=RIGHT)
    assert send(app, "/static/x", headers=basic(RIGHT)).status_code == 200
    assert send(app, "/static/x", headers=basic(RIGHT, "somebody else")).status_code == 200


def test_a_password_may_hold_a_colon_and_letters_of_any_script() -> None:
    chosen = "pass:wörd:密码"
    app = walled(password=chosen)
    assert send(app, "/static/x", headers=basic(chosen)).status_code == 200
    assert send(app, "/static/x", headers=basic("pass")).status_code == 401


@pytest.mark.parametrize(
    "path", ["/", "/article?archive=own&id=a", "/static/x", "/dateline/chat.js", "/config"]
)
def test_without_the_password_nothing_opens(path: str) -> None:
    app = walled(password=RIGHT)
    for headers in ((), basic("wrong"), basic("")):
        response = send(app, path, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == 'Basic realm="Dateline", charset="UTF-8"'
        assert response.text == "Dateline asks for its password."


@pytest.mark.parametrize(
    "authorization",
    [
        b"",
        b"Basic",
        b"Basic ",
        b"Basic !!!",
        b"Basic YQ",
        b"Basic YWJj",
        b"Basic \xe9\xe9\xe9\xe9",
        b"Bearer " + base64.b64encode(f"x:{RIGHT}".encode()),
        RIGHT.encode(),
    ],
)
def test_a_header_that_brings_no_password_is_asked_again(authorization: bytes) -> None:
    app = walled(password=RIGHT)
    assert send(app, "/static/x", headers=[("authorization", authorization)]).status_code == 401


@given(st.binary(max_size=60))
@settings(max_examples=60)
def test_no_header_gets_past_the_password(authorization: bytes) -> None:
    app = walled(password=RIGHT)
    sent = re.sub(rb"[\x00-\x1f\x7f]", b"", authorization).strip()
    for header in (sent, b"Basic " + sent, b"Basic " + base64.b64encode(authorization)):
        assert send(app, "/static/x", headers=[("authorization", header)]).status_code == 401


def test_health_is_told_without_the_password() -> None:
    app = walled(password=RIGHT)
    assert reached(send(app, "/health"))
    assert send(app, "/health/").status_code == 401


def test_after_ten_wrong_passwords_an_address_waits_a_minute(clock: SimpleNamespace) -> None:
    app = walled(password=RIGHT)
    for _ in range(10):
        assert send(app, "/static/x", headers=basic("wrong")).status_code == 401
    response = send(app, "/static/x", headers=basic(RIGHT))
    assert (response.status_code, response.headers["retry-after"]) == (429, "60")
    assert response.text == "Too many wrong passwords. Wait a minute."
    assert send(app, "/static/x", headers=basic(RIGHT), address="10.0.0.2").status_code == 200
    clock.now += 61
    assert send(app, "/static/x", headers=basic(RIGHT)).status_code == 200


def test_wrong_passwords_are_counted_over_the_last_minute_only(clock: SimpleNamespace) -> None:
    app = walled(password=RIGHT)
    for _ in range(40):
        assert send(app, "/static/x", headers=basic("wrong")).status_code == 401
        clock.now += 7


def test_who_brings_no_password_is_not_counted(clock: SimpleNamespace) -> None:
    app = walled(password=RIGHT)
    for _ in range(30):
        assert send(app, "/static/x").status_code == 401
    assert send(app, "/static/x", headers=basic(RIGHT)).status_code == 200


def test_a_right_password_does_not_stand_against_a_foreign_name() -> None:
    app = walled(password=RIGHT)
    headers = [("host", "evil.example"), *basic(RIGHT)]
    assert send(app, "/static/x", headers=headers).status_code == 421
