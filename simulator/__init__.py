"""A Telegram of one's own: the Bot API over HTTP and a plain chat page, to show and to test a bot.

What it knows is written from the Bot API's documentation; it imports nothing of the bot that it serves.
"""

from simulator.errors import SceneError
from simulator.feed import Seen
from simulator.person import Person
from simulator.scene import DEMO_START, DEMO_TOKEN, DemoScene, set_demo_scene
from simulator.server import Simulator

__all__ = ["DEMO_START", "DEMO_TOKEN", "DemoScene", "Person", "SceneError", "Seen", "Simulator", "set_demo_scene"]
