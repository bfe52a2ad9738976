"""Pages as a browser reads them, for tests: parsed by the standard's rules, where a slip is an error."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib


def parsed(page: str) -> Element:
    """Return the document; a parse error of the HTML standard is an exception."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(page)
    return document


def words(element: Element) -> str:
    """Return the text of an element with all that is in it."""
    return "".join(element.itertext())


def of_class(document: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a class, in the order of the document."""
    yield from (each for each in document.iter() if name in str(each.get("class", "")).split())


def rows(document: Element, caption: str) -> list[list[str]]:
    """Return the cells of the table with that caption."""
    [table] = [each for each in document.iter("table") if any(words(head) == caption for head in each.iter("caption"))]
    [body] = table.iter("tbody")
    return [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in body.iter("tr")]
