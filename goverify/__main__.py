"""The way in: `goverify` and `python -m goverify`."""

import gc
import sys

COMMANDS = ("check", "which", "inspect", "authenticate", "list", "explain", "record", "init", "schema")
"""Anything else on the command line is an option or a mistake of `check`."""

HELP = ("--help", "-h")


def main() -> None:
    """Run the command line; the process ends with the exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from goverify import __version__  # the version is answered before anything is imported

        print(f"goverify {__version__}")  # noqa: T201 - the answer
        return
    if not arguments or arguments[0] not in (*COMMANDS, *HELP):
        arguments = ["check", *arguments]
    gc.set_threshold(100_000)  # a short run makes few cycles, and looking for them takes 5 % of it
    from goverify.console import leave

    leave(_run(arguments))


def _run(arguments: list[str]) -> int:
    """Run a command and return its exit status; typer, a third of a short run, only where there is an option to read."""
    command, *names = arguments
    if command == "inspect" and names and not any(name.startswith("-") for name in names):
        from goverify.commands.guard import guarded
        from goverify.commands.inspect import Showing, run
        from goverify.inspection import Wishes

        return guarded(lambda: run(tuple(names), Wishes(), Showing(), roots="", strict=False))
    from goverify.cli import run_line

    return run_line(arguments)


if __name__ == "__main__":
    main()
