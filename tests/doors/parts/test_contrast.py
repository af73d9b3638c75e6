"""The tokens' contrast, computed from the style sheet itself, in both schemes (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

import hustings.doors

TOKENS = Path(hustings.doors.__file__).parent / "assets" / "css" / "tokens.css"
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")

COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS.read_text())}
SERIES = [f"series-{n}" for n in range(1, 6)]

TEXT = 4.5
GRAPHIC = 3.0


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_agrees_with_the_known_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == 21.0
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_every_colour_is_a_pair_of_light_and_dark() -> None:
    assert set(COLOURS) == {"ground", "sheet", "ink", "quiet", "pine", "pine-deep", "ochre", "brick", "rule", *SERIES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "sheet"])
@pytest.mark.parametrize("text", ["ink", "quiet", "pine", "pine-deep", "ochre", "brick"])
def test_text_stands_out_from_its_ground(text: str, ground: str, scheme: str) -> None:
    assert contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fill", ["pine", "pine-deep", "brick"])
def test_the_ground_colour_can_be_read_on_a_filled_button(fill: str, scheme: str) -> None:
    assert contrast(COLOURS["ground"][scheme], COLOURS[fill][scheme]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("series", SERIES)
def test_a_series_in_a_chart_stands_out_even_as_text(series: str, scheme: str) -> None:
    assert contrast(COLOURS[series][scheme], COLOURS["ground"][scheme]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("border", ["quiet", "pine", "ochre", "brick"])
def test_the_borders_of_controls_and_the_focus_ring_stand_out(border: str, scheme: str) -> None:
    assert contrast(COLOURS[border][scheme], COLOURS["ground"][scheme]) >= GRAPHIC


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("series", SERIES)
def test_no_series_is_the_red_or_the_blue_of_a_party(series: str, scheme: str) -> None:
    red, green, blue = (int(COLOURS[series][scheme][i : i + 2], 16) for i in (1, 3, 5))
    assert not (red > 1.8 * max(green, blue)), "a red"
    assert not (blue > 1.4 * max(red, green)), "a blue"
