"""The page as a whole: one document that needs nothing but itself.

Its policy (Content Security Policy Level 3) allows the one style sheet that is written into it, named by its digest,
and nothing else: no script, no image, no font, no frame, no form, no address to load anything from.
"""

import re
from collections.abc import Iterator, Sequence

from goverify.render.headline import headline
from goverify.render.html.background import background, moment
from goverify.render.html.faults import faults
from goverify.render.html.ledger import ledger
from goverify.render.html.masthead import masthead, sentence
from goverify.render.html.origins import origins
from goverify.render.html.results import results
from goverify.render.html.ways import ways
from goverify.render.html.words import text
from goverify.report import Report

HEADING = re.compile(r'<h2 id="([a-z]+)-heading">([^<]+)</h2>')


def render(report: Report) -> str:
    """Return the page."""
    head = headline(report)
    body = [*faults(report), *ways(report), *origins(report), *ledger(report.score)]
    body += [*results(report), *background(report)]
    lines = [
        *_head(": ".join(filter(None, sentence(head)))),
        *_top(report),
        '<main id="main">',
        *masthead(report, head),
    ]
    lines += [
        '<div class="body">',
        *_contents(body),
        '<div class="sections">',
        *body,
        "</div></div></main>",
        *_foot(report),
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _head(title: str) -> Iterator[str]:
    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{title} – goverify</title>\n<style>{style}</style>\n</head>\n<body>"


def _style() -> str:
    from importlib import resources  # costs more than the rest of the page

    return (resources.files("goverify.render.html") / "page.css").read_text("utf-8").replace("\r\n", "\n")


def _digest(style: str) -> str:
    import base64
    import hashlib

    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _top(report: Report) -> Iterator[str]:
    host = ", ".join(text(str(report.host[key])) for key in ("name", "arch") if report.host.get(key))
    yield '<a class="skip" href="#main">To the report</a>'
    yield f'<header class="top"><p><strong>goverify</strong> <span>{host}</span></p><p>{moment(report.run)}</p></header>'


def _contents(body: Sequence[str]) -> Iterator[str]:
    """Yield the list of sections, read off their headings."""
    yield '<nav class="contents" aria-label="Sections"><ul>'
    for line in body:
        found = HEADING.fullmatch(line)
        if found:
            yield f'<li><a href="#{found[1]}">{found[2]}</a></li>'
    yield "</ul></nav>"


def _foot(report: Report) -> Iterator[str]:
    yield "<footer><p>This page holds everything it shows: it loads nothing and runs nothing. "
    yield f"Exit status {report.run.exit_code}. A click on a command selects it whole.</p></footer>\n</body>\n</html>"
