"""tree.goenv-missing: a missing go.env is reported from 1.21 on."""

import pytest

from goverify.checks.tree.goenv_missing import goenv_missing
from goverify.facts import Unavailable
from tests.golang import Files, answer, findings, level, run, whole
from tests.hosts import BORING, go_binary

ROOT = "/usr/local/go"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_it(name: str) -> None:
    assert not findings(goenv_missing, whole(name))


def test_a_missing_file_is_reported() -> None:
    host = whole().but(files={f"{ROOT}/go.env": None})
    [finding] = findings(goenv_missing, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-goenv-missing", host.path(ROOT), "medium")
    assert "GOPROXY" in finding.message


def test_older_releases_have_none() -> None:
    files: Files = {f"{ROOT}/go.env": None, f"{ROOT}/VERSION": "go1.20.14\n", f"{ROOT}/bin/go": go_binary("go1.20.14")}
    with pytest.raises(Unavailable, match=r"1\.21"):
        findings(goenv_missing, whole().but(files=files, runs=[run("go", answer(ROOT, "go1.20.14"))]))
