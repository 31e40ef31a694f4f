"""The guided story, played on the page against the real bot."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.screen import Demo

PATIENCE = 60_000  # milliseconds: two weeks go by in a step


@pytest.mark.soak
async def test_the_story_is_played_to_its_end_and_a_second_window_follows(desk: Page, demo: Demo) -> None:
    await demo.opened(desk)
    other = await desk.context.new_page()
    await demo.opened(other)
    await desk.bring_to_front()
    story, followed = (window.get_by_role("complementary", name="Historia guiada") for window in (desk, other))
    count = len(demo.simulator.story)

    for number in range(1, count + 1):
        await expect(story.locator(".counter")).to_have_text(f"Paso {number} de {count}")
        await story.get_by_role("button", name="Hacer este paso").click()
        await expect(story.locator(".done")).to_have_count(number, timeout=PATIENCE)
        if demo.simulator.story[number - 1].moves[-1].does == "mails":
            await expect(desk.get_by_role("dialog").locator("summary")).to_have_count(6)
            await desk.keyboard.press("Escape")

    await expect(story.get_by_text("Fin de la historia")).to_be_visible()
    await expect(followed.get_by_text("Fin de la historia")).to_be_visible()
    assert demo.simulator.told == count
    assert any("PPC-2021-000001" in message.get("text", "") for message in demo.scene.rosa.screen())
    assert any("photo" in message for message in demo.scene.camilo.screen())
    assert any("Su caso es la fila 1" in message.get("text", "") for message in demo.scene.rosa.screen())


@pytest.mark.soak
async def test_the_story_is_left_at_any_point_and_stays_left(telephone: Page, demo: Demo) -> None:
    rosa = await demo.opened(telephone)
    story = telephone.get_by_role("complementary", name="Historia guiada")
    opener = telephone.get_by_role("button", name="Historia guiada")
    await expect(story).to_be_hidden()

    await opener.click()
    await story.get_by_role("button", name="Hacer este paso").click()
    await rosa.sees("Soy Participa")
    await expect(story.locator(".counter")).to_have_text(re.compile("Paso 2 de"))
    await story.get_by_role("button", name="Salir de la historia").click()
    await rosa.write("hola")
    await expect(rosa.pane.locator(".mine").last).to_contain_text("hola")
    await telephone.reload()

    await expect(rosa.pane.locator(".mine").last).to_contain_text("hola")
    await expect(story).to_be_hidden()
    await opener.click()
    await expect(story.locator(".counter")).to_have_text(re.compile("Paso 2 de"))


@pytest.mark.soak
async def test_a_step_that_cannot_be_played_says_so_and_can_be_skipped(desk: Page, demo: Demo) -> None:
    await demo.opened(desk)
    story = desk.get_by_role("complementary", name="Historia guiada")
    demo.simulator.tell(1)
    await expect(story.locator(".counter")).to_have_text(re.compile("Paso 2 de"))

    await story.get_by_role("button", name="Hacer este paso").click()
    await expect(story.get_by_role("alert")).to_contain_text("No se pudo hacer este paso")
    await story.get_by_role("button", name="Saltar este paso").click()

    await expect(story.locator(".counter")).to_have_text(re.compile("Paso 3 de"))
    assert demo.scene.rosa.screen() == []
