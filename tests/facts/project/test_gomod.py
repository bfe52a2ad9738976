"""facts.gomod: a go.mod and a go.work as Go's own parser takes them, and what it refuses with the number of the line."""

import pytest

from goverify.facts.project.gomod import Replace, Require, parse
from tests.trees import NEWER, OLDER, go_tree

HEAD = "module example.com/app\n\ngo 1.24\n\n"

BROKEN = [
    ("", 0, "no module line"),
    ("go 1.24\n", 0, "no module line"),
    (HEAD + "foo bar\n", 5, "no directive foo"),
    (HEAD + "use ./x\n", 5, "no directive use"),
    (HEAD + "module example.com/b\n", 5, "there is a module line before"),
    ("module example.com/app\ngo 1.24.x\n", 2, "no Go version"),
    ("module example.com/app\ngo 01.2\n", 2, "no Go version"),
    ("module example.com/app\ngo 1.24 1.25\n", 2, "one word"),
    (HEAD + "toolchain 1.24.1\n", 5, "no toolchain"),
    (HEAD + "require example.com/a\n", 5, "a module path and a version"),
    (HEAD + "require example.com/a v2.0.0\n", 5, "example.com/a/v2"),
    (HEAD + "require example.com/a/v2 v1.0.0\n", 5, "begin with v2"),
    (HEAD + "require example.com/a/v1 v1.0.0\n", 5, "no module path"),
    (HEAD + "require gopkg.in/yaml v1.0.0\n", 5, "no module path"),
    (HEAD + "require 'example.com/a' v1.0.0\n", 5, "quotes"),
    (HEAD + "require `example.com/a` v1.0.0\n", 5, "quotes"),
    (HEAD + 'require "example.com/a v1.0.0\n', 5, "not closed"),
    (HEAD + "require (\n\texample.com/a v1.0.0\n", 5, "not closed"),
    (HEAD + "require (\n\texample.com/a v1.0.0\n) x\n", 7, "closing parenthesis"),
    (HEAD + "require ( x ) (\n)\n", 5, "takes no block"),
    (HEAD + "go (\n)\n", 5, "takes no block"),
    (HEAD + "/* old */\n", 5, "comment begins with //"),
    (HEAD + "replace example.com/a ./a\n", 5, "replace is written"),
    (HEAD + "replace example.com/a => example.com/b\n", 5, "needs a version"),
    (HEAD + "replace example.com/a => ./a v1.0.0\n", 5, "has no version"),
    (HEAD + "retract [v1.0.0]\n", 5, "retract is written"),
    (HEAD + "godebug panicnil\n", 5, "godebug is written"),
    (HEAD + "tool a b\n", 5, "one path"),
    (HEAD + "require (\n<<<<<<< HEAD\n\texample.com/a v1.0.0\n=======\n)\n", 6, "no module and no version"),
    ("\ufeff" + HEAD, 1, "byte-order mark"),
    ("\ufffd\ufffdm\0o\0d\0", 1, "no UTF-8"),
    ("module example.com/a b\n", 1, "one word"),
    ("module example.com/a/\n", 1, "two slashes"),
    ("module go\n", 1, "kept for Go itself"),
    ("module example.com/con/x\n", 1, "Windows"),
    ("module ex\u00e4mple.com\n", 1, "which no module path may"),
]


@pytest.mark.parametrize(("text", "line", "why"), BROKEN)
def test_what_go_refuses_is_a_defect_of_its_line(text: str, line: int, why: str) -> None:
    defect = parse(text).defects[0]
    assert (defect.line, why in defect.why) == (line, True), defect


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "require example.com/a v1.0.0 // pinned\n",
        HEAD + "require(\n\texample.com/a v1.0.0\n)\n",
        HEAD + "require (\n\n\t// why\n\texample.com/a v1.0.0\n) // end\n",
        HEAD + 'require "example.com/a" "v1.0.0"',
        HEAD + 'require "example.com/\\x61" v1.0.0',
        HEAD.replace("\n", "\r\n") + "require example.com/a v1.0.0\r\n",
        HEAD + "retract v0.1.0 // wrong\nretract [v0.2.0, v0.3.0]\nrequire example.com/a v1.0.0\nexclude ()\n",
        "require example.com/a v1.0.0\nmodule example.com/app\n",
    ],
)
def test_a_requirement_is_read_in_all_the_ways_of_writing_it(text: str) -> None:
    found = parse(text)
    assert (found.defects, found.requires) == ((), (Require("example.com/a", "v1.0.0", indirect=False),))


@pytest.mark.parametrize(
    ("comment", "indirect"),
    [
        ("// indirect", True),
        ("//indirect", True),
        ("// indirect; for tests", True),
        ("// indirectly", False),
        ("// indirect but why", False),
        ("", False),
    ],
)
def test_only_one_comment_marks_what_a_build_need_not_have(comment: str, indirect: bool) -> None:
    [required] = parse(f"{HEAD}require example.com/a v1.0.0 {comment}\n").requires
    assert required.indirect is indirect


@pytest.mark.parametrize("version", ["v2.0.0+incompatible", "v1.2", "master", "v0.0.0-20200102030405-abcdefabcdef"])
def test_versions_that_go_would_look_up_or_takes_as_they_are_pass(version: str) -> None:
    assert not parse(f"{HEAD}require example.com/a {version}\n").defects


def test_all_directives_are_kept() -> None:
    text = (
        "module example.com/app\ngo 1.25.1\ntoolchain go1.26.0\nexclude example.com/a v1.1.0\n"
        "replace example.com/a v1.0.0 => ../a\nreplace example.com/b => example.com/c v1.2.0\n"
        "tool example.com/t/cmd\nignore ./web\ngodebug panicnil=1\n"
    )
    found = parse(text)
    assert (found.module, found.go, found.toolchain) == ("example.com/app", "1.25.1", "go1.26.0")
    assert found.replaces == (
        Replace("example.com/a", "v1.0.0", "../a", None),
        Replace("example.com/b", None, "example.com/c", "v1.2.0"),
    )
    assert (found.tools, found.ignores, found.godebug) == (("example.com/t/cmd",), ("./web",), (("panicnil", "1"),))
    assert (found.excludes[0].version, found.line_of("toolchain"), found.line_of("go")) == ("v1.1.0", 3, 2)


def test_a_workspace_names_its_folders() -> None:
    found = parse('go 1.24\n\nuse ./a\nuse (\n\t../b // other\n\t"./c d"\n)\nreplace example.com/a => ./x\n', work=True)
    assert (found.uses, found.go, found.defects) == (("./a", "../b", "./c d"), "1.24", ())


@pytest.mark.parametrize("text", ["module example.com/app\n", "require example.com/a v1.0.0\n", "use a b\n"])
def test_a_workspace_takes_no_directives_of_modules(text: str) -> None:
    assert parse(text, work=True).defects


def test_defects_are_counted_up_to_a_bound() -> None:
    assert len(parse("x\n" * 5000).defects) == 20


@pytest.mark.parametrize("version", [NEWER, OLDER])
@pytest.mark.parametrize("name", ["std", "cmd"])
def test_the_files_of_a_real_tree_are_read_whole(version: str, name: str) -> None:
    folder = go_tree(version) / "src"
    file = folder / ("cmd/go.mod" if name == "cmd" else "go.mod")
    found = parse(file.read_text(encoding="utf-8"))
    assert (found.defects, bool(found.requires), found.module) == ((), True, name)
