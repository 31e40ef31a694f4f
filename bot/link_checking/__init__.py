"""Whether the proof of the plan still opens: looked at politely, and without reaching where no stranger may."""

from bot.link_checking.checking import LinkChecker

__all__ = ["LinkChecker"]
