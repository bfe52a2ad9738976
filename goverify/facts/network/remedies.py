"""What helps where the network does not: a setting given a value, an authority made known, a variable taken away."""

from goverify.facts import Facts
from goverify.facts.remedies import SETTING, sudo, unset_variable
from goverify.facts.settings.in_force import Origin, Setting, setting
from goverify.facts.system_packages import install_package
from goverify.facts.variables.shells import Shell, quoted, user_shell
from goverify.host import System
from goverify.host.paths import is_file
from goverify.model import Fix

STORES = (
    ("update-ca-certificates", "/usr/local/share/ca-certificates", "/etc/debian_version"),
    ("update-ca-certificates", "/usr/local/share/ca-certificates", "/etc/alpine-release"),
    ("update-ca-trust", "/etc/pki/ca-trust/source/anchors", "/usr/bin/update-ca-trust"),
    ("update-ca-certificates", "/etc/pki/trust/anchors", "/etc/SUSE-brand"),
    ("update-ca-certificates", "/etc/pki/trust/anchors", "/usr/bin/zypper"),
    ("trust extract-compat", "/etc/ca-certificates/trust-source/anchors", "/etc/arch-release"),
)
"""What makes an authority known, where its certificate is put before, and by which file a distribution is known."""


def give_setting(ask: Facts, name: str, value: str) -> str:
    """Return the line that gives a setting a value, where it takes effect: the environment goes before go's own file."""
    held = ask(setting, name)
    shell = ask(user_shell)
    text = value if shell is Shell.CMD else quoted(shell, value)
    if held is not None and held.origin is Origin.ENVIRONMENT:
        return SETTING.get(shell, "export {name}={value}").format(name=name, value=text)
    return f"go env -w {name}={text}"


def without_variable(ask: Facts, name: str) -> Fix:
    """Return how to take away a variable that is no setting of Go's."""
    return unset_variable(ask, Setting(name, ask.host.env.get(name, ""), Origin.ENVIRONMENT, "the environment"))


def trust(ask: Facts) -> tuple[str, ...]:
    """Return the commands that make this machine trust the authority whose certificate is in ca.crt."""
    host = ask.host
    if host.platform.system is System.WINDOWS:
        return (r"Import-Certificate -FilePath ca.crt -CertStoreLocation Cert:\LocalMachine\Root",)
    if host.platform.system is System.MACOS:
        keychain = "/Library/Keychains/System.keychain"
        return (f"sudo security add-trusted-cert -d -r trustRoot -k {keychain} ca.crt",)
    known = next((each for each in STORES if is_file(host, host.path(each[2]))), None)
    if known is None:
        return ('export SSL_CERT_FILE="$PWD/ca.crt"',)
    command, folder, _ = known
    who = sudo(ask, host.path("/etc"))
    return (f"{who}cp ca.crt {folder}/", f"{who}{command}")


def supply_authorities(ask: Facts, variable: str) -> Fix:
    """Return what gives Go authorities to trust; `variable` is the one that leads it to where there are none, or empty."""
    if variable:
        unset = without_variable(ask, variable)
        return Fix(f"{unset.summary} Or let it name the certificates of the authorities.", unset.commands)
    packaged = install_package(ask, "ca-certificates")
    return Fix("Install the package ca-certificates, or name a file in SSL_CERT_FILE.", packaged)
