"""env.experiment: an experiment that the release lacks is reported; those that it has, in every form, are not."""

import pytest

from goverify.checks.env.experiment import experiment
from tests.checks.env.stored import with_env, with_source
from tests.checks.path.looking import findings, level


@pytest.mark.parametrize("value", ["arenas", "noarenas", "arenas,jsonv2", "none", "regabi", "noregabi,", "none,jsonv2"])
def test_what_the_release_has_is_no_fault(value: str) -> None:
    assert not findings(experiment, with_source(GOEXPERIMENT=value))


@pytest.mark.parametrize("value", ["rangefunc", "JSONv2", " arenas", "norangefunc"])
def test_what_it_lacks_makes_every_command_fail(value: str) -> None:
    [finding] = findings(experiment, with_source(GOEXPERIMENT=value))
    assert (finding.cause, finding.subject, level(finding)) == ("goexperiment-invalid", "GOEXPERIMENT", "critical")


def test_the_rest_can_be_kept() -> None:
    [finding] = findings(experiment, with_source(GOEXPERIMENT="arenas,rangefunc"))
    assert finding.fix
    assert "GOEXPERIMENT=arenas." in finding.fix.summary


def test_without_the_release_s_list_nothing_is_proven() -> None:
    assert not findings(experiment, with_env(GOEXPERIMENT="rangefunc"))
