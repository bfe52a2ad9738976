"""build.under-settings: what a user's settings break is reported under the setting's name; harmless ones are not."""

import pytest

from goverify.checks.build.under_settings import under_settings
from goverify.facts import Facts, Unavailable
from goverify.host import Completed
from goverify.model import Evidence
from tests.builds import GO, HELLO_BUILD, HELLO_RUN, PROBE_BUILD, failed, host
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

ENV_FILE = "/home/gopher/.config/go/env"


def test_nothing_is_built_where_no_setting_is_in_force() -> None:
    for name in BORING:
        with pytest.raises(Unavailable, match="no setting of Go's is in force"):
            list(under_settings(Facts(boring(name))))


@pytest.mark.parametrize(
    "env",
    [{"GOFLAGS": "-mod=mod"}, {"GOFLAGS": "-mod=vendor"}, {"GOAMD64": "v2"}, {"GOOS": "linux"}, {"GODEBUG": "x=1"}],
)
def test_settings_that_harm_nothing_yield_nothing(env: dict[str, str]) -> None:
    seen = list(under_settings(Facts(host(**env))))
    assert [item for item in seen if not isinstance(item, Evidence)] == []
    assert [item.observed for item in seen if isinstance(item, Evidence)] == [
        f"built and ran a program with {next(iter(env))} as set"
    ]


@pytest.mark.parametrize(
    ("env", "said", "cause"),
    [
        ({"GOFLAGS": "-bogus"}, "go: parsing $GOFLAGS: unknown flag -bogus", "goflags-invalid"),
        ({"GOOS": "Linux"}, "go: unsupported GOOS/GOARCH pair Linux/amd64", "env-value-invalid"),
        ({"GOARCH": "x86_64"}, "go: unsupported GOOS/GOARCH pair linux/x86_64", "env-value-invalid"),
        ({"GOEXPERIMENT": "foo"}, "go: unknown GOEXPERIMENT foo", "goexperiment-invalid"),
        ({"TMPDIR": "/gone"}, "go: creating work dir: stat /gone: no such file or directory", "tmpdir-missing"),
        ({"GOFLAGS": "-mod=mod"}, "build flag -mod=mod only valid when using modules", "goflags-mod-leftover"),
    ],
)
def test_a_setting_that_breaks_the_build_is_named_with_its_value(env: dict[str, str], said: str, cause: str) -> None:
    [(name, value)] = env.items()
    plain, deeper = findings(under_settings, host({HELLO_BUILD: failed(said)}, **env))
    assert (plain.cause, deeper.cause, deeper.subject) == ("build-fails", cause, name)
    assert f"{name}={value}" in deeper.message
    assert commands(deeper) == (f"unset {name}",)


def test_where_no_words_name_the_setting_all_in_force_are_listed() -> None:
    [finding] = findings(under_settings, host({HELLO_BUILD: failed("odd")}, GOFLAGS="-v", GOAMD64="v2"))
    assert (finding.cause, str(finding.subject)) == ("build-fails", GO)
    assert "under this environment (GOFLAGS, GOAMD64): exit status 1: odd" in finding.message
    assert finding.fix
    assert "unset them one by one (GOFLAGS, GOAMD64)" in finding.fix.summary


def test_a_single_setting_that_no_words_name_is_taken_away_by_the_fix() -> None:
    [finding] = findings(under_settings, host({HELLO_BUILD: failed("odd")}, GOFLAGS="-msan"))
    assert finding.fix
    assert finding.fix.summary.startswith("Without GOFLAGS=-msan go builds and runs programs.")
    assert commands(finding) == ("unset GOFLAGS",)


@pytest.mark.parametrize(("arch", "starts"), [("386", True), ("arm64", False)])
def test_that_go_run_fails_is_said_of_machines_that_this_one_cannot_be(arch: str, starts: bool) -> None:
    [finding] = findings(under_settings, host({HELLO_BUILD: None}, GOARCH=arch))
    assert ("start here too" in finding.detail, "exec format error" in finding.detail) == (starts, not starts)


def test_settings_are_not_suspected_where_go_by_itself_fails_as_well() -> None:
    broken = host({HELLO_BUILD: failed("odd"), PROBE_BUILD: failed("odd")}, GOFLAGS="-v")
    [finding] = findings(under_settings, broken)
    assert finding.fix is None


def test_a_program_that_this_processor_cannot_run_is_blamed_on_the_level() -> None:
    dead = Completed(1, stderr="This program can only be run on AMD64 processors with v4 microarchitecture support.\n")
    plain, deeper = findings(under_settings, host({HELLO_RUN: dead}, GOAMD64="v4"))
    assert (plain.cause, deeper.cause, deeper.subject) == ("run-fails", "cpu-level-too-high", "GOAMD64")


def test_a_program_that_prints_something_else_is_reported() -> None:
    [finding] = findings(under_settings, host({HELLO_RUN: Completed(0, stdout="no\n")}, GOFLAGS="-v"))
    assert (finding.cause, "prints 'no' instead of 'it works'" in finding.message) == ("run-fails", True)


ON = {"CGO_ENABLED": "1"}


@pytest.mark.parametrize(
    ("env", "pair"),
    [({"GOOS": "windows"}, "windows/amd64"), ({"GOARCH": "arm64"}, "linux/arm64"), ({"GOARCH": "386"}, "linux/386")],
)
def test_another_machine_as_the_target_is_reported_and_nothing_is_built_for_it(env: dict[str, str], pair: str) -> None:
    [(name, value)] = env.items()
    [finding] = findings(under_settings, host({HELLO_BUILD: None}, **env))
    assert (finding.cause, finding.subject, level(finding)) == ("target-in-env", name, "high")
    assert f"{name}={value} in the environment makes every build one for {pair}" in finding.message
    assert "this host is linux/amd64" in finding.message
    assert commands(finding) == (f"unset {name}",)
    assert GO in {str(subject) for subject in finding.concerns}


@pytest.mark.parametrize("pair", [{"GOARCH": "arm64"}, {"GOARCH": "386"}])
def test_cgo_is_off_for_another_machine_unless_it_is_demanded(pair: dict[str, str]) -> None:
    details = [findings(under_settings, host({HELLO_BUILD: None}, **pair, **env))[0].detail for env in ({}, ON)]
    assert ["cgo is off" in detail for detail in details] == [True, False]


def test_a_target_of_two_settings_is_one_finding() -> None:
    [finding] = findings(under_settings, host({HELLO_BUILD: None}, GOOS="darwin", GOARCH="arm64"))
    assert "GOOS=darwin and GOARCH=arm64 in the environment" in finding.message
    assert commands(finding) == ("unset GOOS", "unset GOARCH")


def test_a_target_in_the_go_env_file_is_told_with_its_place() -> None:
    stored = host({HELLO_BUILD: None}).but(files={ENV_FILE: text("GOOS=windows\n")})
    [finding] = findings(under_settings, stored)
    assert f"GOOS=windows in {ENV_FILE}" in finding.message
    assert commands(finding) == (f"sed -i '/^GOOS=/d' {ENV_FILE}",)


def test_a_doubtful_folder_for_temporary_files_is_tried_without_any_setting() -> None:
    said = "go: creating work dir: mkdir /tmp/go-build7: permission denied"
    barred = host({HELLO_BUILD: failed(said)}).but(access={"/tmp": {"w": False}})
    plain, deeper = findings(under_settings, barred)
    assert "under this environment (the user's folder for temporary files)" in plain.message
    assert (deeper.cause, str(deeper.subject)) == ("tmpdir-missing", "/tmp")
