"""The command line: options in, exit status out; what a command does stands in the module of its name in `commands/`."""

from typing import Annotated

import typer

from goverify.options import (
    AllOption,
    AlsoOption,
    BaselineOption,
    CacheOption,
    CardsOption,
    ConfigOption,
    ContextsOption,
    DeepOption,
    Document,
    FailOption,
    ForceOption,
    Format,
    FormatOption,
    HashesOption,
    HostOption,
    IncompleteOption,
    JobsOption,
    JsonOption,
    LegOption,
    NamesOption,
    NoConfigOption,
    OnlineOption,
    OnlyOption,
    OutputOption,
    ProfileOption,
    ProjectOption,
    ProofsOption,
    QuietOption,
    ReportFormat,
    ReportFormatOption,
    RootsOption,
    RowFormat,
    RowFormatOption,
    ScoreOption,
    ShellsOption,
    SkipOption,
    StrictOption,
    TimeoutOption,
    UnknownOption,
    VerboseOption,
    VerifyOption,
)

app = typer.Typer(
    name="goverify",
    help="Verify and diagnose a Go environment: which go answers, whether it is whole, whether it works.",
    epilog="Without a command, goverify checks. `goverify --version` prints the version.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def check(
    only: OnlyOption = [],  # noqa: B006 - typer makes a new list for each call
    skip: SkipOption = [],  # noqa: B006 - likewise
    format_: ReportFormatOption = ReportFormat.TEXT,
    json: JsonOption = False,
    output: OutputOption = "",
    also: AlsoOption = [],  # noqa: B006 - likewise
    leg: LegOption = "",
    fail_on: FailOption = None,
    min_score: ScoreOption = None,
    allow_incomplete: IncompleteOption = False,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    baseline: BaselineOption = "",
    timeout: TimeoutOption = None,
    host: HostOption = "",
    project: ProjectOption = "",
    online: OnlineOption = False,
    deep: ProofsOption = False,
    run_unknown: UnknownOption = False,
    cache: CacheOption = True,
    verbose: VerboseOption = 0,
    quiet: QuietOption = False,
) -> None:
    """Check the Go environment and print the report (the default command)."""
    from goverify.commands.check import check  # only what runs is imported
    from goverify.commands.selection import Selection, View, time_limit
    from goverify.plan import Wishes

    limit_s = time_limit(timeout, deep=deep)
    selection = Selection(
        tuple(only), tuple(skip), host, project, limit_s, run_unknown=run_unknown, cache=cache, online=online, deep=deep
    )
    form = "json" if json else format_.value
    view = View(form=form, output=output, verbose=verbose, quiet=quiet, also=tuple(also), leg=leg)
    wishes = Wishes(
        fail_on=fail_on.value if fail_on else None,
        min_score=min_score,
        allow_incomplete=allow_incomplete,
        profile=profile.value if profile else None,
        config=config,
        no_config=no_config,
        baseline=baseline,
    )
    raise typer.Exit(check(selection, view, wishes))


@app.command()
def which(
    format_: FormatOption = Format.TEXT,
    json: JsonOption = False,
    output: OutputOption = "",
    host: HostOption = "",
    project: ProjectOption = "",
    shells: ShellsOption = False,
    verbose: ContextsOption = 0,
) -> None:
    """Show every go that a command line could mean here, hop by hop, and why the first one answers.

    Also which go shells, the desktop, services and sudo would find, as their files tell it, and the line that makes
    them differ from this process.
    """
    from goverify.commands.selection import Selection, View
    from goverify.commands.which import which

    view = View(json=json or format_ is Format.JSON, output=output, verbose=verbose)
    raise typer.Exit(which(Selection(host=host, project=project, shells=shells), view))


