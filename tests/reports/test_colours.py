from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import colours
from reports.charts.colours import FIGURE_CONTRAST, TEXT_CONTRAST, Scheme, contrast, palette, readable, stylesheet

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#1f5a8f", "#1f5a8f") == 1


@pytest.mark.parametrize("scheme", Scheme)
def test_the_default_colours_can_be_read_in_both_schemes(scheme: Scheme) -> None:
    ours = palette(scheme=scheme)

    assert min(contrast(text, ours.paper) for text in (ours.ink, ours.soft)) >= TEXT_CONTRAST
    assert min(contrast(figure, ours.paper) for figure in (ours.main, ours.accent)) >= max(
        TEXT_CONTRAST, FIGURE_CONTRAST
    )


def test_the_default_colours_are_good_as_they_are_on_light_paper() -> None:
    assert (palette().main, palette().accent) == (colours.DEFAULT_MAIN, colours.DEFAULT_ACCENT)


@given(main=any_colour, accent=any_colour, scheme=st.sampled_from(Scheme))
def test_any_colours_of_an_entity_are_made_readable(main: str, accent: str, scheme: Scheme) -> None:
    theirs = palette(main, accent, scheme)

    assert contrast(theirs.main, theirs.paper) >= TEXT_CONTRAST
    assert contrast(theirs.accent, theirs.paper) >= TEXT_CONTRAST


@given(colour=any_colour, background=any_colour)
def test_a_colour_that_passes_stays_and_one_that_fails_changes(colour: str, background: str) -> None:
    passes = contrast(colour, background) >= TEXT_CONTRAST

    assert (readable(colour, background) == colour) == passes
    assert contrast(readable(colour, background), background) >= TEXT_CONTRAST


@pytest.mark.parametrize("wrong", ["blue", "#fff", "#12345g", "", '#1f5a8f" onload="x'])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="a colour is written like #1f5a8f"):
        palette(main=wrong)


def test_the_style_sheet_repaints_a_drawing_on_dark_screens_only() -> None:
    light, dark = stylesheet().split("@media screen and (prefers-color-scheme: dark)")

    assert all(f".{name} {{ fill: {colour}; }}" in light for name, colour in asdict(palette()).items())
    assert all(f".{name} {{ fill: {colour}; }}" in dark for name, colour in asdict(palette(scheme=Scheme.DARK)).items())
    assert stylesheet().count("{") == stylesheet().count("}")
