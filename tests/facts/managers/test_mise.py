"""facts.managers.mise: the version comes from the variable, the nearest folder's files, or the global configuration."""

import pytest

from goverify.facts import Facts
from goverify.facts.managers.mise import choice
from goverify.host.recorded import RecordedHost
from tests.hosts import link
from tests.managing import APP, HOME, MISE, Files, chosen, summary, with_mise

SHIM = f"{MISE}/shims/go"
BOTH = ("1.26.6", "1.27.3")
GLOBAL = f"{HOME}/.config/mise/config.toml"


def go_of(version: str) -> str:
    return f"{MISE}/installs/go/{version}/bin/go"


def of(host: RecordedHost) -> tuple[str | None, str, str]:
    return summary(chosen(host, SHIM))


def tools(version: str) -> str:
    return f'[settings]\nx = 1\n\n[tools]\nnode = "20"\ngo = "{version}"\n'


def test_the_nearest_folder_decides_before_the_global_configuration() -> None:
    files = {f"{APP}/mise.toml": tools("1.26.6"), GLOBAL: tools("1.27.3")}
    assert of(with_mise(*BOTH, files=files)) == ("1.26.6", f"{APP}/mise.toml, line 6", go_of("1.26.6"))


def test_the_global_configuration_decides_where_no_folder_does() -> None:
    assert of(with_mise(*BOTH, files={GLOBAL: tools("1.27.3")}))[1] == f"{GLOBAL}, line 6"


def test_the_variable_decides_before_every_file() -> None:
    host = with_mise(*BOTH, files={f"{APP}/mise.toml": tools("1.26.6")}, MISE_GO_VERSION="1.27.3")
    assert of(host) == ("1.27.3", "MISE_GO_VERSION", go_of("1.27.3"))


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (".tool-versions", "mise.toml"),
        (".config/mise/config.toml", "mise.toml"),
        ("mise.toml", ".mise.toml"),
        (".mise.toml", "mise.local.toml"),
        ("mise.local.toml", ".mise.local.toml"),
    ],
)
def test_in_one_folder_the_more_local_file_decides(weaker: str, stronger: str) -> None:
    text = "go 1.26.6\n" if weaker == ".tool-versions" else tools("1.26.6")
    files = {f"{APP}/{weaker}": text, f"{APP}/{stronger}": tools("1.27.3")}
    assert of(with_mise(*BOTH, files=files))[1] == f"{APP}/{stronger}, line 6"


def test_a_file_for_an_environment_decides_while_it_is_chosen() -> None:
    files = {f"{APP}/mise.toml": tools("1.26.6"), f"{APP}/mise.ci.toml": tools("1.27.3")}
    assert of(with_mise(*BOTH, files=files))[0] == "1.26.6"
    assert of(with_mise(*BOTH, files=files, MISE_ENV="ci"))[0] == "1.27.3"


@pytest.mark.parametrize(
    "text",
    ['[tools]\ngo = ["1.26", "1.27"]\n', '[tools.go]\nversion = "1.26"\n', '[tools]\n"core:go" = {version = "1.26"}\n'],
)
def test_a_version_may_be_written_in_several_ways(text: str) -> None:
    found = of(with_mise(*BOTH, files={f"{APP}/mise.toml": text}))
    assert (found[0], found[2]) == ("1.26", go_of("1.26.6"))


@pytest.mark.parametrize(("version", "newest"), [("latest", "1.27.3"), ("1", "1.27.3"), ("1.26", "1.26.6")])
def test_a_part_of_a_version_is_the_newest_that_fits(version: str, newest: str) -> None:
    assert of(with_mise(*BOTH, files={f"{APP}/mise.toml": tools(version)}))[2] == go_of(newest)


def test_what_mise_linked_is_there_under_its_name() -> None:
    files: Files = {f"{APP}/mise.toml": tools("mine"), f"{MISE}/installs/go/mine": link("/usr/local/go")}
    assert of(with_mise(files=files))[2] == f"{MISE}/installs/go/mine/bin/go"


@pytest.mark.parametrize(("enabled", "version"), [("", None), ("node", None), ("node,go", "1.26.6")])
def test_go_version_counts_only_where_it_is_switched_on(enabled: str, version: str | None) -> None:
    host = with_mise(*BOTH, files={f"{APP}/.go-version": "1.26.6\n"}, MISE_IDIOMATIC_VERSION_FILE_ENABLE_TOOLS=enabled)
    assert of(host.but(files={f"{APP}/go.mod": None}))[0] == version