@app.command()
def inspect(
    names: Annotated[list[str], typer.Argument(metavar="FILE… DIR…", help="Files, and folders with all below them.")],
    format_: RowFormatOption = RowFormat.TEXT,
    json: JsonOption = False,
    output: OutputOption = "",
    verify: VerifyOption = None,
    roots: RootsOption = "",
    deep: DeepOption = False,
    strict: StrictOption = False,
    everything: AllOption = False,
    jobs: JobsOption = 0,
    verbose: CardsOption = 0,
) -> None:
    """Tell what programs are: format, linkage, Go version, modules and build settings, build IDs, code signature.

    Of a folder's files, the executables, libraries, archives and the like are listed, and what cannot be read; links
    in it are named and not followed. A name that leads to nothing gets its row too, and makes the exit status 2.
    """
    from goverify.commands.inspect import Showing, run
    from goverify.inspection import Wishes

    showing = Showing("json" if json else format_.value, output, verbose, everything)
    raise typer.Exit(run(tuple(names), Wishes(verify, deep, jobs), showing, roots=roots, strict=strict))


@app.command()
def authenticate(
    root: Annotated[
        str, typer.Argument(metavar="[GOROOT]", help="A Go tree; by default that of the go that answers.")
    ] = "",
    format_: FormatOption = Format.TEXT,
    json: JsonOption = False,
    output: OutputOption = "",
    host: HostOption = "",
    online: OnlineOption = False,
    verbose: NamesOption = 0,
) -> None:
    """Tell whether every file of a Go tree is the one that its release recorded, and name those that are not.

    The exit status is 1 where files differ, and 3 where that cannot be told.
    """
    from goverify.commands.authenticate import Writing, run

    writing = Writing(json=json or format_ is Format.JSON, output=output, everything=bool(verbose))
    raise typer.Exit(run(root, host, writing, online=online))


@app.command(name="list")
def list_(
    only: OnlyOption = [],  # noqa: B006
    format_: FormatOption = Format.TEXT,
    json: JsonOption = False,
    output: OutputOption = "",
) -> None:
    """List the checks with their area, gravest severity and systems, and what is only told of a host."""
    from goverify.commands.catalog import list_checks
    from goverify.commands.selection import Selection, View

    raise typer.Exit(list_checks(Selection(only=tuple(only)), View(json=json or format_ is Format.JSON, output=output)))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="A check, a cause, an item of information or probe:STEP.")],
) -> None:
    """Explain a check, a cause or an item of information: why it matters, what is looked at, how to mend it."""
    from goverify.commands.catalog import explain

    raise typer.Exit(explain(name))


@app.command()
def record(
    output: OutputOption = "",
    project: ProjectOption = "",
    timeout: TimeoutOption = None,
    run_unknown: UnknownOption = False,
    cache: CacheOption = True,
    hashes: HashesOption = False,
    deep: ProofsOption = False,
) -> None:
    """Record this host as a redacted file that replays anywhere: goverify check --host FILE."""
    from goverify.commands.record import record
    from goverify.commands.selection import Selection, View, time_limit

    limit_s = time_limit(timeout, deep=deep)
    selection = Selection(
        project=project, timeout_s=limit_s, run_unknown=run_unknown, cache=cache, hashes=hashes, deep=deep
    )
    raise typer.Exit(record(selection, View(output=output)))


@app.command()
def init(project: ProjectOption = "", force: ForceOption = False) -> None:
    """Write a goverify.toml that this machine meets: the releases, the origin and the proof of its Go as required."""
    from goverify.commands.init import run

    raise typer.Exit(run(project, force=force))


@app.command()
def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")] = Document.REPORT,
    output: OutputOption = "",
) -> None:
    """Print the JSON Schema of a document."""
    from goverify.commands.catalog import schema
    from goverify.commands.selection import View

    raise typer.Exit(schema(document.value, View(output=output)))


def run_line(arguments: list[str]) -> int:
    """Run a command line and return its exit status."""
    from goverify.commands.guard import guarded

    return guarded(lambda: app(arguments, prog_name="goverify"))
