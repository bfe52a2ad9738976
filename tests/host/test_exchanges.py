"""What was asked of the web is recorded by its address, replayed as it was, and redacted like all else."""

import json

import jsonschema
import pytest

from goverify.host import NotRecorded
from goverify.host.recorded import BadRecording, RecordedHost
from goverify.host.recording import RecordingHost
from goverify.host.web import Certificate, Exchange, Login, Trouble
from tests.hosts import boring
from tests.schemas import schema

URL = "https://mirror.example/x"
ANSWERS = [
    Exchange(200, b"content", content_type="text/plain", skew_s=-3),
    Exchange(200, b"\xff\xfe", cut=True),
    Exchange(302, location="/there", challenge="Basic"),
    Exchange(trouble=Trouble.PROXY, words="refused", variable="HTTPS_PROXY", proxy="127.0.0.1:9"),
    Exchange(
        trouble=Trouble.UNTRUSTED, certificate=Certificate("A CA", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
    ),
]


def answering(answer: Exchange) -> RecordedHost:
    """Return a host whose network gives one answer."""
    return boring("linux").but(exchanges={URL: answer})


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_survives_the_file(answer: Exchange) -> None:
    text = answering(answer).dump()
    jsonschema.validate(json.loads(text), schema("host"))
    assert RecordedHost.load(text).exchange(URL, 1) == answer


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_recording_gives_the_answer_again(answer: Exchange) -> None:
    recorder = RecordingHost(answering(answer))
    recorder.exchange(URL, 1000, Login("me", "hunter22"))
    text = recorder.recording()
    assert RecordedHost.load(text).exchange(URL, 1000) == answer
    assert "hunter22" not in text


def test_what_was_not_asked_is_not_known() -> None:
    with pytest.raises(NotRecorded, match="elsewhere"):
        answering(ANSWERS[0]).exchange("https://elsewhere.example/", 1)


def test_a_long_answer_is_not_kept() -> None:
    recorder = RecordingHost(answering(Exchange(200, b"x" * (64 << 10 | 1))))
    assert recorder.exchange(URL, 1 << 20).status == 200
    assert "exchanges" not in json.loads(recorder.recording())


def test_people_and_secrets_in_answers_are_redacted() -> None:
    answer = Exchange(200, b"see /home/gopher/secrets", location="https://me:hunter22@away.example/")
    recorder = RecordingHost(answering(answer))
    recorder.exchange(URL, 1000)
    text = recorder.recording()
    assert "hunter22" not in text
    assert "/home/gopher/secrets" not in text


@pytest.mark.parametrize(
    "exchange",
    [{"trouble": "bad luck"}, {"body64": "?"}, {"certificate": {"issuer": "x"}}, {"status": -1}, {"more": 1}],
)
def test_what_is_no_answer_is_refused(exchange: dict[str, object]) -> None:
    recording = json.loads(answering(ANSWERS[0]).dump()) | {"exchanges": {URL: exchange}}
    with pytest.raises(BadRecording, match="exchanges"):
        RecordedHost.load(json.dumps(recording))
