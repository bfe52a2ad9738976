"""The page's colours: what is written can be read in light, in dark and on paper (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from importlib import resources

import pytest

STYLE = (resources.files("goverify.render.html") / "page.css").read_text("utf-8")

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text of usual size, and of signs and edges that say something."""

PAIRS = {
    ("ink", "paper"): TEXT,
    ("ink", "panel"): TEXT,
    ("soft", "paper"): TEXT,
    ("soft", "panel"): TEXT,
    ("accent", "paper"): TEXT,
    ("good", "paper"): TEXT,
    ("warn", "paper"): TEXT,
    ("bad", "paper"): TEXT,
    ("on-bad", "bad"): TEXT,
    ("paper", "ink"): TEXT,  # the way past the head
    ("paper", "accent"): TEXT,  # the number of the stop that answers
    ("paper", "good"): SIGN,  # what is drawn beside the verdict
    ("paper", "warn"): SIGN,
    ("paper", "bad"): SIGN,
    ("edge", "paper"): SIGN,
    ("accent", "track"): SIGN,  # what a bar has of what it could have
    ("accent", "open"): 2.0,  # the numbers beside it say the same
}
"""What stands on what, and how far apart in brightness the two have to be."""

DECORATION = {"rule", "track", "open", "panel"}
"""Colours that say nothing by themselves."""


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of each scheme by name."""
    parts = {"light": STYLE, "dark": STYLE.partition("(prefers-color-scheme: dark)")[2], "print": STYLE.partition("@media print")[2]}  # fmt: skip
    return {name: colours(part.partition(":root")[2].partition("}")[0]) for name, part in parts.items()}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def brightness(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_what_stands_on_it_can_be_told_from_it(scheme: str, upper: str, lower: str) -> None:
    names = schemes()[scheme]
    assert contrast(names[upper], names[lower]) >= PAIRS[upper, lower]


def test_the_schemes_have_the_same_colours() -> None:
    assert len({frozenset(names) for names in schemes().values()}) == 1


def test_every_colour_in_use_is_weighed() -> None:
    used = set(
        re.findall(r"(?:color|fill|stroke|background|border[a-z-]*|--state|outline):[^;}]*var\(--([a-z-]+)\)", STYLE)
    )
    assert used - DECORATION - {"state"} <= {upper for upper, _ in PAIRS}
    assert set(re.findall(r"background: var\(--([a-z-]+)\)", STYLE)) - {"state", "panel"} <= {
        lower for _, lower in PAIRS
    }


def test_no_colour_stands_outside_the_schemes() -> None:
    outside = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\bopacity\b", outside) == []


def test_black_on_white_is_as_far_apart_as_can_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_what_moves_asks_first() -> None:
    moving = [
        part for part in re.split(r"(?=@media)", STYLE) if re.search(r"animation|transition|scroll-behavior", part)
    ]
    assert all(part.startswith("@media (prefers-reduced-motion: no-preference)") for part in moving)
