"""The two ways to read a program's pipes behave alike."""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from goverify.host.local.streams import OUTPUT_LIMIT_BYTES, SelectedStreams, Streams, ThreadedStreams

KINDS = [
    pytest.param(
        SelectedStreams, marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot wait for a pipe")
    ),
    ThreadedStreams,
]


@dataclass
class Pipes:
    """Both ends of what a program writes."""

    streams: Streams
    out: io.FileIO
    err: io.FileIO


@pytest.fixture(params=KINDS)
def pipes(request: pytest.FixtureRequest) -> Iterator[Pipes]:
    """Return open pipes, nothing written yet."""
    (out, to_out), (err, to_err) = os.pipe(), os.pipe()
    streams: Streams = request.param(io.FileIO(out), io.FileIO(err))
    with io.FileIO(to_out, "w") as write_out, io.FileIO(to_err, "w") as write_err:
        yield Pipes(streams, write_out, write_err)
    streams.drain(5)
    streams.close()


def test_what_was_written_is_read(pipes: Pipes) -> None:
    pipes.out.write(b"one ")
    pipes.err.write(b"other")
    pipes.out.write(b"two")
    pipes.out.close()
    pipes.err.close()
    assert pipes.streams.drain(5)
    assert (pipes.streams.out.text(), pipes.streams.err.text()) == ("one two", "other")
    assert not pipes.streams.flooded


def test_an_open_pipe_has_not_ended(pipes: Pipes) -> None:
    pipes.out.close()
    assert not pipes.streams.drain(0.05)
    assert not pipes.streams.ended


def test_waiting_ends_with_news(pipes: Pipes) -> None:
    pipes.out.write(b"news")
    while not pipes.streams.out.data:
        pipes.streams.wait(60)
    assert pipes.streams.out.text() == "news"


def test_a_flood_is_cut_and_the_pipe_given_up(pipes: Pipes) -> None:
    left = OUTPUT_LIMIT_BYTES + 1
    while left:
        left -= pipes.err.write(b"x" * min(left, 4096)) or 0
        if not isinstance(pipes.streams, ThreadedStreams):
            pipes.streams.wait(0)
    pipes.out.close()
    assert pipes.streams.drain(5)
    assert pipes.streams.flooded
    assert len(pipes.streams.err.data) == OUTPUT_LIMIT_BYTES
