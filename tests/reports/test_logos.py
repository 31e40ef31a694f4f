"""The entity's logo: an image of the plan file's own folder, and nothing else that a plan file may name."""

from pathlib import Path

import pytest

from reports.documents.logos import LARGEST, logo_of
from tests.support.progress_reports import SVG


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    (folder / "imagenes").mkdir(parents=True)
    return folder / "plan.yaml"


def test_a_drawing_beside_the_plan_file_or_below_is_the_logo(plan_file: Path) -> None:
    (plan_file.parent / "imagenes" / "logo.SVG").write_text(SVG, "utf-8")

    logo = logo_of(plan_file, "imagenes/logo.SVG", "ENTerritorio")

    assert logo is not None
    assert (logo.image, logo.ending, logo.alternative) == (SVG.encode(), "svg", "ENTerritorio")


def test_no_other_file_is_read_and_what_is_no_image_is_no_logo(plan_file: Path) -> None:
    (plan_file.parent.parent / "outside.svg").write_text(SVG, "utf-8")
    (plan_file.parent / "link.svg").symlink_to(plan_file.parent.parent / "outside.svg")
    (plan_file.parent / "secret.txt").write_text("BOT_TOKEN=…", "utf-8")
    (plan_file.parent / "broken.png").write_bytes(b"not a picture")
    (plan_file.parent / "large.svg").write_text(SVG + " " * LARGEST, "utf-8")

    for name in (
        "../outside.svg",
        str(plan_file.parent.parent / "outside.svg"),
        "link.svg",
        "secret.txt",
        "broken.png",
        "large.svg",
        "missing.png",
        "https://example.org/logo.png",
        "",
        None,
    ):
        assert logo_of(plan_file, name, "ENTerritorio") is None, name
    assert logo_of(None, "logo.svg", "ENTerritorio") is None
