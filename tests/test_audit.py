"""The audit of what is installed finds what it is there for."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
HASH = "    --hash=sha256:" + "a" * 64
GOOD = f"aiohttp==3.14.1 \\\n{HASH}\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n{HASH} \\\n{HASH}\n"


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_this_project_passes_what_can_be_told_without_asking_anybody(audit: ModuleType) -> None:
    assert [*audit.of_project()] == []


def test_a_lock_is_read_with_its_markers_and_hashes(audit: ModuleType) -> None:
    found = audit.pins(GOOD)

    assert [*audit.faults_of_lock(GOOD)] == []
    assert [(pin.name, pin.version, pin.hashes) for pin in found.values()] == [
        ("aiohttp", "3.14.1", 1),
        ("colorama", "0.4.6", 2),
    ]


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        ("aiohttp>=3\n", "not pinned"),
        ("aiohttp==3.14.1 \\\n", "no hash"),
        (f"--index-url x\n{GOOD}", "address"),
        (f"aiohttp @ https://example.org/a.whl \\\n{HASH}\n", "address"),
    ],
)
def test_a_lock_that_would_install_something_else_is_refused(audit: ModuleType, lock: str, said: str) -> None:
    assert said in " ".join(audit.faults_of_lock(lock))


def test_what_is_declared_must_be_locked_as_it_is_declared(audit: ModuleType) -> None:
    found = [*audit.faults_of_declared(["aiohttp>=4", "Colorama", "rich"], audit.pins(GOOD))]

    assert [fault.split()[0] for fault in found] == ["aiohttp", "rich"]


@pytest.mark.parametrize(
    ("licence", "is_good"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("SSPL-1.0", False),
        ("", False),
    ],
)
def test_a_licence_that_binds_the_entitys_own_work_is_refused(audit: ModuleType, licence: str, is_good: bool) -> None:
    assert ([*audit.faults_of_licence("x", licence)] == []) is is_good
