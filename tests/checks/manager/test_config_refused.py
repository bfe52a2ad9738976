"""manager.config-refused: a configuration that mise does not read is named with why; other failures are not its matter."""

import pytest

from goverify.checks.manager.config_refused import config_refused
from goverify.facts import Facts, Unavailable
from goverify.facts.identity import NAMES
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings
from tests.hosts import BORING, boring
from tests.managing import APP, MISE, with_asdf, with_mise

FILE = f"{APP}/mise.toml"
SHORT = "~/app/mise.toml"
UNTRUSTED = f"mise ERROR error parsing config file: {SHORT}\nmise ERROR Config files in {SHORT} are not trusted.\n"
BROKEN = f"mise WARN  Error loading settings file {SHORT}: TOML parse error at line 3, column 1\n  |\n3 | ]\n"
SHOWN = f"mise::config::parse_error\n\n  × Invalid TOML in config file\n   ╭─[{SHORT}:2:6]\n 1 │ [tools]\n"


def refusing(said: str, text: str = '[tools]\ngo = "1.26"\n', status: int = 1) -> RecordedHost:
    """Return a host on which mise's shim ends with these words."""
    asked = f"{MISE}/shims/go env -json {' '.join(NAMES)}"
    return with_mise("1.26.6", files={FILE: text}).but(runs={asked: Completed(status, stderr=said)})


@pytest.mark.parametrize("name", BORING)
def test_without_mise_there_is_nothing_to_refuse(name: str) -> None:
    with pytest.raises(Unavailable):
        list(config_refused(Facts(boring(name))))


def test_another_manager_s_shim_is_not_asked() -> None:
    with pytest.raises(Unavailable):
        list(config_refused(Facts(with_asdf("1.27.3"))))


def test_a_file_that_is_not_trusted_is_named_with_the_command_that_trusts_it() -> None:
    [finding] = findings(config_refused, refusing(UNTRUSTED))
    assert finding.message.endswith(f"{FILE} is not trusted")
    assert commands(finding) == (f"mise trust {FILE}",)


@pytest.mark.parametrize(("said", "line"), [(BROKEN, 3), (SHOWN, 2), (BROKEN + UNTRUSTED, 3)])
def test_a_file_that_mise_does_not_understand_is_named_with_the_line(said: str, line: int) -> None:
    [finding] = findings(config_refused, refusing(said))
    assert f"{FILE}, line {line} is nothing that it understands" in finding.message


@pytest.mark.parametrize("said", [UNTRUSTED, SHOWN])
def test_a_version_without_quotes_is_put_into_quotes(said: str) -> None:
    [finding] = findings(config_refused, refusing(said, "[tools]\ngo = 1.26 # ours\n"))
    assert f"{FILE}, line 2 gives the version as a number" in finding.message
    assert commands(finding)[0].endswith(rf"""sed -i '2s/= *\([0-9.][0-9.]*\)/= "\1"/' {FILE}""")


def test_other_words_of_mise_are_other_checks_matter() -> None:
    assert not findings(config_refused, refusing("mise ERROR No version is set for shim: go\n"))


def test_a_shim_that_answers_is_fine_whatever_it_says_beside() -> None:
    assert not findings(config_refused, refusing(BROKEN, status=0))
