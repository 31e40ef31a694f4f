"""How the tests are shared out among the processes of a run."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/simulator/", "tests/participation/understanding/", "tests/test_safe_source.py")
"""What needs what is slow to make, once in a process: aiogram's types, readers of both plans, parsed files."""


class OneByOne(LoadScopeScheduling):
    """Each test goes to whoever is free; what shares something that is slow to make is together."""

    def _split_scope(self, nodeid: str) -> str:
        return next((shared for shared in TOGETHER if nodeid.startswith(shared)), nodeid)
