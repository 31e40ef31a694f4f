"""What is handed to who installs it fits what is here: the image's recipe, and the units for systemd."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import app
from bot.vitals import health

ROOT = Path(__file__).parents[1]
RECIPE = (ROOT / "Dockerfile").read_text("utf-8")
UNITS = sorted((ROOT / "deploy").glob("*.service"))
STARTED = re.compile(r"\.venv/bin/participa ([a-z]+)")


def commands() -> set[str]:
    return {str(one.name or getattr(one.callback, "__name__", "")) for one in app.registered_commands}


def test_whatever_the_image_copies_is_here_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split("\n")
    copied = [line.split()[1:-1] for line in RECIPE.splitlines() if line.startswith("COPY ") and "--from" not in line]
    sources = {source for line in copied for source in line} - {"."}
    compiled = {package for line in re.findall(r"compileall -q (.*)", RECIPE) for package in line.split()}

    assert sources >= {"requirements.txt", "requirements-build.txt"}
    assert [source for source in sources | compiled | {"plans"} if not (ROOT / source).exists()] == []
    assert (sources | compiled | {"plans"}) & set(ignored) == set()
    assert {".*", "data", "**/*.db", "**/claves.txt"} <= set(ignored)


def test_the_image_runs_without_root_writes_only_data_and_asks_for_its_health_where_that_is() -> None:
    [user] = re.findall(r"^USER (\d+):(\d+)$", RECIPE, re.MULTILINE)
    [asked] = re.findall(r"\{port\}(/[a-z/]+)", RECIPE)
    [program] = json.loads(re.findall(r"^ENTRYPOINT (.*)$", RECIPE, re.MULTILINE)[0])
    [first] = json.loads(re.findall(r"^CMD (.*)$", RECIPE, re.MULTILINE)[-1])

    assert "0" not in user
    assert asked == health.PATH
    assert program == "participa"
    assert first in commands()
    assert re.findall(r"install -d .* (\S+)$", RECIPE, re.MULTILINE) == ["data"]


def test_the_units_start_what_there_is_and_write_where_they_may() -> None:
    texts = {unit.name: unit.read_text("utf-8") for unit in UNITS}
    started = {name for text in texts.values() for name in STARTED.findall(text)}

    assert len(UNITS) == 3
    assert started == {"run", "backup"}
    assert started <= commands()
    assert all("User=participa" in text and "ReadWritePaths=/srv/participa/data" in text for text in texts.values())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    program = shutil.which("true") or "/bin/true"
    for unit in (*UNITS, *(ROOT / "deploy").glob("*.timer")):
        text = unit.read_text("utf-8").replace("/srv/participa/.venv/bin/participa", program)
        (tmp_path / unit.name).write_text(text, "utf-8")

    files = sorted(map(str, tmp_path.iterdir()))
    verified = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)

    assert (verified.returncode, verified.stderr) == (0, "")
