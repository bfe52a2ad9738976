"""GOPROXY is a list that go can read.

Why
    Where one entry of GOPROXY is no address, go refuses the whole list as soon as it needs a module. A login it sends
    to an https address alone.

Looks at
    GOPROXY in the environment and in the go env file, taken apart as go does it: at commas and bars, up to direct or
    off. A host without https:// is no fault, for go adds that by itself.

Fix
    Unset GOPROXY, or write addresses with commas between them.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.settings.in_force import setting
from goverify.facts.settings.list_rules import proxy_fault

OF_A_LIST = "Or write the addresses with commas between them, such as GOPROXY=https://proxy.example,direct."
OF_A_LOGIN = "Or ask the proxy over https, or take the login out of its address."


@check(causes=("proxy-invalid",))
def proxy(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOPROXY")
    if held is None:
        raise Unavailable("GOPROXY is not set")
    fault = proxy_fault(held.value)
    if fault:
        yield about_setting(
            ask,
            "proxy-invalid",
            held,
            f"{named(held)} is no list of proxies that go can use: {cut(fault)}",
            remedy=OF_A_LOGIN if "login" in fault else OF_A_LIST,
            detail="What needs no download still works.",
        )
    else:
        yield Evidence(held.place, as_written(held))
