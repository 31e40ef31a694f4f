"""The outbox as before, and what chance alone seldom brings about: one sender, calm weather, then one thing.

Each scene is played by the same acts and looked at by the same laws, for a chat that nothing has happened to before.
"""

from collections import Counter

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot.alive import DEAD_AFTER
from storage.models.notices import Rank
from tests.stateful.fake_telegram import Fault
from tests.stateful.outbox_life import BEAT, MEANWHILE, OutboxLife
from tests.stateful.playing import Template

MOST = 1  # of each scene in a life
FIRST_CHAT = 1000


class OutboxScenes(OutboxLife):
    """A queue, up to two processes, four chats, and one more for each scene."""

    def __init__(self, template: Template, first: Fault | None = None) -> None:
        super().__init__(template, first)
        self.played: Counter[str] = Counter()

    @precondition(lambda self: self.played["unheard"] < MOST)
    @rule(fault=st.sampled_from([Fault.CUT_BEFORE, Fault.CUT_AFTER]))
    def nobody_hears_what_came_of_it(self, fault: Fault) -> None:
        chat = self._calm("unheard")
        self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
        self.telegram.faults.extend([fault] * 8)
        for _ in range(6):
            self._sends_and_waits()
        self._check_twice()

    @precondition(lambda self: self.played["order"] < MOST)
    @rule()
    def what_is_more_urgent_comes_later(self) -> None:
        chat = self._calm("order")
        for rank in reversed(Rank):
            self.is_put_down({chat}, rank, None)
        self.a_process_sends(0)

    @precondition(lambda self: self.played["blocked"] < MOST)
    @rule()
    def somebody_blocks_us_and_would_be_told_more(self) -> None:
        chat = self._calm("blocked")
        self.telegram.faults.append(Fault.BLOCKED)
        for _ in range(2):
            self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
            self._sends_and_waits()
        assert chat in self.telegram.blocked
        assert not self.telegram.refused_to_blocked[chat], f"{chat} blocked us and is written to"

    @precondition(lambda self: self.played["two"] < MOST)
    @rule()
    def a_second_process_would_send(self) -> None:
        chat = self._calm("two")
        self.a_process_starts()
        self._run(self._lives(BEAT))
        for which in (0, 1):
            self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
            self.a_process_sends(which)

    @precondition(lambda self: self.played["over"] < MOST)
    @rule()
    def its_time_is_over_before_it_leaves(self) -> None:
        chat = self._calm("over")
        self.is_put_down({chat}, Rank.ANNOUNCEMENT, 5)
        self.time_passes(30)
        self.a_process_sends(0)

    @precondition(lambda self: self.played["changed"] < MOST)
    @rule()
    def it_changes_while_it_is_on_its_way(self) -> None:
        chat = self._calm("changed")
        self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
        self.telegram.faults.append(Fault.CHANGED)
        self._sends_and_waits()

    @precondition(lambda self: self.played["killed"] < MOST)
    @rule()
    def the_sender_is_killed_and_another_goes_on(self) -> None:
        chat = self._calm("killed")
        self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
        self.telegram.faults.append(Fault.KILL_AFTER)
        self.a_process_sends(0)
        self.a_process_starts()
        self._run(self._lives(DEAD_AFTER * 2))
        self._sends_and_waits()

    @precondition(lambda self: self.played["pause"] < MOST)
    @rule()
    def telegram_asks_for_a_pause(self) -> None:
        chat = self._calm("pause")
        self.telegram.faults.append(Fault.SLOW_DOWN)
        self.is_put_down({chat}, Rank.ANNOUNCEMENT, None)
        self._sends_and_waits()

    def _calm(self, scene: str) -> int:
        """One process, Telegram does as it is asked, and nothing is left to do. Gives a chat that is new."""
        self.played[scene] += 1
        self.telegram.faults.clear()
        for process in list(self.processes):
            self._bury(process)
        self.a_process_starts()
        self._run(self._lives(DEAD_AFTER * 2))
        self._sends_and_waits()
        return FIRST_CHAT + self.played.total()

    def _sends_and_waits(self) -> None:
        self.a_process_sends(0)
        self._run(self._lives(MEANWHILE))
