"""facts.go_sources: what Go files import, from their first lines."""

import pytest

from goverify.facts import Facts
from goverify.facts.project.go_sources import imports_of, sources_at
from tests.hosts import boring, text


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('package a\nimport "fmt"\n', ["fmt"]),
        ("package a\nimport `fmt`\n", ["fmt"]),
        ('package a\nimport x "example.com/x"; import . "example.com/y"\n', ["example.com/x", "example.com/y"]),
        (
            'package a\n\nimport (\n\t"fmt"\n\n\t_ "example.com/x" // why\n)\nimport "os"\n',
            ["fmt", "example.com/x", "os"],
        ),
        ('// import "no"\n/* import "no" */\npackage a // import "no"\nimport "fmt"\n', ["fmt"]),
        ('package a\nfunc f() { g() }\nvar s = `\nimport "no"\n`\n', []),
        ('package a\n/* not closed\nimport "no"\n', []),
        ("", []),
    ],
)
def test_imports_are_found_in_all_the_ways_of_writing_them(source: str, found: list[str]) -> None:
    assert list(imports_of(source)) == found


def test_a_file_made_to_do_harm_is_read_at_once() -> None:
    assert list(imports_of("/*" * 16_000 + "import (" * 4_000)) == []


def test_the_folders_below_count_and_the_standard_library_does_not() -> None:
    source = 'package a\nimport (\n\t"fmt"\n\t"example.com/x"\n)\n'
    names = ("a.go", "b_test.go", "sub/c.go", "_old/d.go", ".git/e.go", "vendor/f.go", "sub/deep/g.go", "cmd/app/i.go")
    host = boring("linux").but(files={f"/srv/{name}": text(source) for name in names})
    found = Facts(host)(sources_at, host.path("/srv"))
    assert [file.name for file in found.files] == ["a.go", "b_test.go", "i.go", "c.go"]
    assert found.imports == ("example.com/x",)
