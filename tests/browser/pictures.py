"""The README's pictures, made from the running demonstration: `python -m tests.browser.pictures`."""

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.screen import Demo, running_demo
from tests.support.browser import running_browser

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
QUESTION = "¿Cómo va el plan?"
WITH_A_CASE = 14  # steps of the story: the digest has come
COLOURS = 128
LARGEST = 200_000  # bytes
TELEPHONE: ViewportSize = {"width": 400, "height": 1040}
DESK: ViewportSize = {"width": 1440, "height": 900}


async def main() -> None:
    """Make all of them anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with running_browser() as browser:
        async with running_demo() as demo:
            await conversation(demo, await opened(browser, TELEPHONE, scale=2))
        async with running_demo() as demo:
            await demo.play(WITH_A_CASE)
            await official(demo, await opened(browser, TELEPHONE, scale=2))
            await demonstration(demo, await opened(browser, DESK, scale=1))


async def opened(browser: Browser, size: ViewportSize, scale: int) -> Page:
    """An empty page in Spanish, in the light colours."""
    context = await browser.new_context(
        locale="es-CO", viewport=size, device_scale_factor=scale, color_scheme="light", reduced_motion="reduce"
    )
    return await context.new_page()


async def conversation(demo: Demo, page: Page) -> None:
    """A question and its answer, as on a telephone."""
    rosa = await demo.opened(page)
    await rosa.press("Iniciar")
    await rosa.sees("Soy Participa")
    await rosa.write(QUESTION)
    await rosa.sees("4 de 15 productos")
    await settled(page)
    keep("conversation", await rosa.pane.screenshot(animations="disabled"))


async def official(demo: Demo, page: Page) -> None:
    """The next morning's digest and a case at the official's desk, as on a telephone."""
    at_work = await (await demo.opened(page, demo.scene.official)).bring()
    await at_work.press("Abrir 1")
    await at_work.sees("Persona: reservada")
    await settled(page)
    keep("official", await at_work.pane.screenshot(animations="disabled"))


async def demonstration(demo: Demo, page: Page) -> None:
    """The whole page on a desk, in the middle of its story."""
    await demo.opened(page)
    await expect(page.locator(f"#pane-{demo.scene.camilo.id} .theirs").first).to_be_visible()
    await settled(page)
    keep("demonstration", await page.screenshot(animations="disabled"))


async def settled(page: Page) -> None:
    """Wait for the fonts, and take the focus and the pointer away."""
    await page.evaluate("document.fonts.ready")
    await page.evaluate("document.activeElement.blur()")
    await page.mouse.move(0, 0)


def keep(name: str, png: bytes) -> None:
    """Write a picture in few colours. Raises ValueError when it is too large for a README."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(small, "PNG", optimize=True)
    if small.tell() > LARGEST:
        raise ValueError(f"{name}.png has {small.tell()} bytes; at most {LARGEST} are wanted")
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
    sys.stdout.write(f"docs/pictures/{name}.png: {small.tell() // 1000} kB\n")


if __name__ == "__main__":
    asyncio.run(main())
