"""What the page promises whatever is said on it: no barriers, no strangers, light, and the same in every window."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it has no type hints
from playwright.async_api import Page, Response, expect

from tests.browser.screen import PICTURE, Demo, Screen

LIGHTEST = 150_000  # bytes, before they are compressed


async def test_axe_finds_no_barrier_in_light_and_dark(either: Page, demo: Demo) -> None:
    page = either
    demo.simulator.mail("alcaldia@example.org", "Se aplazó", "https://example.org", attachments=[("a.ics", "", b"x")])
    demo.simulator.post(demo.scene.channel, "Un aviso")
    rosa = await demo.opened(page)
    await rosa.press("Iniciar")
    await rosa.write("/avance")
    await rosa.press("Ver gráfico")
    await rosa.sees("80\u00a0% (4 de 5")
    demo.scene.rosa.voice()
    demo.scene.rosa.document(b"x", "informe.pdf")
    await page.get_by_role("button", name="+1 hora").click()
    await expect(page.locator("#meanwhile")).to_contain_text("Del 1 de julio")
    await rosa.attach(PICTURE)
    if await page.get_by_role("complementary").is_hidden():
        await page.get_by_role("button", name="Historia guiada").click()

    await no_barriers(page)
    await rosa.pane.get_by_role("button", name="Comandos").click()
    await no_barriers(page)
    await page.get_by_role("button", name="Correos y calendario").click()
    await page.locator("summary").click()
    await no_barriers(page)


Scheme = Literal["light", "dark"]


async def no_barriers(page: Page, schemes: tuple[Scheme, ...] = ("light", "dark")) -> None:
    for scheme in schemes:
        await page.emulate_media(color_scheme=scheme)
        found = await Axe().run(page)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []


async def test_the_page_is_light_and_strict_and_asks_nobody_else(telephone: Page, demo: Demo) -> None:
    responses: list[Response] = []
    complaints: list[str] = []
    telephone.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - it marks the handler
    telephone.on("console", lambda message: complaints.append(message.text))
    rosa = await demo.opened(telephone)
    await rosa.press("Iniciar")
    await rosa.sees("Soy Participa")

    policy = (await responses[0].all_headers())["content-security-policy"]
    own = [response for response in responses if "/simulator/" not in response.url]
    weight = sum([len(await response.body()) for response in own])

    assert all(response.url.startswith(demo.simulator.url) for response in responses)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert weight < LIGHTEST
    assert complaints == []


async def test_the_policy_keeps_foreign_scripts_styles_and_addresses_out(telephone: Page, demo: Demo) -> None:
    await demo.opened(telephone)

    blocked = await telephone.evaluate("""async () => {
        const seen = [];
        document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
        const script = document.createElement("script");
        try { script.textContent = "window.broken = true"; } catch { document.body.append(script); }
        try { document.body.innerHTML = "<b>no</b>"; } catch { }
        document.body.setAttribute("style", "color: red");
        await fetch("http://127.0.0.1:9/").catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
        return [...new Set(seen)].sort();
    }""")

    assert set(blocked) == {"connect-src", "require-trusted-types-for", "style-src-attr"}
    assert await telephone.evaluate("window.broken === undefined")


@pytest.mark.soak
async def test_a_reload_and_a_second_window_show_the_same(desk: Page, demo: Demo) -> None:
    rosa = await demo.opened(desk)
    other = await demo.opened(await desk.context.new_page())
    await rosa.press("Iniciar")
    await other.sees("Soy Participa")
    await other.press("Avance del plan")
    await rosa.sees("26\u00a0% (4 de 15")
    await rosa.box.fill("aún no lo envío")
    await desk.get_by_role("button", name="+1 día").click()
    await expect(other.page.locator("#now")).to_contain_text("viernes, 2 de julio de 2021")
    await expect(other.page.locator("#meanwhile")).to_contain_text("no llegó nada")
    await desk.reload()

    await expect(rosa.box).to_have_value("aún no lo envío")
    await expect(desk.locator("#now")).to_contain_text("viernes, 2 de julio de 2021")
    assert await shown(rosa) == await shown(other)


async def shown(screen: Screen) -> list[str]:
    await expect(screen.pane.locator(".row")).to_have_count(2)
    return await screen.pane.locator(".row").all_inner_texts()


@pytest.mark.soak
async def test_english_is_a_switch_that_every_window_follows_and_a_reload_keeps(desk: Page, demo: Demo) -> None:
    rosa = await demo.opened(desk)
    other = await demo.opened(await desk.context.new_page())
    await rosa.press("Iniciar")
    await rosa.sees("Soy Participa")

    await desk.get_by_role("button", name="English").click()
    await expect(desk.locator("#note")).to_contain_text("are invented")
    await expect(desk.get_by_role("button", name="+1 day")).to_be_visible()
    await expect(rosa.pane.get_by_role("button", name="Record a voice note")).to_be_visible()
    await expect(other.page.locator("html")).to_have_attribute("lang", "en")
    await desk.reload()

    await expect(desk.get_by_role("heading", name="Guided story")).to_be_visible()
    await expect(rosa.answers("Soy Participa")).to_have_count(1)
    await desk.get_by_role("button", name="Español").click()
    await expect(desk.locator("html")).to_have_attribute("lang", "es")
