"""How the tests are shared out among the processes of a run."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/simulator/",)
"""Folders whose tests stay in one process: each that asks aiogram for its types waits five seconds for them, once."""


class OneByOne(LoadScopeScheduling):
    """Each test goes to whoever is free; a folder that is named stays together and is begun first."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)
