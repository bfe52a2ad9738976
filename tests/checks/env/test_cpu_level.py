"""env.cpu-level: a level that the processor lacks is reported; one that it has, or of another target, is not."""

import pytest

from goverify.checks.env.cpu_level import cpu_level
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import with_env
from tests.checks.path.looking import findings, level
from tests.hosts import go_binary

SECOND = "fpu sse2 cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"
THIRD = f"{SECOND} avx avx2 bmi1 bmi2 f16c fma abm movbe xsave"
FIRST_ARM = "fp asimd aes pmull sha1 sha2 crc32"


def processor(flags: str, arch: str = "amd64", **env: str) -> RecordedHost:
    """Return a Linux host with a processor that has these flags."""
    word = "flags" if arch == "amd64" else "Features"
    files = {"/proc/cpuinfo": f"processor\t: 0\n{word}\t\t: {flags}\n\nprocessor\t: 1\n"}
    return with_env(**env).but(platform={"arch": arch}, files=files)


@pytest.mark.parametrize(("flags", "value"), [(SECOND, "v3"), (THIRD, "v4"), ("fpu sse2", "v2")])
def test_a_level_above_the_processor_is_reported(flags: str, value: str) -> None:
    [finding] = findings(cpu_level, processor(flags, GOAMD64=value))
    assert (finding.cause, finding.subject, level(finding)) == ("cpu-level-too-high", "GOAMD64", "high")


@pytest.mark.parametrize(("flags", "value"), [(SECOND, "v1"), (SECOND, "v2"), (THIRD, "v3"), (SECOND, "v9")])
def test_a_level_that_it_has_is_no_fault(flags: str, value: str) -> None:
    assert not findings(cpu_level, processor(flags, GOAMD64=value))


@pytest.mark.parametrize(
    ("value", "count"), [("v8.0", 0), ("v8.0,crypto", 0), ("v8.0,lse", 1), ("v8.1", 1), ("v9.0", 1)]
)
def test_arm_processors_have_levels_too(value: str, count: int) -> None:
    assert len(findings(cpu_level, processor(FIRST_ARM, "arm64", GOARM64=value))) == count


@pytest.mark.parametrize("env", [{"GOARCH": "arm64"}, {"GOOS": "windows"}])
def test_builds_for_another_machine_run_elsewhere(env: dict[str, str]) -> None:
    assert not findings(cpu_level, processor(SECOND, GOAMD64="v4", **env))


def test_a_kernel_that_tells_nothing_proves_nothing() -> None:
    assert not findings(cpu_level, with_env(GOAMD64="v4"))


@pytest.mark.parametrize(
    ("flags", "value", "count"),
    [
        ("half thumb fastmult edsp java tls", "6", 1),
        ("half thumb vfp edsp java tls", "6", 0),
        ("half thumb vfp edsp java tls", "7", 1),
        ("half thumb vfp edsp java tls", "7,softfloat", 0),
        ("half thumb vfp neon vfpv3 tls", "7", 0),
        ("half thumb", "5", 0),
        ("half thumb", "5,hardfloat", 1),
    ],
)
def test_floating_point_of_small_arm_processors_counts(flags: str, value: str, count: int) -> None:
    assert len(findings(cpu_level, processor(flags, "arm", GOARM=value))) == count


@pytest.mark.parametrize(("flags", "count"), [("fpu mmx sse", 1), ("fpu mmx sse sse2", 0)])
def test_old_386_processors_lack_what_is_the_default(flags: str, count: int) -> None:
    assert len(findings(cpu_level, processor(flags, "386", GO386="sse2"))) == count


@pytest.mark.parametrize(
    ("kernel", "value", "count"),
    [("23.6.0", "v3", 1), ("24.0.0", "v3", 0), ("24.0.0", "v4", 1), ("23.6.0", "v2", 0), ("", "v3", 0)],
)
def test_rosetta_translates_what_it_knows(kernel: str, value: str, count: int) -> None:
    host = with_env("macos", GOAMD64=value, GOARCH="amd64").but(platform={"kernel": kernel})
    assert len(findings(cpu_level, host)) == count


def test_a_go_for_intel_builds_for_rosetta_by_itself() -> None:
    go = {"/usr/local/go/bin/go": go_binary("go1.27.3", system="darwin", arch="amd64")}
    host = with_env("macos", GOAMD64="v4").but(files=go)
    assert len(findings(cpu_level, host)) == 1


@pytest.mark.parametrize(
    ("name", "env"), [("windows", {"GOAMD64": "v4"}), ("macos", {"GOARM64": "v9.5"}), ("macos", {"GOAMD64": "v4"})]
)
def test_what_nothing_tells_is_not_judged(name: str, env: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        list(cpu_level(Facts(with_env(name, **env))))
