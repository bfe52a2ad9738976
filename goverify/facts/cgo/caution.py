"""The question whether a C compiler may be started to see what it makes: where it stands, what it is, what settings make it load.

Source: gcc(1) (-B, -fplugin, -wrapper, -specs, @file, COMPILER_PATH, GCC_EXEC_PREFIX), clang(1).
"""

from goverify.facts import Blocked, Facts
from goverify.facts.cgo.compiler import Compiler
from goverify.facts.cgo.flags import flag_settings, words_in
from goverify.facts.cgo.xcode import is_stand_in, tools_lacking
from goverify.facts.named_programs import why_not_started
from goverify.facts.path.entries import split
from goverify.facts.writers import alone, other_writer

LOADING = ("-fplugin", "-fpass-plugin", "-wrapper", "-specs", "--specs", "-B", "@", "-load", "-fuse-ld=/", "--ld-path")
PREFIXES = ("COMPILER_PATH", "GCC_EXEC_PREFIX")


def demand_runnable(ask: Facts, cc: Compiler) -> None:
    """Raise Blocked where there is no compiler, or none that may be started."""
    if cc.file is None or cc.real is None:
        raise Blocked("the C compiler is not there")
    if ask(tools_lacking):
        raise Blocked("the C compiler leads to developer tools that are not there")
    if not ask.allow.run_unknown:
        _demand_harmless(ask, cc)
    if is_stand_in(ask, cc):
        return
    if (
        not ask.allow.run_unknown
        and ask.host.cwd in cc.file.parents
        and not ask.host.path((cc.words or ("",))[0]).is_absolute()
    ):
        raise Blocked(f"{cc.file} was not run: it stands in the folder under examination")
    why = ask(why_not_started, cc.file) or ask(why_not_started, cc.real)
    if why:
        raise Blocked(f"{cc.file} was not run: {why}")


def _demand_harmless(ask: Facts, cc: Compiler) -> None:
    """Raise Blocked where settings make the compiler start or load something that was not looked at."""
    words = [(cc.variable, word) for word in (cc.words or ())[1:]]
    words += [(held.name, word) for held in ask(flag_settings) for word in words_in(held) or ()]
    for name, word in words:
        if word.startswith(LOADING):
            raise Blocked(f"{name} holds {word}, by which a compiler starts or loads something else")
    for name in PREFIXES:
        folders = (ask.host.path(text) for text in split(ask.host.platform.system, ask.host.env.get(name, ""))[:20])
        writers = (ask(other_writer, folder) for folder in folders if folder.is_absolute())
        writer = None if ask(alone) else next((each for each in writers if each), None)
        if writer:
            raise Blocked(f"{name} leads the compiler to {writer.place}: {writer.reason}")
