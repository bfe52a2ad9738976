"""project.replaced: a replace line whose folder is gone is reported; one that nobody needs is not."""

import pytest

from goverify.checks.project.replaced import replaced
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, GREET, HOME, MAIN, MOD, in_app
from tests.hosts import BORING, boring

REQUIRES = MOD + "\nrequire example.com/greet v1.0.0\n"
LINE = "replace example.com/greet => ../greet\n"
USES = 'package main\n\nimport "example.com/greet"\n\nfunc main() { greet.Word() }\n'


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(replaced, boring(name))


@pytest.mark.parametrize(("source", "severity"), [(USES, "high"), (MAIN, "medium")])
def test_a_line_that_leads_nowhere_is_dropped(source: str, severity: str) -> None:
    [finding] = findings(replaced, in_app({"go.mod": REQUIRES + LINE, "main.go": source}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("gomod-invalid", f"{APP}/go.mod", severity)
    assert commands(finding) == (f"go mod edit -dropreplace=example.com/greet {APP}/go.mod",)


def test_a_workspace_is_edited_by_its_own_command() -> None:
    work = "go 1.24\n\nuse ./app\n\nreplace example.com/greet v1.0.0 => ./gone\n"
    [finding] = findings(replaced, in_app({"go.mod": REQUIRES}).but(files={f"{HOME}/go.work": work}))
    assert commands(finding) == (f"go work edit -dropreplace=example.com/greet@v1.0.0 {HOME}/go.work",)


@pytest.mark.parametrize(
    ("mod", "more"),
    [
        (REQUIRES + LINE, {f"{HOME}/greet/go.mod": GREET}),
        (MOD + LINE, {}),
        (REQUIRES + "replace example.com/greet v0.9.0 => ../greet\n", {}),
        (REQUIRES + "replace example.com/greet => example.com/other v1.0.0\n", {}),
        (REQUIRES + LINE, {f"{APP}/vendor/modules.txt": ""}),
    ],
    ids=["there", "not required", "another version", "no folder", "vendored"],
)
def test_what_nobody_needs_is_no_fault(mod: str, more: dict[str, str]) -> None:
    assert not findings(replaced, in_app({"go.mod": mod}).but(files=more))
