"""There is room where go puts the programs that it builds.

Why
    go build leaves its program in the current folder, go install in GOBIN or the bin folder of GOPATH. Where these are
    on a full file system of their own, all is compiled, and the last step fails.

Looks at
    The free bytes and inodes of the file systems that hold the module at hand and the folder of installed programs,
    where they are not those of the caches, which storage.room looks at. Read-only ones, and those with little but some
    room, are no fault.

Fix
    Free some space there, or give go build another place with -o.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.go_commands import answering_go
from goverify.facts.gopath import gopath
from goverify.facts.goroot import concerned
from goverify.facts.project.roots import project
from goverify.facts.storage.folders import caches
from goverify.facts.storage.room import room, standing_on


@check(causes=("disk-full",))
def output_room(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    of_caches = [place.mount for cache in ask(caches) if (place := ask(standing_on, cache.path))]
    looked_at = list(of_caches)
    for folder in _outputs(ask):
        left = ask(room, folder)
        if left is None or left.place.mount in looked_at:
            continue
        looked_at.append(left.place.mount)
        seen = f"{left.place.type} on {left.place.mount}, {left.place.free_bytes >> 20} MiB free"
        if left.none_left and not left.place.read_only:
            yield _finding(ask, folder, left.lacks, left.place.mount, seen)
        else:
            yield Evidence(str(folder), seen)
    if looked_at == of_caches:
        raise Unavailable("programs are put where the caches are, or nowhere")


def _outputs(ask: Ask) -> Iterator[PurePath]:
    """Yield the folders in which go build and go install leave programs."""
    here = ask(project)
    if here and here.root:
        yield here.root
    yield from ask(gopath).bins[:1]


def _finding(ask: Ask, folder: PurePath, lacks: str, mount: str, seen: str) -> Finding:
    return Finding(
        cause="disk-full",
        subject=folder,
        message=f"{folder}, where go leaves the programs that it builds, is on a file system with no {lacks} left",
        evidence=(Evidence(str(folder), seen),),
        fix=Fix(f"Free some space on {mount}, or name another place for the program: go build -o."),
        concerns=concerned(ask),
    )
