"""The options of the command line, each defined once: its names, what it takes, and what it is for."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How a document is written."""

    TEXT = "text"
    JSON = "json"


class ReportFormat(StrEnum):
    """How the report of a check-up is written."""

    TEXT = "text"
    JSON = "json"
    NDJSON = "ndjson"
    JUNIT = "junit"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    GITHUB = "github"
    OPENMETRICS = "openmetrics"
    HTML = "html"


class RowFormat(StrEnum):
    """How a document of rows is written."""

    TEXT = "text"
    JSON = "json"
    NDJSON = "ndjson"


class Level(StrEnum):
    """The severities that can fail a run, and none of them."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NEVER = "never"


class Profile(StrEnum):
    """Who runs it."""

    DEV = "dev"
    CI = "ci"
    CONTAINER = "container"
    FLEET = "fleet"


class Document(StrEnum):
    """The documents that have a schema."""

    REPORT = "report"
    HOST = "host"
    WHICH = "which"
    INSPECT = "inspect"
    AUTHENTICATE = "authenticate"
    CATALOGUE = "catalogue"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the document.")]
ReportFormatOption = Annotated[
    ReportFormat,
    typer.Option("--format", "-f", help="How to write the report; github also writes the job's summary and outputs."),
]
AlsoOption = Annotated[
    list[str], typer.Option("--also", metavar="FORMAT=FILE", help="Write the report to FILE in FORMAT too.")
]
LegOption = Annotated[
    str, typer.Option("--leg", metavar="NAME", help="What tells this job from others of the same commit, for sarif.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")]
HostOption = Annotated[str, typer.Option("--host", metavar="FILE", help="Examine a recorded host; - is stdin.")]
ProjectOption = Annotated[str, typer.Option("--project", metavar="DIR", help="Examine as seen from DIR.")]
OnlyOption = Annotated[list[str], typer.Option("--only", metavar="NAME,…", help="Only these ids, areas or globs.")]
SkipOption = Annotated[list[str], typer.Option("--skip", metavar="NAME,…", help="All but these.")]
TimeoutOption = Annotated[
    float | None,
    typer.Option(min=1, max=3600, metavar="S", show_default="180; 600 with --deep", help="Seconds for the whole run."),
]
UnknownOption = Annotated[
    bool,
    typer.Option("--run-unknown", help="Run a go even if it is an unknown script or others could have put it there."),
]
CacheOption = Annotated[bool, typer.Option(help="Keep what the probe's build compiled for the next run.")]
FailOption = Annotated[
    Level | None,
    typer.Option(help="The mildest diagnosis that makes the exit status 1.", show_default=Level.HIGH.value),
]
ScoreOption = Annotated[
    int | None, typer.Option(min=0, max=100, metavar="N", help="Exit status 1 for a score below N.")
]
ProfileOption = Annotated[
    Profile | None,
    typer.Option(help="What is left out, and how strict to be, by who runs it.", show_default=Profile.DEV.value),
]
ConfigOption = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The policy: a goverify.toml, or a pyproject.toml with tool.goverify.",
        show_default="the nearest one from here upwards",
    ),
]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="Go by no policy, whatever lies here.")]
BaselineOption = Annotated[
    str, typer.Option(metavar="FILE", help="Fail only on what is not in this earlier report (of --format json).")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the goverify.toml that is there.")]
IncompleteOption = Annotated[bool, typer.Option("--allow-incomplete", help="Exit status 0 for an undecided run.")]
VerboseOption = Annotated[
    int,
    typer.Option("--verbose", "-v", count=True, help="Show what passed too; -vv: also times and the score's ledger."),
]
RowFormatOption = Annotated[
    RowFormat, typer.Option("--format", "-f", help="How to write the document; ndjson is a line for each file.")
]
VerifyOption = Annotated[
    bool | None,
    typer.Option("--verify/--no-verify", help="Judge code signatures; by default those of the files named here."),
]
RootsOption = Annotated[str, typer.Option(metavar="FILE", help="Believe these roots of Windows signatures too (PEM).")]
DeepOption = Annotated[bool, typer.Option("--deep", help="Also list sections, imports, symbols, load commands …")]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict", help="Exit status 1 for what is unreadable, damaged, badly signed, or named and no program."
    ),
]
AllOption = Annotated[bool, typer.Option("--all", "-a", help="List a folder's texts, images and the like too.")]
CardsOption = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="All facts of each file, lists in full.")
]
HashesOption = Annotated[
    bool, typer.Option("--hashes", help="Record the hashes of the tree's files too, half a megabyte, for authenticity.")
]
OnlineOption = Annotated[
    bool,
    typer.Option(
        "--online",
        help="Ask the network for what the command can use of it: module proxies, the checksum database, private repositories.",
    ),
]
ProofsOption = Annotated[
    bool,
    typer.Option(
        "--deep",
        help="Prove more by doing, which takes a minute or more: vet, tests, the race detector, cgo, cross builds, "
        "builds from nothing and built twice, modules.",
    ),
]
NamesOption = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="Name all files, however many.")
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=0, max=64, metavar="N", help="Threads; 0 chooses.")]
ShellsOption = Annotated[
    bool, typer.Option("--shells", help="Ask the shells themselves, which runs the user's start-up files.")
]
ContextsOption = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="Show every context, with its PATH.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Only the verdict and what mends it.")]
