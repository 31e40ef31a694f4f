"""A real disk of a few megabytes that can be filled and emptied."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MEGABYTES = 8
PIECE = 4096


@dataclass(frozen=True)
class Disk:
    """What is mounted at `folder`."""

    folder: Path

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Take the last free byte."""
        with self._ballast.open("ab", buffering=0) as ballast:
            try:
                while ballast.write(b"\0" * PIECE) == PIECE:
                    pass
            except OSError:
                return

    def make_room(self) -> None:
        """Give it all back."""
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk mounted at this folder; where that is not allowed the test is skipped."""
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(order, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
