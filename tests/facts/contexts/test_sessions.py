"""facts.contexts: what a session has before a shell starts, and what starts programs without any shell."""

import pytest

from goverify.facts import Facts
from goverify.facts.contexts.finding import contexts
from goverify.facts.contexts.values import Context
from tests.contexts import HOME, context, found, linux
from tests.hosts import boring, go_binary, text

NEW = "/opt/go/bin/go"
DESKTOP, LOGIN, SERVICE = "desktop-session", "login-shell", "service"
KEEPS = {"/etc/profile": "umask 022\n"}
"""A profile that leaves PATH as it is."""

FULL = "/opt/go/bin:/usr/bin:/bin"


@pytest.mark.parametrize("line", [f"PATH={FULL}", f'PATH="{FULL}"', f"export PATH='{FULL}'"])
def test_pam_env_gives_its_path_to_every_login(line: str) -> None:
    host = linux({**KEEPS, "/etc/environment": f"# x\n{line}\n"})
    assert (found(host, LOGIN), found(host, DESKTOP)) == (NEW, NEW)
    cause = context(host, LOGIN).cause
    assert cause
    assert cause.place == "/etc/environment, line 2"


def test_pam_env_fills_in_no_variables() -> None:
    there = context(linux({**KEEPS, "/etc/environment": "PATH=/opt/go/bin:$PATH\n"}), LOGIN)
    assert there.path == "/opt/go/bin:$PATH"


def test_the_users_pam_file_counts_where_pam_is_told_to_read_it() -> None:
    files = {**KEEPS, f"{HOME}/.pam_environment": "PATH DEFAULT=@{HOME}/sdk:/opt/go/bin:${PATH}\n"}
    assert found(linux(files), LOGIN) is None
    told = {"/etc/pam.d/login": "session required pam_env.so user_readenv=1\n"}
    there = context(linux(files | told), LOGIN)
    assert there.path
    assert there.path.startswith(f"{HOME}/sdk:/opt/go/bin:/usr/")


def test_login_defs_gives_the_first_path() -> None:
    files = {**KEEPS, "/etc/login.defs": f"ENV_SUPATH\tPATH=/sbin\nENV_PATH\tPATH={FULL}\n"}
    assert context(linux(files), LOGIN).path == FULL


def test_a_line_of_login_defs_is_shown_without_its_tabs() -> None:
    files = {**KEEPS, "/etc/login.defs": "ENV_PATH\tPATH=/usr/bin:/bin\n"}
    cause = context(linux(files), LOGIN).cause
    assert cause
    assert cause.observed == "ENV_PATH PATH=/usr/bin:/bin"


@pytest.mark.parametrize("folder", ["/etc/environment.d", f"{HOME}/.config/environment.d", "/usr/lib/environment.d"])
def test_the_desktop_alone_has_environment_d(folder: str) -> None:
    host = linux({**KEEPS, f"{folder}/10-go.conf": "GO=/opt/go\nPATH=${GO}/bin:$PATH${NONE:+:/no}\n"})
    assert (found(host, DESKTOP), found(host, LOGIN)) == (NEW, None)


def test_of_environment_d_a_users_file_replaces_the_systems() -> None:
    files = {"/etc/environment.d/go.conf": "PATH=/opt/go/bin:$PATH\n", f"{HOME}/.config/environment.d/go.conf": "\n"}
    assert found(linux({**KEEPS, **files}), DESKTOP) is None


def test_a_service_has_systemds_path_and_not_the_users() -> None:
    there = context(boring("linux"), SERVICE)
    assert (there.path, there.differs) == ("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", True)
    assert there.cause
    assert there.cause.place == f"{HOME}/.profile, line 7"


def test_systemds_path_can_be_set_for_all_services() -> None:
    place = "/etc/systemd/system.conf.d/path.conf"
    host = linux({place: f'[Manager]\nDefaultEnvironment="A=1" "PATH={FULL}"\n'})
    cause = context(host, SERVICE).cause
    assert (found(host, SERVICE), cause and cause.place) == (NEW, f"{place}, line 2")


