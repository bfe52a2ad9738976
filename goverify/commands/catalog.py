"""What `goverify list`, `explain` and `schema` do: tell what goverify itself knows, without a look at any host."""

from goverify import console
from goverify.catalog import UnknownName, load, modules, nearest, select
from goverify.causes import CAUSES
from goverify.commands.guard import FINE
from goverify.commands.selection import Selection, View, split


def list_checks(selection: Selection, view: View) -> int:
    """Write the catalogue; what is only told stands in the whole one."""
    from goverify.information import ITEMS
    from goverify.render import pages

    checks, items = tuple(map(load, select(split(selection.only)))), () if selection.only else tuple(ITEMS.values())
    console.write(pages.catalogue_json(checks, items) if view.json else pages.catalogue(checks, items), view.output)
    return FINE


def explain(name: str) -> int:
    """Write the page of a check, a cause, an item of information or a step of the probe."""
    from goverify.facts.probing.probe_steps import PREFIX, STEPS
    from goverify.information import ITEMS
    from goverify.render import pages

    if name in modules():
        console.write(pages.check_page(load(name)), "")
    elif name in CAUSES:
        reporting = tuple(item for item in map(load, modules()) if name in item.causes)
        console.write(pages.cause_page(CAUSES[name], reporting), "")
    elif name in ITEMS:
        console.write(pages.information_page(ITEMS[name]), "")
    elif name.removeprefix(PREFIX) in STEPS:
        step = STEPS[name.removeprefix(PREFIX)]
        console.write(pages.step_page(step, load(step.check)), "")
    else:
        known = [*modules(), *CAUSES, *ITEMS, *(f"{PREFIX}{each}" for each in STEPS)]
        raise UnknownName(f"no check or cause is called {name!r}{nearest(name, known)}")
    return FINE


def schema(document: str, view: View) -> int:
    """Write a JSON Schema."""
    from importlib import resources

    console.write(resources.files("goverify.schema").joinpath(f"{document}-1.json").read_text("utf-8"), view.output)
    return FINE
