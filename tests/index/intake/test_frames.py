from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.intake import frames
from index.intake.read import ReadOutcome


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_messages_pass_through_a_pipe_as_they_were(messages: list[bytes]) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0) as source, os.fdopen(writing, "wb", 0) as sink:
        for message in messages:
            frames.send(sink, message)
        assert [frames.receive(source) for _ in messages] == messages
        sink.close()
        assert frames.receive(source) is None


def test_a_message_that_breaks_off_or_is_none_is_noticed() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0) as source, os.fdopen(writing, "wb", 0) as sink:
        sink.write((100).to_bytes(8, "big") + b"short")
        sink.close()
        assert frames.receive(source) is None
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0) as source, os.fdopen(writing, "wb", 0) as sink:
        sink.write(b"Segmentation fault")
        with pytest.raises(ValueError, match="is none of ours"):
            frames.receive(source)


class Runs:
    """What a child that was taken over might send: unpacking it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return (os.mkdir, (str(self.folder),))


def test_nothing_that_a_child_sends_is_run(tmp_path: Path) -> None:
    made = tmp_path / "made"
    with pytest.raises(pickle.UnpicklingError, match="mkdir is no part of a reading"):
        frames.unpack_outcome(pickle.dumps((Runs(made), False)))
    assert not made.exists()


@pytest.mark.parametrize("sent", [7, (ReadOutcome(()), 1), ("a", True), (ReadOutcome(()),)])
def test_only_readings_are_taken_from_a_child(sent: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        frames.unpack_outcome(pickle.dumps(sent))


@given(st.binary(max_size=200))
def test_no_bytes_from_a_child_do_harm(message: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        frames.unpack_outcome(message)