def test_without_systemd_there_are_no_services_of_its() -> None:
    host = boring("linux").but(ancestors=["bash", "init"])
    with pytest.raises(StopIteration):
        context(host, SERVICE)


def test_cron_has_a_path_of_its_own() -> None:
    host = linux({"/usr/sbin/cron": ""})
    assert (context(host, "cron").path, context(host, "cron").differs) == ("/usr/bin:/bin", True)


UNIT = "/etc/systemd/system/builder.service"
RUNS_GO = "[Service]\nExecStart=/bin/sh -c 'go build ./...'\n"


def job(files: dict[str, str], name: str) -> Context:
    """Return the context of a unit or a crontab by its name."""
    host = linux(files)
    return next(each for each in contexts(Facts(host)) if each.name == name)


@pytest.mark.parametrize(
    "line",
    [
        f"Environment=PATH={FULL}",
        f'Environment="GOFLAGS=-mod=mod" "PATH={FULL}"',
        f"Environment = A=1 PATH={FULL} B=2",
    ],
)
def test_a_unit_that_sets_path_is_told_by_itself(line: str) -> None:
    there = job({UNIT: f"{RUNS_GO}{line}\n"}, "service builder.service")
    assert (there.path, there.go and there.go.found.as_posix()) == (FULL, NEW)


def test_a_unit_s_environment_file_wins_over_its_own_lines() -> None:
    files = {
        UNIT: f"{RUNS_GO}EnvironmentFile=-/etc/default/builder\nEnvironment=PATH={FULL}\n",
        "/etc/default/builder": "# none\nPATH=/opt/none\n",
    }
    there = job(files, "service builder.service")
    assert (there.go, there.cause and there.cause.place) == (None, "/etc/default/builder, line 2")


def test_a_unit_s_drop_in_counts_and_its_path_is_not_expanded() -> None:
    files = {UNIT: RUNS_GO, f"{UNIT}.d/path.conf": "[Service]\nEnvironment=PATH=$PATH:%h/bin\n"}
    assert job(files, "service builder.service").go is None


@pytest.mark.parametrize(
    "unit", ["[Service]\nExecStart=/opt/redis\nEnvironment=PATH=/opt/redis/bin\n", RUNS_GO, "Environment=GOPATH=/x\n"]
)
def test_units_that_set_no_path_or_have_nothing_to_do_with_go_are_passed_over(unit: str) -> None:
    with pytest.raises(StopIteration):
        job({UNIT: unit}, "service builder.service")


def test_a_crontab_s_own_path_is_told_with_its_line() -> None:
    files = {"/usr/sbin/cron": "", "/etc/crontab": "# jobs\nPATH=/usr/bin:/bin\n* * * * * root cd /x && go vet ./...\n"}
    there = job(files, "cron, by /etc/crontab")
    assert (there.path, there.cause and there.cause.place) == ("/usr/bin:/bin", "/etc/crontab, line 2")


SUDO = {"/usr/bin/sudo": ""}
SECURE = 'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/sbin:/usr/bin"\n'


def test_sudo_has_the_secure_path() -> None:
    there = context(linux({**SUDO, "/etc/sudoers": SECURE}), "sudo")
    assert (there.go, there.differs) == (None, True)
    assert there.cause == ("/etc/sudoers, line 2", 'Defaults secure_path="/usr/sbin:/usr/bin"')


@pytest.mark.parametrize(
    "include", ["@includedir /etc/sudoers.d", "#includedir /etc/sudoers.d", "@include sudoers.d/go"]
)
def test_files_that_sudoers_includes_count_as_well(include: str) -> None:
    files = {**SUDO, "/etc/sudoers": f"{SECURE}{include}\n", "/etc/sudoers.d/go": f"Defaults secure_path = {FULL}\n"}
    assert found(linux(files), "sudo") == NEW


