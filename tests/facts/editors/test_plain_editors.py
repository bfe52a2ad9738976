"""Zed, Neovim, Vim and Emacs: the literal values in their files, and what is left out because only they know it."""

import pytest

from tests.editing import APP, CONFIG, HOME, SDK, edited, gos, states
from tests.hosts import go_tree

NVIM, EMACS, ZED = f"{CONFIG}/nvim/init.lua", f"{HOME}/.emacs.d/init.el", f"{CONFIG}/zed/settings.json"


def found(file: str, text: str) -> list[tuple[str, str]]:
    """Return setting and state of each Go."""
    return [(setting, state) for _, _, setting, state in states(edited({file: text}))]


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        (f'{{"lsp": {{"gopls": {{"binary": {{"env": {{"GOROOT": "{SDK}"}}}}}}}}}}', "lsp.gopls.binary.env.GOROOT"),
        (f'{{"terminal": {{"env": {{"PATH": "{SDK}/bin:/usr/bin",}}}}}}', "terminal.env.PATH"),
    ],
)
def test_zed_gives_gopls_and_the_terminal_an_environment(text: str, setting: str) -> None:
    assert found(ZED, text) == [(setting, "differs")]


def test_zed_s_project_settings_win_over_the_user_s() -> None:
    text = '{"lsp": {"gopls": {"settings": {"env": {"GOROOT": "%s"}}}}}'
    host = edited({f"{APP}/.zed/settings.json": text % SDK, ZED: text % "/gone"})
    assert states(host) == [("Zed", "folder", "lsp.gopls.settings.env.GOROOT", "differs")]


def test_zed_on_macos_and_windows_has_its_own_places() -> None:
    text = '{"terminal": {"env": {"GOROOT": "/gone"}}}'
    assert [go.editor for go in gos(edited({"/Users/gopher/.config/zed/settings.json": text}, "macos"))] == ["Zed"]
    roaming = r"C:\Users\gopher\AppData\Roaming\Zed\settings.json"
    assert [go.editor for go in gos(edited({roaming: text}, "windows"))] == ["Zed"]


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        (f'vim.env.GOROOT = "{SDK}"', "GOROOT"),
        ('vim.env.GOROOT = vim.fn.expand("~/sdk/go1.26.6") -- mine', "GOROOT"),
        ('vim.env.GOROOT = os.getenv("HOME") .. "/sdk/go1.26.6"', "GOROOT"),
        (f"vim.fn.setenv('GOROOT', '{SDK}')", "GOROOT"),
        (f'  cmd_env = {{ GOROOT = "{SDK}" }},', "GOROOT"),
        (f'  ["GOROOT"] = "{SDK}",', "GOROOT"),
        (f'vim.env.PATH = "{SDK}/bin:" .. vim.env.PATH', "PATH"),
        (f'  cmd_env = {{ A = "b", PATH = "{SDK}/bin:/usr/bin" }},', "PATH"),
    ],
)
def test_neovim_s_literal_assignments_are_read(line: str, setting: str) -> None:
    assert found(NVIM, f"-- settings\n{line}\n") == [(setting, "differs")]


@pytest.mark.parametrize(
    "line",
    [
        f'-- vim.env.GOROOT = "{SDK}"',
        f'local GOROOT = "{SDK}"',
        f'if vim.env.GOROOT == "{SDK}" then',
        'print("GOROOT")',
        f'opts = {{ PATH = "{SDK}/bin" }}',
        'vim.env.PATH = vim.env.PATH .. ":/opt/tools"',
    ],
)
def test_what_is_no_assignment_of_a_go_is_left_out(line: str) -> None:
    assert [state for _, state in found(NVIM, line)] in ([], ["same"])


def test_what_only_neovim_knows_is_open() -> None:
    assert found(NVIM, 'vim.env.GOROOT = go_root("1.26")\n') == [("GOROOT", "unknown")]


def test_neovim_s_files_below_its_folder_are_read_up_to_a_bound() -> None:
    files = {f"{CONFIG}/nvim/lua/a/b{n}.lua": 'vim.env.GOROOT = "/gone"\n' for n in range(60)}
    assert len(gos(edited(files))) == 40


def test_vim_s_own_files_are_read() -> None:
    host = edited({f"{HOME}/.vimrc": f"\" let $GOROOT = '/gone'\nlet $PATH = '{SDK}/bin:' . $PATH\n"})
    assert states(host) == [("Vim", "user", "PATH", "differs")]
    assert found(f"{CONFIG}/nvim/init.vim", "let $GOROOT = expand('~/sdk/go1.26.6')\n") == [("GOROOT", "differs")]


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        (f'(setenv "GOROOT" "{SDK}")', "GOROOT"),
        ('(setenv "GOROOT" (expand-file-name "~/sdk/go1.26.6"))', "GOROOT"),
        (f'(setenv "PATH" (concat "{SDK}/bin" path-separator (getenv "PATH")))', "PATH"),
        (f'(setq go-command "{SDK}/bin/go")', "go-command"),
        (f'(custom-set-variables \'(go-command "{SDK}/bin/go"))', "go-command"),
        ('(add-to-list \'exec-path "~/sdk/go1.26.6/bin")', "exec-path"),
        (f'(push "{SDK}/bin" exec-path)', "exec-path"),
    ],
)
def test_emacs_literal_settings_are_read(line: str, setting: str) -> None:
    assert found(EMACS, f";; mine\n{line}\n") == [(setting, "differs")]


@pytest.mark.parametrize(
    "line", ['; (setenv "GOROOT" "/gone")', '(getenv "GOROOT")', '(add-to-list \'exec-path "/opt/none")', "("]
)
def test_what_sets_no_go_in_emacs_is_left_out(line: str) -> None:
    assert found(EMACS, line) == []


def test_what_only_emacs_knows_is_open() -> None:
    assert found(EMACS, '(setenv "GOROOT" (my-go "1.26"))') == [("GOROOT", "unknown")]


def test_emacs_files_stand_in_several_places() -> None:
    text = '(setenv "GOROOT" "/gone")\n'
    places = [f"{HOME}/.emacs", f"{HOME}/.doom.d/config.el", f"{CONFIG}/emacs/custom.el", f"{CONFIG}/doom/config.el"]
    assert [str(go.file) for go in gos(edited(dict.fromkeys(places, text)))] == places


def test_windows_paths_and_separators_are_read() -> None:
    tree = go_tree(r"C:\go1.26", "go1.26.6", system="windows")
    file = r"C:\Users\gopher\AppData\Local\nvim\init.lua"
    host = edited({file: 'vim.env.PATH = "C:\\\\go1.26\\\\bin;" .. vim.env.PATH\n'}, "windows").but(files=tree)
    assert states(host) == [("Neovim", "user", "PATH", "differs")]
