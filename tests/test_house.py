"""The promises that the repository makes about itself."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
FLOORS = ("bot", "handlers", "reports", "participation", "storage", "locales", "simulator")
NOT_OURS = {"__pycache__", "data", "dist"}
LONGEST = 300
# A file that may be longer, with the reason that a reader would accept.
LONGER: dict[str, str] = {
    "storage/migrations/versions/0001_first_tables.py": "a list of tables; what is made together is read together",
    "storage/migrations/versions/0002_follow_up.py": "the same",
    "simulator/demo_story.py": "one story in two languages, from its beginning to its end",
    "participation/plan/form.py": "one table: every key of the plan file, in the order of the file",
}

REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*==\S+( ; .+)?( --hash=sha256:[0-9a-f]{64})+$")
LOCKS_WITH_ADDRESSES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json", "yarn.lock"}
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users)/\w|\.\./shared\b")
REGISTRY_HOST = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org")
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)")
EXPLAINED = re.compile(r"#\s*(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\]|pragma: no cover) +[-–#] *\S")


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Everything that is ours: no caches, no environment, no data."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in NOT_OURS and (path.name == ".ci" or not path.name.startswith(".")):
            yield from files(path)
        elif path.is_file() and path.name != ".env" and not path.name.startswith(".coverage"):
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """The name and the content of each of our files that is text."""
    for path in files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where `pattern` occurs in our texts, as name:line."""
    return [
        f"{name}:{number}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def commands(target: str) -> str:
    """What `make` would run for `target`."""
    make = shutil.which("make")
    assert make
    return subprocess.run([make, "-n", target], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_no_source_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {
        name: len(text.splitlines())
        for name, text in texts()
        if name.endswith((".py", ".js", ".css", ".html")) and not name.startswith("tests/")
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST}.keys() == LONGER.keys()


@pytest.mark.parametrize("tool", ["ruff format --check", "ruff check", "mypy", "lint-imports", "locales.check"])
def test_make_check_runs(tool: str) -> None:
    assert tool in commands("check")


def test_the_import_contracts_cover_every_floor() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in linter["contracts"] if contract["type"] == "layers")

    assert set(linter["root_packages"]) == set(FLOORS)
    assert layers == ["bot", "handlers", "reports", "participation", "storage | locales"]


def test_continuous_integration_runs_what_a_person_types() -> None:
    script = (ROOT / ".ci" / "run").read_text().splitlines()

    assert "make check" in script
    assert "make test" in script


def test_both_requirements_files_are_there() -> None:
    assert {"requirements.txt", "requirements-dev.txt"} <= {path.name for path in REQUIREMENTS}


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_names_no_address(path: Path) -> None:
    lines = path.read_text().replace(" \\\n    ", " ").splitlines()

    assert [line for line in lines if not PINNED.match(line)] == []


def test_no_lock_file_with_download_addresses_is_kept() -> None:
    assert [path.name for path in files() if path.name in LOCKS_WITH_ADDRESSES] == []


def test_nothing_names_a_path_of_somebodys_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_nothing_names_the_host_of_a_package_registry() -> None:
    assert found(REGISTRY_HOST) == []


def test_every_silenced_warning_names_its_rule_and_gives_a_reason() -> None:
    silenced = [
        f"{name}:{number}"
        for name, text in texts()
        if name.endswith(".py") and name != "tests/test_house.py"
        for number, line in enumerate(text.splitlines(), 1)
        if SILENCED.search(line) and not EXPLAINED.search(line)
    ]

    assert silenced == []


def test_the_procfile_has_the_processes_of_a_deployment() -> None:
    processes = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())

    assert processes == {
        "release": "participa migrate",
        "web": "participa web",
        "worker": "participa worker",
        "clock": "participa clock",
    }


def test_the_example_of_the_settings_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assigned = [line for line in lines if line and not line.startswith("#")]

    assert assigned == ["BOT_TOKEN="]


def test_the_example_of_the_settings_names_every_setting_with_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = re.sub(r"^#(?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    (tmp_path / ".env").write_text(example)
    names = re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE)
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    from_example = Settings()
    (tmp_path / ".env").unlink()

    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)
    assert from_example == Settings()
