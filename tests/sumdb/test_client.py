"""Look-ups: a record is believed when a signed tree holds it that also holds the tree seen before."""

from collections.abc import Callable

import pytest

from goverify.sumdb.client import DATABASE, Client, check_proven, escaped, from_files
from goverify.sumdb.records import is_record, parse_answer, parse_head
from goverify.sumdb.refused import Refused
from tests.sumdb.logs import MODULE, Log, Signer, captured, record

NEWER, OLDER = "v0.0.1-go1.27.3.linux-amd64", "v0.0.1-go1.26.6.linux-amd64"
SUMS = {
    NEWER: "h1:r0ub+FnqzZxoWm/dSUOI9DcIqYWn/mNYGFJcv7PyBzs=",
    OLDER: "h1:owmNw4SPM9h46FGOeGJVUWzFEEDSmO6g7gAtWoXp28s=",
}


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_a_record_of_the_real_database_is_proven_by_what_it_answered(version: str) -> None:
    client = Client(DATABASE, captured)
    client.advance()
    proven = client.look_up(MODULE, version)
    assert proven.sum == SUMS[version]
    check_proven(proven, DATABASE, MODULE, version)


def test_three_real_heads_are_states_of_one_log() -> None:
    client = Client(DATABASE, captured)
    sizes = []
    for step in (lambda: client.look_up(MODULE, OLDER), lambda: client.look_up(MODULE, NEWER), client.advance):
        step()
        sizes.append(parse_head(client.newest, DATABASE).size)
    assert sizes == [66398721, 70835252, 71769961]


def test_a_real_record_under_another_platforms_name_is_refused() -> None:
    answers = {f"/lookup/{MODULE}@v0.0.1-go1.27.3.linux-arm64": captured(f"/lookup/{MODULE}@{NEWER}")}
    client = Client(DATABASE, from_files(answers))
    with pytest.raises(Refused, match=r"not that of .*linux-arm64 but of .*linux-amd64"):
        client.look_up(MODULE, "v0.0.1-go1.27.3.linux-arm64")


def test_a_real_record_with_another_hash_is_refused() -> None:
    path = f"/lookup/{MODULE}@{NEWER}"
    forged = captured(path).replace(b"h1:r0ub", b"h1:r1ub")
    client = Client(DATABASE, lambda asked: forged if asked == path else captured(asked))
    with pytest.raises(Refused, match="does not lead from the record to the signed root"):
        client.look_up(MODULE, NEWER)


def test_an_older_head_is_believed_and_not_remembered() -> None:
    log = Log(600)
    client = Client(log.signer.key, log.fetch, log.note())
    log.changed["/lookup/golang.org/toolchain@v0.0.5"] = b"5\n" + log.records[5] + b"\n" + log.note(300)
    assert client.look_up(MODULE, "v0.0.5").record == log.records[5]
    assert client.newest == log.note()


def test_a_newer_head_is_remembered() -> None:
    log = Log(600)
    client = Client(log.signer.key, log.fetch, log.note(300))
    client.advance()
    assert client.newest == log.note()


@pytest.mark.parametrize("remembered", [600, 599, 257, 1])
def test_a_log_that_tells_another_story_than_before_is_refused(remembered: int) -> None:
    log, other = Log(600), Log(600, salt="x")
    client = Client(log.signer.key, log.fetch, other.note(remembered))
    with pytest.raises(Refused, match="contradict each other"):
        client.advance()


def test_a_log_that_was_longer_before_and_another_is_refused() -> None:
    log, longer = Log(600), Log(700, salt="x")
    client = Client(log.signer.key, lambda path: log.note() if path == "/latest" else longer.fetch(path), longer.note())
    with pytest.raises(Refused, match="contradict each other"):
        client.advance()


def test_a_log_signed_by_another_key_is_refused() -> None:
    log = Log(10, Signer(9))
    with pytest.raises(Refused, match="known key"):
        Client(Signer(1).key, log.fetch).look_up(MODULE, "v0.0.3")


def test_a_record_beyond_the_tree_is_refused() -> None:
    log = Log(10)
    log.changed["/lookup/golang.org/toolchain@v0.0.3"] = b"10\n" + log.records[3] + b"\n" + log.note()
    with pytest.raises(Refused, match="record 10 is said to be in a tree of 10"):
        Client(log.signer.key, log.fetch).look_up(MODULE, "v0.0.3")


def test_a_record_at_another_place_is_refused() -> None:
    log = Log(10)
    log.changed["/lookup/golang.org/toolchain@v0.0.3"] = b"4\n" + log.records[3] + b"\n" + log.note()
    with pytest.raises(Refused, match="does not lead from the record"):
        Client(log.signer.key, log.fetch).look_up(MODULE, "v0.0.3")


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: b"x" + data,
        lambda data: b"-1" + data,
        lambda data: b"00" + data,
        lambda data: b"9" * 30 + data,
        lambda data: data.replace(b"\n\n", b"\n"),
        lambda data: data.partition(b"\n\n")[0],
        lambda data: data.replace(b"toolchain v", b"tool\x00chain v"),
        lambda data: data.replace(b"toolchain v", b"tool\xffchain v"),
        lambda data: b"",
    ],
)
def test_an_answer_of_another_form_is_refused(alter: Callable[[bytes], bytes]) -> None:
    log = Log(10)
    path = "/lookup/golang.org/toolchain@v0.0.3"
    log.changed[path] = alter(log.fetch(path))
    with pytest.raises(Refused):
        Client(log.signer.key, log.fetch).look_up(MODULE, "v0.0.3")


@pytest.mark.parametrize(
    "text",
    [
        "go.sum database tree\n5\n",
        "go.sum database trees\n5\n" + "A" * 43 + "=\n",
        "go.sum database tree\n05\n" + "A" * 43 + "=\n",
        "go.sum database tree\n5\nAAAA\n",
        "go.sum database tree\n5\n!!!!\n",
    ],
)
def test_a_signed_text_that_is_no_tree_head_is_refused(text: str) -> None:
    signer = Signer()
    with pytest.raises(Refused):
        parse_head(signer.note(text), signer.key)


def test_a_head_may_hold_further_lines() -> None:
    signer = Signer()
    note = signer.note("go.sum database tree\n5\n" + "A" * 43 + "=\nmore\n")
    assert parse_head(note, signer.key).size == 5


def test_what_is_kept_is_refused_where_its_parts_are_exchanged() -> None:
    log = Log(600)
    proven = Client(log.signer.key, log.fetch).look_up(MODULE, "v0.0.5")
    check_proven(proven, log.signer.key, MODULE, "v0.0.5")
    wrong = [
        proven._replace(record=log.records[6]),
        proven._replace(note=log.note(500)),
        proven._replace(sum="h1:other"),
        proven._replace(proof=proven.proof._replace(path=proven.proof.path[:-1])),
    ]
    for each in wrong:
        with pytest.raises(Refused):
            check_proven(each, log.signer.key, MODULE, "v0.0.5")


def test_an_answer_is_taken_apart() -> None:
    log = Log(3)
    answer = parse_answer(log.fetch("/lookup/x@v0.0.2"))
    assert answer == (2, record("v0.0.2"), log.note())


def test_a_record_is_whole_lines_of_text() -> None:
    assert is_record(b"a b h1:c\n")
    assert not any(map(is_record, [b"a", b"a\n\nb\n", b"\na\n", b"a\tb\n", b"\xff\n", b"a" * 70_000 + b"\n"]))


def test_capitals_are_escaped_in_addresses() -> None:
    assert escaped("github.com/BurntSushi/toml") == "github.com/!burnt!sushi/toml"
