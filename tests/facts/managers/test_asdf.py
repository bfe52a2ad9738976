"""facts.managers.asdf: the version comes from the variable, the nearest .tool-versions, or the one in the home folder."""

import pytest

from goverify.host.recorded import RecordedHost
from tests.managing import APP, ASDF, HOME, chosen, summary, with_asdf

SHIM = f"{ASDF}/shims/go"
BOTH = ("1.26.6", "1.27.3")


def go_of(version: str) -> str:
    return f"{ASDF}/installs/golang/{version}/go/bin/go"


def of(host: RecordedHost) -> tuple[str | None, str, str]:
    return summary(chosen(host, SHIM))


def test_the_nearest_file_decides_before_the_one_in_the_home_folder() -> None:
    files = {
        f"{APP}/.tool-versions": "# tools\nnodejs 20\ngolang 1.26.6 # old\n",
        f"{HOME}/.tool-versions": "golang 1.27.3\n",
    }
    assert of(with_asdf(*BOTH, files=files)) == ("1.26.6", f"{APP}/.tool-versions, line 3", go_of("1.26.6"))


def test_a_nearer_file_without_go_is_passed_over() -> None:
    files = {f"{APP}/.tool-versions": "nodejs 20\n", f"{HOME}/.tool-versions": "golang 1.27.3\n"}
    assert of(with_asdf(*BOTH, files=files)) == ("1.27.3", f"{HOME}/.tool-versions, line 1", go_of("1.27.3"))


def test_a_tab_parts_nothing() -> None:
    assert of(with_asdf(*BOTH, files={f"{APP}/.tool-versions": "golang\t1.26.6\n"}))[0] is None


def test_the_variable_decides_before_every_file() -> None:
    host = with_asdf(*BOTH, files={f"{APP}/.tool-versions": "golang 1.26.6\n"}, ASDF_GOLANG_VERSION="1.27.3")
    assert of(host) == ("1.27.3", "ASDF_GOLANG_VERSION", go_of("1.27.3"))


def test_the_home_folder_counts_outside_of_it_too() -> None:
    host = with_asdf(*BOTH, files={f"{HOME}/.tool-versions": "golang 1.27.3\n"}).but(cwd="/srv")
    assert of(host) == ("1.27.3", f"{HOME}/.tool-versions, line 1", go_of("1.27.3"))


def test_of_several_versions_the_first_that_is_there_runs() -> None:
    files = {f"{APP}/.tool-versions": "golang 1.20.1 1.26.6 1.27.3\n"}
    assert of(with_asdf(*BOTH, files=files))[2] == go_of("1.26.6")


def test_the_file_may_have_another_name() -> None:
    host = with_asdf(*BOTH, files={f"{APP}/tools": "golang 1.26.6\n"}, ASDF_TOOL_VERSIONS_FILENAME="tools")
    assert of(host)[1] == f"{APP}/tools, line 1"


def test_without_a_version_nothing_runs() -> None:
    found = chosen(with_asdf(*BOTH), SHIM)
    assert (found.version, found.runs, found.available) == (None, None, BOTH)


def test_system_is_the_next_go_on_path() -> None:
    host = with_asdf(*BOTH, files={f"{APP}/.tool-versions": "golang system\n"})
    assert of(host) == ("system", f"{APP}/.tool-versions, line 1", "/usr/local/go/bin/go")


def test_a_version_that_is_not_there_does_not_run() -> None:
    found = chosen(with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.20.1\n"}), SHIM)
    assert (found.installed, found.runs) == (False, None)
    assert "not installed" in found.why


def test_a_version_that_the_shim_does_not_list_does_not_run() -> None:
    host = with_asdf(*BOTH, listed=["1.26.6"], files={f"{APP}/.tool-versions": "golang 1.27.3\n"})
    found = chosen(host, SHIM)
    assert (found.installed, found.runs) == (True, None)


def test_a_path_names_a_tree_of_one_s_own() -> None:
    assert of(with_asdf(files={f"{APP}/.tool-versions": "golang path:/usr/local/go\n"}))[2] == "/usr/local/go/bin/go"


LEGACY = {f"{HOME}/.asdfrc": "legacy_version_file = yes\n"}


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({f"{APP}/.go-version": "1.26\n"}, None),
        (LEGACY | {f"{APP}/.go-version": "1.26\n"}, "1.26.6"),
        (LEGACY | {f"{APP}/.go-version": "1.26\n", f"{APP}/.tool-versions": "golang 1.27.3\n"}, "1.27.3"),
    ],
)
def test_the_files_of_others_count_only_where_the_settings_say_so(files: dict[str, str], version: str | None) -> None:
    host = with_asdf(*BOTH, files=files).but(files={f"{APP}/go.mod": None})
    assert of(host)[0] == version


def test_go_mod_stands_for_the_newest_version_of_its_major_number() -> None:
    assert of(with_asdf(*BOTH, files=LEGACY)) == ("1.27.3", f"{APP}/go.mod, line 3", go_of("1.27.3"))


def test_go_mod_is_left_out_on_request() -> None:
    assert of(with_asdf(*BOTH, files=LEGACY, ASDF_GOLANG_MOD_VERSION_ENABLED="false"))[0] is None
