"""Questions are asked side by side, and a login stays with its server."""

import pytest

from goverify.facts import Facts
from goverify.facts.network.answers import State, asked, side_by_side
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Recording
from goverify.host.web import Exchange, Login
from tests.hosts import boring

LOGIN = Login("me", "hunter22")


class Watched(RecordedHost):
    """A host that notes who is sent a login."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording)
        self.sent: list[tuple[str, Login | None]] = []

    def exchange(self, url: str, limit_bytes: int, login: Login | None = None) -> Exchange:
        self.sent.append((url, login))
        return super().exchange(url, limit_bytes, login)


def watched(**exchanges: Exchange) -> Watched:
    """Return a host on whose network https://a.example/<name> answers."""
    answers = {f"https://a.example/{name}": answer for name, answer in exchanges.items()}
    answers["https://b.example/"] = Exchange(200, b"there")
    return Watched(boring("linux").but(exchanges=answers).recording)


def test_answers_keep_the_order_of_the_questions() -> None:
    assert side_by_side(str, (3, 1, 2)) == ("3", "1", "2")
    assert side_by_side(str, ()) == ()


@pytest.mark.parametrize("number", [0, 2])
def test_what_one_question_raises_is_raised(number: int) -> None:
    def task(item: int) -> int:
        if item == number:
            raise LookupError(f"no {item}")
        return item

    with pytest.raises(LookupError, match=f"no {number}"):
        side_by_side(task, (0, 1, 2))


def test_a_login_does_not_follow_to_another_server() -> None:
    host = watched(x=Exchange(302, location="/y"), y=Exchange(302, location="https://b.example/"))
    found = asked(Facts(host), "https://a.example/x", login=LOGIN)
    assert (found.state, found.url) == (State.REACHED, "https://b.example/")
    assert host.sent == [
        ("https://a.example/x", LOGIN),
        ("https://a.example/y", LOGIN),
        ("https://b.example/", None),
    ]


@pytest.mark.parametrize("place", ["http://b.example/", "file:///etc/passwd", "/x"])
def test_what_go_does_not_follow_is_not_followed(place: str) -> None:
    host = watched(x=Exchange(302, location=place))
    assert asked(Facts(host), "https://a.example/x").state is State.REFUSED
    assert {url for url, _ in host.sent} == {"https://a.example/x"}
    assert len(host.sent) <= 5
