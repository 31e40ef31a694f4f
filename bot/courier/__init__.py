"""The courier: sends the copies of notices, and brings those that are behind up to date."""

from bot.courier.courier import Courier

__all__ = ["Courier"]
