"""What a library keeps for ever in a process that makes a world for each test.

aiohttp keeps the last 1,024 handlers that it has wrapped in middleware, and with each of them its application: here the
whole world of a test, with its people, files and log. A service has one application; a test process has thousands.
"""

from aiohttp import web_app


def forget_worlds() -> None:
    """Let go of the applications of the tests before."""
    web_app._cached_build_middleware.cache_clear()
