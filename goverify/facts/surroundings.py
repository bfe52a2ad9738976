"""What started this process, as far as it tells why PATH is shorter than in the user's terminal."""

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import is_file

SCHEDULERS = {"cron": "cron", "crond": "cron", "anacron": "cron", "atd": "at"}
SHELLS = frozenset({"bash", "zsh", "fish", "sh", "dash", "ksh", "login", "sshd", "tmux: server", "screen"})

INSTALLERS = (
    ("/usr/bin/apt-get", "apt install golang-go"),
    ("/usr/bin/dnf", "dnf install golang"),
    ("/usr/bin/yum", "yum install golang"),
    ("/sbin/apk", "apk add go"),
    ("/usr/bin/pacman", "pacman -S go"),
    ("/usr/bin/zypper", "zypper install go"),
    ("/usr/bin/emerge", "emerge dev-lang/go"),
    ("/usr/bin/xbps-install", "xbps-install go"),
)
"""Programs of distributions, and what they call Go."""


def sudo_caller(ask: Facts) -> str:
    """Return who called sudo to start this process, empty where nobody did."""
    return ask.host.env.get("SUDO_USER", "")


def why_path_is_short(ask: Facts) -> str:
    """Return in a sentence what has cut PATH down, empty where nothing tells."""
    host = ask.host
    if not host.env.get("PATH"):
        return "PATH is set, and empty." if "PATH" in host.env else "PATH is not set at all."
    if caller := sudo_caller(ask):
        return f"sudo replaced the PATH of {caller} by secure_path of /etc/sudoers."
    if starter := _starter(ask):
        return starter
    if host.env.get("GOLANG_VERSION"):
        return "The image sets PATH for Go, and something has replaced it: a login shell does, through /etc/profile."
    return ""


def _starter(ask: Facts) -> str:
    """Return in a sentence who starts programs without any start-up file, where that is what happened here."""
    names = [process.name.lstrip("-").lower() for process in ask.host.ancestors()]
    scheduler = next((SCHEDULERS[name] for name in names if name in SCHEDULERS), None)
    if scheduler:
        return f"{scheduler} starts its jobs with a short PATH of its own and reads no start-up file."
    if SHELLS & set(names):
        return ""
    if "systemd" in names[:1]:
        return "systemd starts services with a short PATH of its own and reads no start-up file."
    if "launchd" in names[:2]:
        return "What is not started from a terminal gets launchd's short PATH and reads no start-up file."
    return ""


def git_command(ask: Facts) -> str | None:
    """Return the command by which this system's own packages give git, None where it has none that is known."""
    system = ask.host.platform.system
    if system is System.MACOS:
        return "xcode-select --install"
    command = ask(install_command)
    package = "Git.Git" if system is System.WINDOWS else "dev-vcs/git" if "emerge" in (command or "") else "git"
    return f"{command.rpartition(' ')[0]} {package}" if command else None


def install_command(ask: Facts) -> str | None:
    """Return the command by which this system's own packages give Go, None where it has none that is known."""
    host = ask.host
    if host.platform.system is System.WINDOWS:
        return "winget install GoLang.Go"
    brew = any(is_file(host, host.path(place)) for place in ("/opt/homebrew/bin/brew", "/usr/local/bin/brew"))
    if host.platform.system is System.MACOS:
        return "brew install go" if brew else None
    found = next((command for program, command in INSTALLERS if is_file(host, host.path(program))), None)
    return f"sudo {found}" if found and host.identity.uid else found
