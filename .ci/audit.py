"""Audits what is installed: `make audit`.

What can be told from the lock itself always counts: each package pinned with its hashes, each that the project declares
in it, the same version for those who run and those who develop, and no licence that binds the entity's own code. What
others have to be asked counts where they answer: the index, whether a pinned file is still the one that it offers and
was not withdrawn; the OSV database, whether a weakness is known. Where one does not answer, that is said, and nothing
is taken for good; with AUDIT_STRICT=1 it fails, as a release should.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RUNTIME, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
UV = [sys.executable, "-m", "uv"]
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+?)(?: ; (.+?))? \\$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(r"://|--index-url|--find-links|--trusted-host")
# A licence that asks of who uses a package to publish their own work; the lesser GPL asks it of the package only.
BINDING = re.compile(r"(?<!lesser )(?<!library )\b(affero|gnu general public|agpl|sspl)\b|(?<!l)\bgpl", re.IGNORECASE)
SECONDS = 180
FOUND = 1  # how `uv audit` ends where it knows of a weakness


@dataclass(frozen=True)
class Pin:
    """A package as it is locked."""

    name: str
    version: str
    marker: str | None
    hashes: int


def pins(lock: str) -> dict[str, Pin]:
    """What a lock holds, by name."""
    starts = [*PINNED.finditer(lock)]
    ends = [*(start.start() for start in starts[1:]), len(lock)][: len(starts)]
    found = [
        Pin(canonicalize_name(start[1]), start[2], start[3], len(HASH.findall(lock[start.end() : end])))
        for start, end in zip(starts, ends, strict=True)
    ]
    return {pin.name: pin for pin in found}


def faults_of_lock(lock: str) -> Iterator[str]:
    """What is wrong with a lock by itself."""
    if ADDRESS.search(lock):
        yield "the lock names an address; it must serve with any index"
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#", "\t")) and not PINNED.match(line):
            yield f"not pinned with its hashes: {line}"
    for pin in pins(lock).values():
        if not pin.hashes:
            yield f"{pin.name} has no hash"


def faults_of_declared(declared: Sequence[str], locked: Mapping[str, Pin]) -> Iterator[str]:
    """What the project declares and the lock does not hold as it is declared."""
    for requirement in map(Requirement, declared):
        pin = locked.get(canonicalize_name(requirement.name))
        if pin is None:
            yield f"{requirement.name} is declared and not locked: make lock"
        elif not requirement.specifier.contains(pin.version, prereleases=True):
            yield f"{pin.name} {pin.version} is locked and {requirement} is declared: make lock"


def faults_of_licence(name: str, licence: str) -> Iterator[str]:
    """Whether a package that the service needs may be used by an entity without conditions on its own work."""
    if not licence:
        yield f"{name} does not say under which licence it is"
    elif all(BINDING.search(choice) for choice in licence.split(" OR ")):
        yield f"{name} is under {licence}"


def licence_of(name: str) -> str | None:
    """What an installed package says of its licence; None where it is not installed here."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return None
    classified = [
        line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or [] if "License ::" in line
    ]
    plain = (about.get_all("License") or [""])[0].partition("\n")[0]
    return str((about.get_all("License-Expression") or ["; ".join(classified) or plain])[0]).strip()


def of_project() -> Iterator[str]:
    """What can be told without asking anybody."""
    runtime, development = RUNTIME.read_text("utf-8"), DEVELOPMENT.read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    yield from faults_of_lock(runtime)
    yield from faults_of_lock(development)
    locked, all_locked = pins(runtime), pins(development)
    yield from faults_of_declared(project["dependencies"], locked)
    yield from faults_of_declared(project["optional-dependencies"]["dev"], all_locked)
    for pin in locked.values():
        other = all_locked.get(pin.name)
        if other is None or other.version != pin.version:
            yield f"{pin.name} is tested in another version than it runs: make lock"
        licence = licence_of(pin.name)
        if licence is not None:
            yield from faults_of_licence(pin.name, licence)


def of_index() -> tuple[list[str], str | None]:
    """What the index says of the pinned files: what is wrong, and why it could not be asked, if so."""
    command = ["pip", "install", "--dry-run", "--reinstall", "--refresh", "--require-hashes", "-r", str(DEVELOPMENT)]
    done = _run([*command, "--python", sys.executable], ROOT)
    wrong = [line.strip() for line in done.stderr.splitlines() if "yanked" in line or "Hash mismatch" in line]
    if wrong or done.returncode == 0:
        return wrong, None
    lines = done.stderr.strip().splitlines()
    if re.search(r"request|connect|dns|timed? ?out|network|offline", done.stderr, re.IGNORECASE):
        return [], lines[0] if lines else "no answer"
    return lines[:3], None


def of_known_weaknesses() -> tuple[list[str], str | None]:
    """What the OSV database knows of the pinned versions, and why it could not be asked, if so."""
    with tempfile.TemporaryDirectory() as folder:
        pinned = [f'"{pin.name}=={pin.version}{_only(pin)}"' for pin in pins(DEVELOPMENT.read_text("utf-8")).values()]
        project = '[project]\nname = "audited"\nversion = "0"\nrequires-python = ">=3.11"\n'
        project += f"dependencies = [{', '.join(pinned)}]\n"
        Path(folder, "pyproject.toml").write_text(project, "utf-8")
        done = _run(["audit", "--preview-features", "audit"], Path(folder))
    if done.returncode == 0:
        return [], None
    if done.returncode == FOUND:
        return (done.stdout + done.stderr).strip().splitlines(), None
    return [], next((line for line in done.stderr.splitlines() if line.startswith("error")), "no answer")


def _only(pin: Pin) -> str:
    return f" ; {pin.marker}".replace('"', "'") if pin.marker else ""


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "UV_HTTP_RETRIES": "0"}
    try:
        return subprocess.run(  # noqa: S603 - our own command line, nothing of it from outside
            [*UV, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(list(command), 2, "", "error: timed out")


def main() -> int:
    """Say all that is wrong; 0 where nothing is."""
    wrong, unasked = [*of_project()], []
    for asked, look in (("The index of packages", of_index), ("The OSV database of weaknesses", of_known_weaknesses)):
        found, why_not = look()
        wrong += found
        if why_not is not None:
            unasked.append(f"{asked} did not answer, so nothing is known of what it would say ({why_not}).")
    for line in (*wrong, *unasked):
        sys.stderr.write(f"audit: {line}\n")
    return 1 if wrong or (unasked and os.environ.get("AUDIT_STRICT") == "1") else 0


if __name__ == "__main__":
    sys.exit(main())
