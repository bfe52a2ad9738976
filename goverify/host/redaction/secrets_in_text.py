"""The look of secrets in free text: credentials in addresses, tokens of known shape, values given to telling names.

What stands for a secret survives a second look unchanged, so that redacting twice is redacting once. Repetitions are
bounded: the text may be made to keep a search busy.
"""

import re
from collections.abc import Callable, Iterable

REDACTED = "<redacted>"

_NAMES = r"(?:token|secret|passw(?:or)?d|passphrase|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|_auth)"
_VALUE = r"""(?P<value>"[^"\r\n]{0,4096}"|'[^'\r\n]{0,4096}'|[^\s"'&;,|)]{1,4096})"""
_SCHEME = r"(?P<scheme>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{0,20}://)"

_USER_INFO = re.compile(rf"{_SCHEME}(?P<user>[^\s/@\"'<>]{{0,1024}})@")
_SLASHED_PASSWORD = re.compile(rf"{_SCHEME}(?P<user>[^\s/:@]{{1,256}}:(?!\d+(?:[/\s]|$))[^\s@\"'<>]{{0,1024}})@")
_KNOWN_TOKENS = re.compile(
    r"(?<![A-Za-z0-9])(?:gh[opsur]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}"
    r"|A[KS]IA[0-9A-Z]{16}|eyJ[\w-]{8,4096}\.[\w-]{1,4096}\.[\w-]*|sk-[\w-]{16,}|npm_\w{30,}|pypi-[\w-]{30,}|AIza[\w-]{30,}"
    r"|ya29\.[\w-]{16,}|hvs\.[\w-]{16,}|dckr_pat_[\w-]{16,})"
)
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)", re.DOTALL
)
_HEADER = re.compile(
    r"(?i)(?P<before>\b(?:authorization[\"']?\s{0,9}[:=]\s{0,9}[\"']?(?:(?:bearer|basic|token)\s{1,9})?|bearer\s{1,9}))"
    r"(?P<value>[^\s\"',;]+)"
)
_ASSIGNED = re.compile(
    rf"(?i)(?P<before>(?<![\w./\\-])[\w.-]{{0,64}}{_NAMES}[\w.-]{{0,64}}(?<!\.go)(?<!\.[chs])[\"']?\s{{0,9}}(?:=|:(?!//))[ \t]{{0,9}})"
    + _VALUE
)
_FLAG = re.compile(rf"(?i)(?P<before>(?<!\S)--?[\w-]{{0,64}}{_NAMES}[\w-]{{0,64}}[ \t=]{{1,9}}){_VALUE}")
_BASIC = re.compile(r"(?P<before>(?<!\S)(?:-u|--user|--proxy-user)[ =])(?P<value>[^\s:]{1,256}:\S+)")
_LINKER = re.compile(r"(?P<before>-X[= ]?[\w./~-]{1,256}=)(?P<value>[^\s\"']+)")
_LINKER_QUOTED = re.compile(r"(?P<before>-X[= ]?(?P<quote>[\"'])[\w./~-]{1,256}=)(?P<value>[^\"'\r\n]+)")
_NETRC = re.compile(r"\b(?:machine\s{1,9}\S+|default)(?:\s{1,9}(?:login|password|account)\s{1,9}\S+)+")
_NETRC_VALUE = re.compile(r"(?P<before>\b(?:login|password|account)\s{1,9})(?P<value>\S+)")
SECRET_FLAG = re.compile(rf"(?i)--?[\w-]{{0,64}}{_NAMES}[\w-]{{0,64}}")
"""An argument whose successor is a secret."""


def _user_info(found: re.Match[str]) -> str:
    """Return an address without its credentials, still one with user and password where it had both."""
    if found["user"] in {"", "git"}:
        return found[0]
    return found["scheme"] + ("redacted:redacted@" if ":" in found["user"] else "redacted@")


def _value(found: re.Match[str]) -> str:
    value = found["value"]
    quote = value[0] if value[:1] in {'"', "'"} and len(value) > 1 else ""
    return f"{found['before']}{quote}{REDACTED}{quote}"


def _netrc(found: re.Match[str]) -> str:
    return _NETRC_VALUE.sub(_value, found[0])


_RULES: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (_PRIVATE_KEY, "PRIVATE KEY", lambda _: REDACTED),
    (_SLASHED_PASSWORD, "://", _user_info),
    (_USER_INFO, "://", _user_info),
    (_NETRC, "login", _netrc),
    (_NETRC, "password", _netrc),
    (_HEADER, "", _value),
    (_ASSIGNED, "", _value),
    (_FLAG, "-", _value),
    (_BASIC, "-", _value),
    (_LINKER_QUOTED, "-X", _value),
    (_LINKER, "-X", _value),
    (_KNOWN_TOKENS, "", lambda _: REDACTED),
)
"""Pattern, a text without which it cannot match, replacement."""


def without_secrets(text: str, known: Iterable[str] = ()) -> str:
    """Return `text` without what looks like a secret, and without the known ones, longest first."""
    for pattern, hint, replacement in _RULES:
        if hint in text:
            text = pattern.sub(replacement, text)
    for secret in sorted(known, key=len, reverse=True):
        text = text.replace(secret, REDACTED)
    return text
