"""The scene of the demonstration: one bot, two citizens, one official, one channel. The people are invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from simulator.model import Chat
from simulator.person import Person
from simulator.server import Simulator

DEMO_TOKEN = "5000000001:simulador-de-demostracion"  # noqa: S105  # opens nothing but this simulator
DEMO_START = datetime(2021, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
DEMO_NOTE = "Las personas y lo que ocurre desde el 1 de julio de 2021 son inventados."


@dataclass(frozen=True, slots=True)
class DemoScene:
    """Who is in it."""

    rosa: Person
    camilo: Person
    official: Person
    channel: Chat


def set_demo_scene(simulator: Simulator, token: str = DEMO_TOKEN) -> DemoScene:
    """Put the demonstration's bot, people and channel into an empty world."""
    simulator.add_bot(token, "ParticipaDemoBot", "Participa")
    simulator.note = simulator.note or DEMO_NOTE
    rosa = simulator.add_person("Rosa")
    camilo = simulator.add_person("Camilo")
    official = simulator.add_person("Funcionaria")
    channel = simulator.add_channel("Canal de participación", "canal_participa_demo")
    return DemoScene(rosa, camilo, official, channel)
