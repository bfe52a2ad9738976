"""What here needs cgo: settings that are about nothing else, the project's own code, modules that are C inside."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.cgo.flags import flag_settings
from goverify.facts.cgo.sources import files_with_c
from goverify.facts.cgo.switch import cgo_switch, usual
from goverify.facts.held import as_written
from goverify.facts.project.roots import project
from goverify.facts.settings.goflags import TRUTHS, goflags
from goverify.facts.settings.in_force import setting

MODULES = frozenset(
    """
    github.com/mattn/go-sqlite3 github.com/mutecomm/go-sqlcipher github.com/mutecomm/go-sqlcipher/v4
    github.com/confluentinc/confluent-kafka-go github.com/confluentinc/confluent-kafka-go/v2
    github.com/marcboeker/go-duckdb github.com/marcboeker/go-duckdb/v2 github.com/duckdb/duckdb-go/v2
    github.com/godror/godror github.com/linxGnu/grocksdb github.com/tecbot/gorocksdb github.com/bmatsuo/lmdb-go
    github.com/libgit2/git2go/v34 github.com/DataDog/zstd github.com/valyala/gozstd github.com/h2non/bimg
    github.com/davidbyttow/govips/v2 gocv.io/x/gocv gopkg.in/gographics/imagick.v3 github.com/veandco/go-sdl2
    github.com/go-gl/glfw/v3.3/glfw github.com/go-gl/gl github.com/gotk3/gotk3 fyne.io/fyne/v2 github.com/gordonklaus/portaudio
    github.com/smacker/go-tree-sitter github.com/tree-sitter/go-tree-sitter github.com/wasmerio/wasmer-go
    github.com/bytecodealliance/wasmtime-go github.com/miekg/pkcs11 github.com/ThalesGroup/crypto11 github.com/pebbe/zmq4
    """.split()
)
"""Modules that are C inside, and do nothing or are not built without cgo."""

SANITIZERS = ("race", "msan", "asan")
SHARED = frozenset({"c-archive", "c-shared", "plugin", "shared"})
"""Build modes that need cgo (go help buildmode)."""


class Need(NamedTuple):
    """Something here that needs cgo."""

    place: str
    why: str
    """The end of a sentence about the place."""
    code: bool
    """It is the project's code or a module of it; else a setting."""
    fatal: bool = False
    """Builds in the folder under examination fail without cgo."""
    pkg_config: bool = False
    cplusplus: bool = False


def cgo_needs(ask: Facts) -> tuple[Need, ...]:
    """Return what here needs cgo, what cannot be built without it first."""
    return (*ask(code_needs), *ask(_settings))


def code_needs(ask: Facts) -> tuple[Need, ...]:
    """Return what of the project needs cgo."""
    files = [
        Need(
            str(each.file),
            'imports "C"',
            code=True,
            fatal=each.here,
            pkg_config=each.pkg_config,
            cplusplus=each.cplusplus,
        )
        for each in sorted(ask(files_with_c), key=lambda each: not each.here)
    ]
    found = ask(project)
    required = found.mod.requires if found and found.mod else ()
    modules = [
        Need(str(found.module), f"requires {each.path}, which is C inside", code=True)
        for each in required
        if found and each.path in MODULES and not each.indirect
    ]
    return (*files, *modules)


def _settings(ask: Facts) -> tuple[Need, ...]:
    """Return the settings that mean nothing without cgo, or demand it."""
    switch, held, flags = ask(cgo_switch), [], ask(goflags)
    if switch.held and switch.on:
        held.append((switch.held, "demands it"))
    named = ask(setting, "CC")
    if named and named.value != usual(ask, "CC", switch.os, switch.arch):
        held.append((named, "chooses its compiler"))
    held += [(each, "is for it") for each in ask(flag_settings)]
    found = [Need(each.place, f"{as_written(each)} {why}", code=False) for each, why in held]
    for name in SANITIZERS:
        flag = flags.last(name) if flags else None
        if flags and flag and (flag.value is None or (flag.value in TRUTHS and flag.value.lower()[:1] in "1t")):
            found.append(Need(flags.held.place, f"GOFLAGS holds {flag.text}, which needs it", code=False, fatal=True))
    mode = flags.last("buildmode") if flags else None
    if flags and mode and mode.value in SHARED:
        found.append(Need(flags.held.place, f"GOFLAGS holds {mode.text}, which needs it", code=False, fatal=True))
    return tuple(found)