def test_go_mod_counts_before_go_version() -> None:
    files = {f"{APP}/.go-version": "1.26.6\n", f"{APP}/go.mod": "module app\n\ngo 1.24\ntoolchain go1.27.3\n"}
    host = with_mise(*BOTH, files=files, MISE_IDIOMATIC_VERSION_FILE_ENABLE_TOOLS="go")
    assert of(host)[1] == f"{APP}/go.mod, line 4"


def test_of_dropped_in_files_the_last_name_decides() -> None:
    folder = f"{APP}/.mise/conf.d"
    files = {f"{folder}/10.toml": tools("1.26.6"), f"{folder}/20.toml": tools("1.27.3"), f"{folder}/.x.toml": "["}
    assert of(with_mise(*BOTH, files=files))[1] == f"{folder}/20.toml, line 6"


def test_without_a_version_the_next_go_on_path_runs() -> None:
    assert of(with_mise(*BOTH)) == (None, "", "/usr/local/go/bin/go")


def test_a_version_that_is_not_there_would_be_installed() -> None:
    found = chosen(with_mise("1.27.3", files={f"{APP}/mise.toml": tools("1.20.1")}), SHIM)
    assert (found.installed, found.runs) == (False, None)
    assert "install" in found.instead


def test_offline_another_go_runs_in_its_place() -> None:
    found = chosen(with_mise("1.27.3", files={f"{APP}/mise.toml": tools("1.20.1")}, MISE_OFFLINE="1"), SHIM)
    assert (found.installed, str(found.runs)) == (False, "/usr/local/go/bin/go")


@pytest.mark.parametrize(
    "text", ["[tools\n", "tools = 1\n", "[tools]\ngo = 1\n", "[tools]\ngo = []\n", "a=" + "[" * 5000]
)
def test_a_configuration_that_cannot_be_read_says_nothing(text: str) -> None:
    assert of(with_mise(*BOTH, files={f"{APP}/mise.toml": text}))[0] is None


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('[tool_alias.go.versions]\nold = "1.26.6"\n[tools]\ngo = "old"\n', "1.26.6"),
        ('[alias.go]\nold = "1.26.6"\n[tools]\ngo = "old"\n', "1.26.6"),
        ('[tools]\ngo = "{{ env.WANTED }}"\n', "1.26.6"),
        ("[tools]\ngo = \"{{ get_env(name='NONE', default='1.26.6') }}\"\n", "1.26.6"),
    ],
)
def test_aliases_and_plain_templates_stand_for_a_version(text: str, version: str) -> None:
    found = of(with_mise(*BOTH, files={f"{APP}/mise.toml": text, GLOBAL: tools("1.27.3")}, WANTED="1.26.6"))
    assert (found[0], found[2]) == (version, go_of(version))


def test_of_a_template_that_runs_a_program_nothing_is_said() -> None:
    host = with_mise(*BOTH, files={f"{APP}/mise.toml": "[tools]\ngo = \"{{ exec(command='x') }}\"\n"})
    assert choice(Facts(host), host.path(SHIM)) is None


def test_a_lock_beside_the_configuration_tells_which_version_a_vague_one_is() -> None:
    lock = '[[tools.go]]\nversion = "1.26.6"\nbackend = "core:go"\n'
    files = {f"{APP}/mise.toml": tools("1"), f"{APP}/mise.lock": lock}
    assert of(with_mise(*BOTH, files=files))[2] == go_of("1.26.6")
    assert of(with_mise(*BOTH, files=files, MISE_LOCKFILE="0"))[2] == go_of("1.27.3")


@pytest.mark.parametrize("env", [{"MISE_CEILING_PATHS": APP}, {"MISE_IGNORED_CONFIG_PATHS": HOME + "/app"}])
def test_configuration_that_is_switched_off_does_not_count(env: dict[str, str]) -> None:
    host = with_mise(*BOTH, files={f"{APP}/mise.toml": tools("1.26.6"), GLOBAL: tools("1.27.3")}, **env)
    assert of(host)[0] == "1.27.3"


def test_settings_of_a_project_switch_go_version_on_as_well() -> None:
    told = '[settings]\nidiomatic_version_file_enable_tools = ["go"]\n'
    host = with_mise(*BOTH, files={f"{APP}/mise.toml": told, f"{APP}/go.mod": "go 1.26.6\n", GLOBAL: tools("1.27.3")})
    assert of(host)[0] == "1.26.6"
