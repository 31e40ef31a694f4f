"""The page that checks a receipt, in a real browser, against trees that are built by the code that publishes them."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Request

from locales import Language
from participation.proof import FiledContent, Leaf, SealedLeaf, leaf_of, sealed_leaf_of
from participation.proof_files import published_file, receipt_file
from reports.pages.verification import verification_page

MORNING = datetime(2021, 7, 1, 14, 15, tzinfo=UTC)
ROW = 5
Changed = Callable[[Any], None]


def content(number: int, kind: str = "observation") -> FiledContent:
    text = f'Observación {number}: ¿cuándo será? «Ñandú» 😀\n\u2028 \\ " </script>'
    return FiledContent(f"PPC-2021-{number:06}-7", 2021, MORNING, kind, "plan", text, ("ab" * 32,))


OTHERS = [leaf_of(content(number)) for number in range(1, 14)]
MINE = OTHERS[ROW - 1]
RECEIPT = receipt_file("PPC-2021-000005-7", MINE)
SEALED = sealed_leaf_of(content(99, "denuncia"))


def published(leaves: list[Leaf]) -> bytes:
    hashes = [leaf.hash for leaf in leaves]
    return published_file("Informe de observaciones", date(2021, 1, 1), date(2021, 6, 30), MORNING, hashes)


def changed(file: bytes, change: Changed) -> bytes:
    found = json.loads(file)
    change(found)
    return json.dumps(found).encode()


@pytest.fixture
async def verify(page: Page, tmp_path: Path) -> Page:
    """The page, opened from a folder, as somebody has it who saved it."""
    file = tmp_path / "verificar.html"
    file.write_text(verification_page(Language.ES).html, encoding="utf-8")
    await page.goto(file.as_uri())
    return page


async def verdict(page: Page, receipt: bytes, report: bytes, root: str = "") -> str:
    for label, name, file in (("Su comprobante", "c.json", receipt), ("Las huellas", "h.json", report)):
        await page.get_by_label(label).set_input_files({"name": name, "mimeType": "application/json", "buffer": file})
    await page.get_by_label("Raíz impresa").fill(root)
    await page.get_by_role("button", name="Verificar").click()
    await page.get_by_role("status").wait_for()
    return await page.get_by_role("status").inner_text()


async def test_a_case_that_is_in_the_report_is_found_in_its_row(verify: Page) -> None:
    for cases in (1, 2, 3, 7, 8, 13):
        report = published(OTHERS[:cases])
        receipt = receipt_file("PPC-2021-000001-7", OTHERS[0])

        said = await verdict(verify, receipt, report, json.loads(report)["raiz"])

        assert said == f"● Su caso es la fila 1 de {cases}. Lo que usted envió no ha cambiado."

    assert f"fila {ROW} de 13" in await verdict(verify, RECEIPT, published(OTHERS))
    assert await verify.locator("#case-text").text_content() == content(ROW).text
    assert await verify.locator("#case-number").inner_text() == "PPC-2021-000005-7"


def another_text(receipt: Any) -> None:
    receipt["contenido"] = receipt["contenido"].replace("cuándo", "cuando")


def another_number(receipt: Any) -> None:
    receipt["radicado"] = "PPC-2021-000001-7"


def another_salt(receipt: Any) -> None:
    receipt["sal"] = "00" * 32


async def test_a_receipt_that_was_changed_is_told(verify: Page) -> None:
    in_another_envelope = SealedLeaf(sealed_leaf_of(content(98, "denuncia")).inner, SEALED.outer)
    receipts = [changed(RECEIPT, change) for change in (another_text, another_number, another_salt)]

    for receipt in (*receipts, receipt_file("PPC-2021-000098-7", in_another_envelope)):
        said = await verdict(verify, receipt, published([*OTHERS, SEALED.outer]))
        assert said.startswith("✕ Este comprobante fue cambiado.")


async def test_a_case_that_was_left_out_or_changed_afterwards_is_told(verify: Page) -> None:
    without = [leaf for leaf in OTHERS if leaf is not MINE]
    with_another_kind = leaf_of(content(ROW, "complaint"), MINE.salt)

    for leaves in (without, [*without, with_another_kind], []):
        said = await verdict(verify, RECEIPT, published(leaves))
        assert said.startswith("✕ Su caso no está en este informe.")


def wrong_root(report: Any) -> None:
    report["raiz"] = "0" * 64


def other_leaf(report: Any) -> None:
    report["huellas"][0] = "1" * 64


def other_order(report: Any) -> None:
    report["huellas"].reverse()


async def test_a_list_that_does_not_give_its_root_or_the_printed_one_is_told(verify: Page) -> None:
    for change in (wrong_root, other_leaf, other_order):
        said = await verdict(verify, RECEIPT, changed(published(OTHERS), change))
        assert said.startswith("✕ El archivo del informe fue cambiado")

    printed = json.loads(published(OTHERS))["raiz"]
    for root in (printed, "no es una raíz"):
        said = await verdict(verify, RECEIPT, published(OTHERS[:ROW]), root)
        assert said.startswith("✕ La raíz que escribió es otra.")


async def test_a_denuncia_is_found_sealed_and_opened(verify: Page) -> None:
    opened = receipt_file("PPC-2021-000099-7", SEALED)
    closed = changed(opened, lambda found: found.pop("sellado"))
    shown = {opened: content(99).text, closed: "Está sellado: el comprobante no muestra su texto."}

    for receipt, text in shown.items():
        assert "fila 14 de 14" in await verdict(verify, receipt, published([*OTHERS, SEALED.outer]))
        assert await verify.locator("#case-text").text_content() == text


async def test_a_file_that_is_something_else_is_told(verify: Page) -> None:
    first, second = "▲ El primer archivo no es", "▲ El segundo archivo no es"
    files = [
        (b"", published(OTHERS), first),
        (b"[]", published(OTHERS), first),
        (b"null", published(OTHERS), first),
        (published(OTHERS), published(OTHERS), first),
        (changed(RECEIPT, lambda found: found.update(sal=7)), published(OTHERS), first),
        (changed(RECEIPT, lambda found: found.update(contenido="{")), published(OTHERS), first),
        (RECEIPT, b"\xff\xfe", second),
        (RECEIPT, RECEIPT, second),
        (RECEIPT, changed(published(OTHERS), lambda found: found.update(casos=1)), second),
        (changed(RECEIPT, lambda found: found.update(version=2)), published(OTHERS), "▲ Un archivo es de una versión"),
    ]

    for receipt, report, sentence in files:
        assert (await verdict(verify, receipt, report)).startswith(sentence)


async def test_it_asks_nobody_and_could_not(verify: Page) -> None:
    asked: list[Request] = []
    verify.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - it marks the handler

    await verdict(verify, RECEIPT, published(OTHERS))
    blocked = await verify.evaluate(
        """async () => {
            const seen = [];
            document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
            await fetch("http://127.0.0.1:9/").catch(() => {});
            const script = document.createElement("script");
            script.textContent = "window.broken = true";
            document.body.append(script);
            await new Promise((resolve) => setTimeout(resolve, 50));
            return seen.sort();
        }"""
    )

    assert blocked == ["connect-src", "script-src-elem"]
    assert asked == []
