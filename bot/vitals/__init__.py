"""How a process shows that it lives and what it does: pulses in rows, health and metrics over HTTP, alerts."""

from bot.vitals.vitals import Vitals

__all__ = ["Vitals"]
