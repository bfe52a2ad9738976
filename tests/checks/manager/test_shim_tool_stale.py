"""manager.shim-tool-stale: a tool that the active version has and its shim does not know is reported; others are not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.shim_tool_stale import shim_tool_stale
from goverify.host import Host
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, go_binary, script
from tests.managing import APP, ASDF, asdf_shim, with_asdf

NEW = f"{ASDF}/installs/golang/1.27.3/packages/bin"


def with_dlv(*listed: str, there: bool) -> RecordedHost:
    tool = {f"{NEW}/dlv": go_binary("go1.27.3", path="dlv")} if there else {}
    shim = {f"{ASDF}/shims/dlv": asdf_shim(listed, "dlv"), f"{APP}/.tool-versions": "golang 1.27.3\n"}
    return with_asdf("1.26.6", "1.27.3", files=tool | shim)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_asdf(name: str) -> None:
    assert not findings(shim_tool_stale, boring(name))


def test_a_tool_that_was_not_reshimmed_is_reported() -> None:
    [finding] = findings(shim_tool_stale, with_dlv("1.26.6", there=True))
    assert finding.message == "dlv: installed for golang 1.27.3, but the asdf shim lists 1.26.6 alone"
    assert (level(finding), commands(finding)) == ("low", ("asdf reshim golang",))


def test_a_tool_of_another_version_alone_is_worth_a_word() -> None:
    [finding] = findings(shim_tool_stale, with_dlv("1.26.6", there=False))
    assert (level(finding), commands(finding)) == ("info", ())


def up_to_date() -> Host:
    return with_dlv("1.26.6", "1.27.3", there=True)


def of_another_language() -> Host:
    node = script('#!/usr/bin/env bash\n# asdf-plugin: nodejs 20.1.0\nexec asdf exec "npm" "$@"\n')
    return with_dlv("1.27.3", there=True).but(files={f"{ASDF}/shims/npm": node})


def without_a_choice() -> Host:
    return with_dlv("1.26.6", there=True).but(files={f"{APP}/.tool-versions": None})


def off_path() -> Host:
    return with_dlv("1.26.6", there=True).but(env={"PATH": "/usr/local/go/bin"})


@pytest.mark.parametrize("host", [up_to_date, of_another_language, without_a_choice, off_path])
def test_what_is_up_to_date_or_none_of_go_s_is_not_reported(host: Callable[[], Host]) -> None:
    assert not findings(shim_tool_stale, host())
