"""path.link: links that lead nowhere or in a circle are reported by what they keep away; working links are not."""

import pytest

from goverify.checks.path.link import link as check
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, go_binary, link, script

DANGLING: Files = {"/usr/bin/go": link("../lib/go-1.19/bin/go")}


def only_in_usr_bin(files: Files) -> RecordedHost:
    return boring("linux").but(env={"PATH": "/usr/bin:/bin"}, files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_dead_link(name: str) -> None:
    assert not findings(check, boring(name))


def test_a_link_to_nothing_is_critical_where_no_go_answers() -> None:
    host = only_in_usr_bin(DANGLING)
    [finding] = findings(check, host)
    assert (finding.cause, level(finding), finding.bystander) == ("go-link-dangling", "critical", False)
    assert finding.message == "/usr/bin/go is a link to ../lib/go-1.19/bin/go, which does not exist"


def test_it_concerns_path_so_that_it_explains_a_missing_go() -> None:
    [finding] = findings(check, only_in_usr_bin(DANGLING))
    assert "PATH" in finding.concerns


def test_it_is_pointed_at_the_go_that_is_there() -> None:
    [finding] = findings(check, only_in_usr_bin(DANGLING))
    assert commands(finding) == ("sudo ln -sfn /usr/local/go/bin/go /usr/bin/go",)


def test_a_link_outside_of_a_bin_folder_is_pointed_at_the_file_too() -> None:
    env = {"PATH": "/home/gopher/tools:/usr/bin"}
    host = boring("linux").but(env=env, files={"/home/gopher/tools/go": link("/opt/gone/bin/go")})
    [finding] = findings(check, host)
    assert commands(finding)[0].endswith("ln -sfn /usr/local/go/bin/go /home/gopher/tools/go")


def test_it_is_removed_where_there_is_no_other_go() -> None:
    host = boring("linux").but(env={"PATH": "/usr/bin"}, files={"/usr/local/go": None, **DANGLING})
    [finding] = findings(check, host)
    assert commands(finding) == ("sudo rm /usr/bin/go",)


def test_root_needs_no_sudo() -> None:
    host = only_in_usr_bin(DANGLING).but(identity={"uid": 0, "gid": 0, "name": "root"})
    [finding] = findings(check, host)
    assert commands(finding) == ("ln -sfn /usr/local/go/bin/go /usr/bin/go",)


def test_before_another_go_it_is_of_medium_weight() -> None:
    host = boring("linux").but(env={"PATH": "/usr/bin:/usr/local/go/bin"}, files=DANGLING)
    [finding] = findings(check, host)
    assert (level(finding), finding.bystander) == ("medium", False)
    assert finding.detail == "/usr/local/go/bin/go (go1.27.3) answers in its place."


def test_behind_another_go_it_is_a_bystander_that_explains_nothing() -> None:
    host = boring("linux").but(files=DANGLING)
    [finding] = findings(check, host)
    assert (level(finding), finding.bystander) == ("low", True)
    assert "PATH" not in finding.concerns


def test_a_chain_names_the_link_that_is_to_blame() -> None:
    files: Files = {
        "/usr/bin/go": link("/etc/alternatives/go"),
        "/etc/alternatives/go": link("/usr/lib/go-1.19/bin/go"),
        "/var/lib/dpkg/alternatives/go": "auto\n",
    }
    [finding] = findings(check, only_in_usr_bin(files))
    assert str(finding.subject) == "/etc/alternatives/go"
    assert commands(finding) == ("sudo update-alternatives --auto go",)


def test_a_folder_link_on_the_way_is_followed() -> None:
    files: Files = {"/opt/go": link("go1.26.6"), "/opt/go1.27.3/bin/go": go_binary("go1.27.3")}
    host = boring("linux").but(env={"PATH": "/opt/go/bin:/usr/bin"}, files={"/usr/local/go": None, **files})
    [finding] = findings(check, host)
    assert finding.message == "/opt/go/bin/go leads through the link /opt/go to go1.26.6, which does not exist"


def test_a_dead_folder_link_is_pointed_at_a_tree_and_not_at_a_file() -> None:
    host = boring("linux").but(env={"PATH": "/opt/go/bin:/usr/bin"}, files={"/opt/go": link("go1.26.6")})
    [finding] = findings(check, host)
    assert commands(finding) == ("sudo ln -sfn /usr/local/go /opt/go",)


def test_a_circle_is_reported_with_its_way() -> None:
    files: Files = {"/usr/bin/go": link("golang"), "/usr/bin/golang": link("go")}
    [finding] = findings(check, only_in_usr_bin(files))
    assert finding.cause == "go-link-loop"
    assert finding.message == "/usr/bin/go leads in a circle: /usr/bin/go -> /usr/bin/golang -> golang"


def test_homebrew_lays_its_own_links() -> None:
    files: Files = {"/opt/homebrew/bin/go": link("../Cellar/go/1.26.1/bin/go")}
    host = boring("macos").but(env={"PATH": "/opt/homebrew/bin:/usr/bin"}, files=files)
    [finding] = findings(check, host.but(files={"/opt/homebrew/bin/brew": script("#!/bin/bash\n")}))
    assert commands(finding) == ("brew link --overwrite go",)
    [without] = findings(check, host)
    assert "brew" not in " ".join(commands(without)).replace("homebrew", "")


def test_a_profile_of_nix_that_is_gone_is_no_place_for_another_link() -> None:
    host = boring("linux").but(
        env={"PATH": "/home/gopher/.nix-profile/bin:/usr/bin:/bin"},
        files={"/home/gopher/.nix-profile": link("/nix/store/abc-user-environment")},
    )
    [finding] = findings(check, host)
    assert "through the link /home/gopher/.nix-profile to /nix/store/abc-user-environment" in finding.message
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)
    [with_nix] = findings(check, host.but(files={"/usr/bin/nix": script("#!/bin/sh\n")}))
    assert commands(with_nix) == ("nix profile install nixpkgs#go",)


