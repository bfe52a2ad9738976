"""How a package of the system is installed here: by the command of the package manager that is there."""

from goverify.facts import Facts
from goverify.facts.remedies import sudo
from goverify.host.paths import is_file

MANAGERS = (
    ("/usr/bin/apt-get", "apt-get install -y"),
    ("/usr/bin/dnf", "dnf install -y"),
    ("/usr/bin/microdnf", "microdnf install -y"),
    ("/usr/bin/yum", "yum install -y"),
    ("/sbin/apk", "apk add"),
    ("/usr/bin/pacman", "pacman -S"),
    ("/usr/bin/zypper", "zypper install -y"),
)
"""Package managers by their program; the first that is there counts."""


def install_package(ask: Facts, name: str, **other: str) -> tuple[str, ...]:
    """Return the command that installs a package; nothing where the package manager is not known.

    `other` gives the package's name for a manager that has another one, by the manager's name.
    """
    host = ask.host
    command = next((command for program, command in MANAGERS if is_file(host, host.path(program))), "")
    package = other.get(command.partition(" ")[0], name)
    return (f"{sudo(ask, host.path('/etc'))}{command} {package}",) if command else ()
