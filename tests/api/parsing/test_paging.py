import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from service.api.parsing.paging import decode_cursor, encode_cursor
from service.api.problems import ProblemError
from tests.api.support import problem


@given(at=st.datetimes(timezones=st.just(UTC)), story_id=st.text(max_size=50))
def test_a_cursor_gives_back_the_position(at: datetime, story_id: str) -> None:
    cursor = encode_cursor((at, story_id))
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?# ")
    assert decode_cursor(cursor) == (at, story_id)


@given(cursor=st.text(max_size=80) | st.text("ABCabc012-_", max_size=80))
def test_any_other_text_is_refused(cursor: str) -> None:
    with pytest.raises(ProblemError):
        decode_cursor(cursor)


@pytest.mark.parametrize(
    "inside",
    [
        '["2026-11-20T12:00:00","s-1"]',
        '["2026-11-20T12:00:00+00:00",1]',
        '["2026-11-20T12:00:00+00:00", "s-1"]',
        '["2026-11-20T12:00:00+00:00"]',
        '["0001-01-01T00:00:00+14:00","s-1"]',
        '["9999-12-31T23:59:59-14:00","s-1"]',
        '{"at":1,"id":2}',
        "[" * 3000,
    ],
)
def test_a_tampered_cursor_is_a_problem(client: TestClient, inside: str) -> None:
    cursor = base64.urlsafe_b64encode(inside.encode()).decode().rstrip("=")
    members = problem(client.get("/v1/stories", params={"cursor": cursor}), 400, "invalid-cursor")
    assert "next_cursor" in members["remedy"]


def test_a_position_keeps_its_zone() -> None:
    at = datetime(2026, 11, 20, tzinfo=timezone(timedelta(hours=2)))
    assert decode_cursor(encode_cursor((at, "s")))[0] == at
