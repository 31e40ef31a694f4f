"""A conversation of thousands of messages: the page draws a part of it, and nothing of it is lost."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from simulator import DEMO_START, Simulator, set_demo_scene
from tests.browser.screen import Demo, Screen

COUNT = 2_000
NEWS = 600
MOST_ROWS = 300


@pytest.fixture
async def talked_much() -> AsyncIterator[Demo]:
    """Rosa and a bot have written 2,000 messages."""
    async with Simulator(start=DEMO_START, running=False) as simulator:
        demo = Demo(simulator, set_demo_scene(simulator))
        for number in range(COUNT // 2):
            demo.scene.rosa.write(f"pregunta {number}")
            answer(demo, f"respuesta {number}")
        yield demo


def answer(demo: Demo, text: str) -> None:
    bot = demo.simulator.bot
    keyboard = {"inline_keyboard": [[{"text": "Ver más", "callback_data": "more"}]]}
    demo.simulator.world.bot_posts(
        bot, demo.scene.rosa.chat_with(), {"text": text, "reply_markup": keyboard, "date": 1_625_148_000}
    )


def rows(rosa: Screen) -> Locator:
    return rosa.pane.locator(".row")


@pytest.mark.soak
async def test_only_the_end_is_drawn_and_all_of_it_can_be_scrolled_to(telephone: Page, talked_much: Demo) -> None:
    rosa = await talked_much.opened(telephone)
    await expect(rows(rosa).last).to_contain_text("respuesta 999")
    assert await rows(rosa).count() < MOST_ROWS

    await rosa.pane.get_by_role("log").evaluate("""async (list) => {
        for (let tries = 0; tries < 2000 && !list.textContent.includes("pregunta 0"); tries++) {
            list.scrollTop = 0;
            await new Promise(requestAnimationFrame);
        }
    }""")

    await expect(rows(rosa)).to_have_count(COUNT)
    numbers = [f"{kind} {number}" for number in range(COUNT // 2) for kind in ("pregunta", "respuesta")]
    assert await rows(rosa).locator(".text").all_inner_texts() == numbers


@pytest.mark.soak
async def test_what_comes_in_a_flood_is_followed_and_little_of_it_stays_drawn(
    telephone: Page, talked_much: Demo
) -> None:
    rosa = await talked_much.opened(telephone)
    await expect(rows(rosa).last).to_contain_text("respuesta 999")

    for number in range(NEWS):
        answer(talked_much, f"aviso {number}")
    await expect(rows(rosa).last).to_contain_text(f"aviso {NEWS - 1}")

    await expect(rows(rosa).last).to_be_in_viewport()
    assert await rows(rosa).count() < MOST_ROWS


async def test_who_reads_earlier_messages_is_left_there_and_told_of_new_ones(
    telephone: Page, talked_much: Demo
) -> None:
    rosa = await talked_much.opened(telephone)
    await expect(rows(rosa).last).to_contain_text("respuesta 999")
    earlier = rosa.answers("respuesta 985")
    await earlier.scroll_into_view_if_needed()
    to_end = rosa.pane.get_by_role("button", name="Ir al último mensaje")
    await expect(to_end).to_be_visible()

    answer(talked_much, "llegó algo")
    await expect(to_end).to_have_accessible_name("Ir al último mensaje, 1 mensaje")
    await expect(telephone).to_have_title("(1) Demostración de Participa")
    await expect(earlier).to_be_in_viewport()
    await to_end.click()

    await expect(rosa.answers("llegó algo")).to_be_in_viewport()
    await expect(telephone).to_have_title("Demostración de Participa")
