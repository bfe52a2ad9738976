"""The way in: `goverify` and `python -m goverify`."""

import gc
import sys

COMMANDS = ("check", "which", "inspect", "list", "explain", "record", "schema")
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
    from goverify.cli import run  # typer is imported only where it is needed
    from goverify.console import leave

    leave(run(arguments))


if __name__ == "__main__":
    main()