def test_files_that_sudo_passes_over_do_not_count() -> None:
    files = {
        "/etc/sudoers.d/go.bak": f"Defaults secure_path={FULL}\n",
        "/etc/sudoers.d/go~": f"Defaults secure_path={FULL}\n",
    }
    assert found(linux({**SUDO, "/etc/sudoers": f"{SECURE}@includedir /etc/sudoers.d\n", **files}), "sudo") is None


def test_sudo_without_a_secure_path_keeps_the_users() -> None:
    there = context(linux({**SUDO, "/etc/sudoers": "# Defaults secure_path=/no\nDefaults env_reset\n"}), "sudo")
    assert (there.differs, bool(there.note)) == (False, True)


def test_sudoers_that_may_not_be_read_are_said_to_be_so() -> None:
    host = linux({**SUDO, "/etc/sudoers": SECURE}).but(files={"/etc/sudoers": text(SECURE, mode=0o440)})
    there = context(host, "sudo")
    assert (there.known, there.path, there.gaps[0].place) == (False, None, "/etc/sudoers")


def test_a_container_has_the_path_of_its_first_process() -> None:
    host = linux({"/.dockerenv": "", "/proc/1/environ": f"SECRET=x\0PATH={FULL}\0HOME=/\0"})
    assert context(host, "container").path == FULL


def test_the_golang_images_path_is_known() -> None:
    host = linux({"/.dockerenv": ""}, GOLANG_VERSION="1.27.3")
    assert found(host, "container") == "/usr/local/go/bin/go"


MACHINE = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
USER = r"HKCU\Environment"
SDK = r"D:\sdk\go\bin"
WINDOWS_GO = {SDK + r"\go.exe": go_binary("go1.26.6", system="windows")}


def test_a_terminal_older_than_the_stored_path_is_told() -> None:
    host = boring("windows").but(files=WINDOWS_GO, registry={USER: {"Path": SDK}, MACHINE: {"Path": r"C:\Windows"}})
    there = context(host, DESKTOP)
    assert (there.differs, there.go and str(there.go.found)) == (True, SDK + r"\go.exe")
    assert there.cause
    assert there.cause.place == USER + r"\Path"


def test_a_windows_service_has_the_machines_path_alone() -> None:
    host = boring("windows").but(files=WINDOWS_GO, registry={USER: {"Path": SDK}, MACHINE: {"Path": r"C:\Windows"}})
    assert found(host, SERVICE) is None


PROFILE = r"C:\Users\gopher\Documents\PowerShell\Microsoft.PowerShell_profile.ps1"


@pytest.mark.parametrize(
    "line",
    [
        r'$env:Path = "D:\sdk\go\bin;$env:Path"',
        r"$env:PATH = 'D:\sdk\go\bin;' + $env:PATH",
    ],
)
def test_plain_lines_of_powershells_profile_are_understood(line: str) -> None:
    there = context(boring("windows").but(files={**WINDOWS_GO, PROFILE: text(f"# x\n{line}\n")}), "interactive-shell")
    assert (there.known, there.go and str(there.go.found)) == (True, SDK + r"\go.exe")
    assert there.cause
    assert there.cause.place == f"{PROFILE}, line 2"


@pytest.mark.parametrize(
    "line",
    ["$env:Path = Get-MyPath", "if ($x) { $env:Path += ';D:\\x' }", ". C:\\other.ps1", "iex (mise activate pwsh)"],
)
def test_other_lines_of_powershells_profile_are_named(line: str) -> None:
    there = context(boring("windows").but(files={PROFILE: text(f"{line}\n")}), "interactive-shell")
    assert (there.known, [gap.place for gap in there.gaps]) == (False, [f"{PROFILE}, line 1"])


def test_boring_hosts_find_one_go_wherever_a_user_works() -> None:
    for name, ids in (
        ("linux", (LOGIN, DESKTOP)),
        ("macos", (LOGIN, "interactive-login-shell")),
        ("windows", (DESKTOP, SERVICE)),
    ):
        for id_ in ids:
            there = context(boring(name), id_)
            assert (name, id_, there.known, there.differs) == (name, id_, True, False)
