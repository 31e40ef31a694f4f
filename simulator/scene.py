"""The scene of the demonstration: a bot, two citizens, an official, a channel and a story. The people are invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from simulator.demo_story import DEMO_STORY
from simulator.model import Chat
from simulator.person import Person
from simulator.server import Simulator

DEMO_TOKEN = "5000000001:simulador-de-demostracion"  # noqa: S105  # opens nothing but this simulator
DEMO_START = datetime(2021, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
DEMO_NOTE = {
    "es": "Simulación: las personas y lo que ocurre desde el 1 de julio de 2021 son inventados.",
    "en": "A simulation: the people, and what happens from 1 July 2021 on, are invented.",
}


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
    simulator.story = DEMO_STORY
    rosa = simulator.add_person("Rosa", about={"es": "ciudadana", "en": "citizen"})
    camilo = simulator.add_person("Camilo", about={"es": "ciudadano", "en": "citizen"})
    official = simulator.add_person("Funcionaria", about={"es": "entidad", "en": "entity"})
    channel = simulator.add_channel("Canal de participación", "canal_participa_demo")
    return DemoScene(rosa, camilo, official, channel)
