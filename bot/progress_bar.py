"""A progress bar on the terminal, for work that takes long; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Step = Callable[[int, int], None]


@contextmanager
def progress_bar(label: str) -> Iterator[Step]:
    """Gives what is told how far it is: steps done, of how many."""
    bar = typer.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
    with bar as shown:

        def step(done: int, all_steps: int) -> None:
            shown.length = max(all_steps, 1)
            shown.update(done - shown.pos)

        yield step