def test_the_links_that_stand_for_the_parts_of_a_tree_are_laid_together() -> None:
    old = {
        f"/home/gopher/.go/{part}": link(f"/home/gopher/.go/.versions/1.22.1/{part}") for part in ("bin", "src", "pkg")
    }
    host = boring("linux").but(env={"PATH": "/home/gopher/.go/bin:/usr/bin:/bin"}, files=old)
    [finding] = findings(check, host)
    assert commands(finding) == tuple(
        f"sudo ln -sfn /usr/local/go/{part} /home/gopher/.go/{part}" for part in ("bin", "src", "pkg")
    )


def test_windows_links_are_followed_too() -> None:
    host = boring("windows").but(env={"PATH": r"C:\tools"}, files={r"C:\tools\go.exe": link(r"D:\Go\bin\go.exe")})
    [finding] = findings(check, host)
    assert finding.cause == "go-link-dangling"


def test_one_link_under_two_names_of_its_folder_is_one_finding() -> None:
    host = boring("linux").but(env={"PATH": "/bin:/usr/bin"}, files={"/bin": link("usr/bin"), **DANGLING})
    assert len(findings(check, host)) == 1


def test_a_working_chain_is_fine() -> None:
    files: Files = {
        "/usr/bin/go": link("/etc/alternatives/go"),
        "/etc/alternatives/go": link("../../usr/lib/go/bin/go"),
        "/usr/lib/go": link("go-1.27"),
        "/usr/lib/go-1.27/bin/go": go_binary("go1.27.0"),
    }
    assert not findings(check, only_in_usr_bin(files))


def test_a_folder_that_is_merely_absent_below_a_working_link_is_fine() -> None:
    host = boring("linux").but(env={"PATH": "/srv/go/bin:/usr/local/go/bin"}, files={"/srv": link("/opt")})
    assert not findings(check, host)


def test_dead_links_of_other_programs_folders_are_not_go_s() -> None:
    host = boring("linux").but(env={"PATH": "/opt/java/bin:/usr/bin"}, files={"/opt/java": link("java-8")})
    assert not findings(check, host)


def test_a_link_of_alternatives_that_nobody_keeps_is_laid_by_hand() -> None:
    files: Files = {"/usr/bin/go": link("/etc/alternatives/go"), "/etc/alternatives/go": link("/usr/bin/go")}
    [finding] = findings(check, only_in_usr_bin(files))
    assert "update-alternatives" in (finding.fix.summary if finding.fix else "")
    assert commands(finding)[0].startswith("sudo ln -sfn /usr/local/go/bin/go ")


def test_a_shim_of_mise_that_is_gone_itself_is_led_to_a_go() -> None:
    shim = "/home/gopher/.local/share/mise/shims"
    files: Files = {f"{shim}/go": link("/home/gopher/.local/bin/mise")}
    [finding] = findings(check, boring("linux").but(env={"PATH": f"{shim}:/usr/bin"}, files=files))
    assert commands(finding)[0].endswith(f"ln -sfn /usr/local/go/bin/go {shim}/go")


def test_a_dead_junction_of_scoop_is_left_to_scoop() -> None:
    app = r"C:\Users\gopher\scoop\apps\go"
    env = {"PATH": rf"{app}\current\bin"}
    [finding] = findings(check, boring("windows").but(env=env, files={rf"{app}\current": link(rf"{app}\1.26.6")}))
    assert rf"{app}\current\bin\go.exe leads through the link" in finding.message
    assert commands(finding) == ("scoop reset go",)


def test_a_dead_junction_is_laid_anew() -> None:
    host = boring("windows").but(env={"PATH": r"C:\tools\go\bin"}, files={r"C:\tools\go": link(r"C:\tools\go1.26")})
    [finding] = findings(check, host)
    assert commands(finding) == (
        r'cmd /c rmdir "C:\tools\go"',
        r"New-Item -ItemType Junction -Path 'C:\tools\go' -Target 'C:\Program Files\Go'",
    )


def test_a_dead_link_to_the_file_gives_way_to_the_folder() -> None:
    host = boring("windows").but(env={"PATH": r"C:\tools"}, files={r"C:\tools\go.exe": link(r"D:\go1.26\bin\go.exe")})
    [finding] = findings(check, host)
    assert commands(finding)[0] == r"Remove-Item 'C:\tools\go.exe'"
    assert r"C:\Program Files\Go\bin" in commands(finding)[1]
