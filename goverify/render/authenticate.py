"""The verdict on a tree: genuine, repackaged, modified or unknown, on what that rests, and each file that differs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from goverify.authenticated import Difference, Verdict
from goverify.facts.release import Release
from goverify.render.json import TOOL, Json, dumps
from goverify.render.layout import visible, wrap
from goverify.render.style import Ink, Style

SCHEMA = "goverify.authenticate/1"
SHOWN = 20
"""Names of each kind that a person is shown unless more are wanted."""

INKS = {"genuine": Ink.GREEN, "repackaged": Ink.GREEN, "modified": Ink.RED, "unknown": Ink.YELLOW}
LABEL = 11
MOST_RELEASES = 3
FEW, MOST_OF = 5, 0.9
"""How many files another release must have just so, and which part of those that any has, to be named for all."""


def render(verdict: Verdict, style: Style, *, everything: bool) -> str:
    """Return the verdict as text; its first line says what it is."""
    lines = [style.paint(_first(verdict), Ink.BOLD, INKS[verdict.status])]
    lines += wrap(f"{verdict.reason[:1].upper()}{verdict.reason[1:]}.", style.width, "  ")
    shown = _Paragraphs(style, None if everything else SHOWN)
    lines += shown.text("record", _record(verdict))
    lines += shown.text("own sum", verdict.sum if verdict.sum != verdict.recorded_sum else "")
    lines += shown.text("same", f"{verdict.same} files" if verdict.same is not None else "")
    lines += shown.text("mixed", _of_another(verdict))
    for how in ("changed", "missing", "added"):
        lines += shown.names(how, [_difference(item) for item in verdict.differences if item.how == how])
    lines += shown.names("unreadable", [f"{name}: {why}" for name, why in verdict.unreadable.items()])
    lines += shown.text("left out", f"{', '.join(verdict.left_out)}" if verdict.left_out else "")
    lines += shown.text("go.env", ", ".join(f"{name}={value}" for name, value in verdict.settings.items()))
    lines += shown.names("beside", [f"{name}: {why}" for name, why in verdict.outside.items()])
    lines += shown.names("packaged", _packages(verdict))
    lines += shown.names("retargeted", _links(verdict.package.retargeted if verdict.package else {}))
    lines += shown.names("replaced", _links(verdict.package.replaced if verdict.package else {}))
    lines += shown.names("links", _links(verdict.links))
    if verdict.source:
        lines += shown.text("not judged", "api, doc, misc, test, modes of files: no record covers them")
    return "\n".join(lines) + "\n"


def render_json(verdict: Verdict) -> str:
    """Return the verdict as one JSON document, ended by a newline."""
    proof = verdict.proof
    return dumps(
        {
            "schema": SCHEMA,
            "tool": TOOL,
            "root": verdict.root,
            "status": verdict.status,
            "reason": verdict.reason,
            "module": verdict.module or None,
            "sum": verdict.sum or None,
            "record": {
                "sum": verdict.recorded_sum,
                "source": verdict.source,
                "proof": {
                    "record": proof.record,
                    "number": proof.number,
                    "tree_size": proof.tree_size,
                    "head": proof.head,
                }
                if proof
                else None,
            }
            if verdict.source
            else None,
            "same": verdict.same,
            "differences": [
                {"name": item.name, "how": item.how, "found_in": list(item.found_in)} for item in verdict.differences
            ],
            "left_out": list(verdict.left_out),
            "settings": dict(verdict.settings),
            "outside": dict(verdict.outside),
            "unreadable": dict(verdict.unreadable),
            "links": dict(verdict.links),
            "package": _package(verdict),
        }
    )


class _Paragraphs:
    """Labels on the left, what they stand for beside them."""

    def __init__(self, style: Style, limit: int | None) -> None:
        self._style = style
        self._limit = limit

    def text(self, label: str, text: str) -> Iterator[str]:
        """Yield the lines of a paragraph; none where there is no text."""
        if text:
            yield from wrap(text, self._style.width, f"  {label:<{LABEL}}")

    def names(self, label: str, names: Iterable[str]) -> Iterator[str]:
        """Yield a line for each name, and how many more there are."""
        listed = list(names)
        for number, name in enumerate(listed[: self._limit]):
            yield from wrap(name, self._style.width, f"  {'' if number else label:<{LABEL}}")
        if self._limit is not None and len(listed) > self._limit:
            yield from wrap(f"and {len(listed) - self._limit} more", self._style.width, f"  {'':<{LABEL}}")


def _first(verdict: Verdict) -> str:
    release, _, platform = verdict.module.rpartition(".")
    root = visible(verdict.root)
    if not release:
        return f"{verdict.status}: {root}"
    what = f"{visible(release)} for {visible(platform.replace('-', '/', 1))}"
    return f"{verdict.status}: {root} {'says that it is' if verdict.status in {'modified', 'unknown'} else 'is'} {what}"


def _record(verdict: Verdict) -> str:
    if not verdict.source:
        return ""
    if verdict.proof is None:
        return f"{verdict.recorded_sum}, with nothing but that to prove it"
    place = f"number {verdict.proof.number} in the signed tree of {verdict.proof.tree_size}"
    return f"{verdict.recorded_sum}, {place}, signature and proof checked"


def _packages(verdict: Verdict) -> list[str]:
    packages = verdict.package.packages if verdict.package else ()
    return [f"{name} {version}".rstrip() + f", recorded in {record}" for name, version, record in packages]


def _links(links: Mapping[str, str]) -> list[str]:
    return [f"{name} -> {target}" for name, target in links.items()]


def _package(verdict: Verdict) -> Json:
    package = verdict.package
    if package is None:
        return None
    return {
        "packager": package.packager,
        "packages": [
            {"name": name, "version": version or None, "record": record} for name, version, record in package.packages
        ],
        "total": package.total,
        "same": package.same,
        "retargeted": dict(package.retargeted),
        "replaced": dict(package.replaced),
    }


def _difference(item: Difference) -> str:
    return f"{item.name}, as in {_releases(item.found_in)}" if item.found_in else item.name


def _releases(modules: Sequence[str]) -> str:
    """Return modules such as go1.27.3.linux-amd64 by their releases, the newest first; a single one with its platform."""
    if len(modules) == 1:
        return modules[0]
    parsed = {each for module in modules if (each := Release.parse(module.rpartition(".")[0]))}
    named = [str(each) for each in sorted(parsed, reverse=True)] or list(modules)
    more = f" and {len(named) - MOST_RELEASES} more" if len(named) > MOST_RELEASES else ""
    return f"{', '.join(named[:MOST_RELEASES])}{more}"


def _of_another(verdict: Verdict) -> str:
    """Return which single release has most of the files that differ; nothing where none has, or few differ."""
    found = [item.found_in for item in verdict.differences if item.found_in]
    counted = Counter(release for modules in found for release in {module.rpartition(".")[0] for module in modules})
    release, count = max(counted.items(), key=lambda pair: pair[1], default=("", 0))
    if count < FEW or count < len(found) * MOST_OF:
        return ""
    return f"{count} of the {len(verdict.differences)} files that differ are as in {release}"
