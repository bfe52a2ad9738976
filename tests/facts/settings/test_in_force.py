"""facts.settings: the environment comes before the go env file, whose place and form are Go's."""

import pytest

from goverify.facts import Facts
from goverify.facts.settings.in_force import Origin, goenv_file, setting
from tests.hosts import boring, folder, text

LINUX_FILE = "/home/gopher/.config/go/env"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("linux", LINUX_FILE),
        ("macos", "/Users/gopher/Library/Application Support/go/env"),
        ("windows", r"C:\Users\gopher\AppData\Roaming\go\env"),
    ],
)
def test_the_file_stands_where_go_keeps_it(name: str, place: str) -> None:
    host = boring(name)
    file = Facts(host)(goenv_file)
    assert file
    assert (file.path, file.exists, file.named) == (host.path(place), False, False)


def test_a_setting_is_read_from_the_file() -> None:
    found = Facts(boring("linux").but(files={LINUX_FILE: "GOPROXY=off\n"}))(setting, "GOPROXY")
    assert found
    assert (found.value, found.origin, found.place) == ("off", Origin.FILE, LINUX_FILE)


def test_the_environment_comes_first() -> None:
    host = boring("linux").but(env={"GOPROXY": "direct"}, files={LINUX_FILE: "GOPROXY=off\n"})
    found = Facts(host)(setting, "GOPROXY")
    assert found
    assert (found.value, found.origin) == ("direct", Origin.ENVIRONMENT)


def test_an_empty_variable_is_none() -> None:
    host = boring("linux").but(env={"GOPROXY": ""}, files={LINUX_FILE: "GOPROXY=off\n"})
    found = Facts(host)(setting, "GOPROXY")
    assert found
    assert found.origin is Origin.FILE


def test_what_is_set_nowhere_is_none() -> None:
    assert Facts(boring("linux"))(setting, "GOPROXY") is None


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("GOROOT=/a\nGOROOT=/b\n", "/b"),
        ("#GOROOT=/a\n", None),
        (" GOROOT=/a\n", None),
        ("GOROOT=/a=b", "/a=b"),
        ("GOROOT=/a \r\n", "/a \r"),
        ('GOROOT="/a"\n', '"/a"'),
        ("GOROOT=\n", None),
        ("GOROOT\n", None),
    ],
)
def test_lines_are_read_as_go_reads_them(content: str, value: str | None) -> None:
    found = Facts(boring("linux").but(files={LINUX_FILE: content}))(setting, "GOROOT")
    assert (found.value if found else None) == value


def test_goenv_names_another_file() -> None:
    host = boring("linux").but(
        env={"GOENV": "/etc/goenv"}, files={"/etc/goenv": "GOPROXY=off\n", LINUX_FILE: "GOSUMDB=off\n"}
    )
    ask = Facts(host)
    assert ask(setting, "GOPROXY")
    assert ask(setting, "GOSUMDB") is None


def test_goenv_off_means_no_file() -> None:
    ask = Facts(boring("linux").but(env={"GOENV": "off"}, files={LINUX_FILE: "GOPROXY=off\n"}))
    assert ask(goenv_file) is None
    assert ask(setting, "GOPROXY") is None


@pytest.mark.parametrize(
    ("env", "place"),
    [
        ({"XDG_CONFIG_HOME": "/cfg"}, "/cfg/go/env"),
        ({"XDG_CONFIG_HOME": "cfg"}, None),
        ({"HOME": None}, None),
        ({"HOME": None, "XDG_CONFIG_HOME": "/cfg"}, "/cfg/go/env"),
    ],
)
def test_the_folder_of_settings_follows_the_environment(env: dict[str, str | None], place: str | None) -> None:
    file = Facts(boring("linux").but(env=env))(goenv_file)
    assert (str(file.path) if file else None) == place


def test_a_file_that_may_not_be_read_tells_why() -> None:
    file = Facts(boring("linux").but(files={LINUX_FILE: text("GOPROXY=off\n", mode=0o600)}))(goenv_file)
    assert file
    assert file.exists
    assert file.problem
    assert not file.values


def test_a_folder_in_its_place_tells_why() -> None:
    file = Facts(boring("linux").but(files={LINUX_FILE: folder()}))(goenv_file)
    assert file
    assert file.problem
