"""What people attach: kept without its metadata, or refused with a plain sentence; nothing that was written is lost."""

from datetime import UTC, datetime

import pytest

from bot.worker import Worker
from storage.models.cases import CaseFile, CaseVersion
from storage.models.kinds import PartKind
from tests.participation.attachments.office_samples import docx
from tests.participation.attachments.samples import mp4, ogg
from tests.participation.attachments.test_refusing import MZ, bomb
from tests.support.observing import (
    CARD,
    NAMED,
    UNNAMED,
    begin,
    cards,
    cases,
    drafts,
    number_in,
    on_sqlite,
    parts,
    picture,
    said,
    settled,
    stored,
    written,
)
from tests.support.running import World, until

pytestmark = pytest.mark.second_database

MEBIBYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _quick_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.fetching.PAUSES", (0.01, 0.02))


async def test_a_file_of_20_mb_is_kept_whole(stage: World) -> None:
    rosa = stage.scene.rosa
    content = b"0123456789abcdef" * (20 * MEBIBYTE // 16)
    async with stage.bot() as running:
        await begin(rosa)
        rosa.document(content, "datos.txt")
        assert "datos.txt (21" in (await rosa.next(text=CARD)).text
        await rosa.tap(UNNAMED)

        [file] = stored(running.database, CaseFile)
        assert (file.bytes, running.files.get(file.file_hash)) == (len(content), content)


@on_sqlite
async def test_a_file_over_the_limit_is_refused_before_it_is_fetched(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        rosa.file("video", mp4(), "obra.mp4", "video/mp4", caption="así quedó", size=30 * MEBIBYTE)

        assert "Este archivo pesa más de 20 MB" in (await rosa.next(text="20 MB")).text
        assert "Falta señalización\nasí quedó" in (await rosa.next(text=CARD)).text
        assert stage.simulator.calls("getFile") == []
        assert [part.file_hash for part in parts(running.database)] == [None, None]


@on_sqlite
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("foto.jpg", MZ, "es un programa"),
        ("oficio.docx", bomb(200_000_000), "ocupa demasiado espacio al abrirse"),
        ("oficio.pdf", docx(), "no es lo que dice su nombre"),
    ],
)
async def test_what_is_no_honest_file_is_refused_and_the_draft_stays(
    stage: World, name: str, content: bytes, reason: str
) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        rosa.document(content, name)

        assert reason in (await rosa.next(text=reason)).text
        assert "Adjuntos" not in (await rosa.next(text=CARD)).text
        assert len(parts(running.database)) == 1
        assert list(running.files.all_hashes()) == []


async def test_an_album_of_ten_is_one_card(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Mire las fotos")
        rosa.album([("photo", picture(number)) for number in range(10)], caption="La vía")
        await until(stage.simulator, lambda: any("10 fotos" in card for card in cards(rosa)))
        assert len(cards(rosa)) == 1

        await rosa.tap(NAMED)

        assert cases(running.database)[0].text == "Mire las fotos\nLa vía"
        assert len(stored(running.database, CaseFile)) == 10


@on_sqlite
async def test_an_album_out_of_the_blue_is_offered_as_one_observation(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        rosa.album([("photo", picture(number)) for number in range(5)], caption="La vía")
        await rosa.next(text="¿Quiere registrar esto")
        await settled(stage, running.database)
        rosa.skip()
        rosa.press("Sí, registrarla")

        assert "5 fotos" in (await rosa.next(text=CARD)).text


async def test_a_voice_note_of_five_minutes_keeps_its_length(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        rosa.voice(ogg(position=48_000 * 300 + 312), duration=300)
        assert "nota de voz (5:00)" in (await rosa.next(text=CARD)).text
        await rosa.tap(NAMED)

        [file] = stored(running.database, CaseFile)
        assert (file.kind, file.seconds, file.mime) == (PartKind.VOICE, 300, "audio/ogg")


@on_sqlite
async def test_the_place_in_a_photo_is_not_kept(stage: World) -> None:
    rosa = stage.scene.rosa
    photo = picture(1)
    assert b"Exif" in photo
    async with stage.bot() as running:
        await begin(rosa)
        rosa.document(photo, "yo en mi casa.jpg")
        await rosa.next(text="yo en mi casa.jpg")

        [name] = running.files.all_hashes()
        assert b"Exif" not in running.files.get(name)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 502, "method": "getFile"},
        {"kind": "error", "status": 502, "method": "file"},
        {"kind": "cut", "method": "getFile", "effect": True},
        {"kind": "too_many", "retry_after": 0.05, "method": "getFile"},
    ],
)
@on_sqlite
async def test_while_telegram_fails_a_file_is_asked_for_again(stage: World, fault: dict[str, object]) -> None:
    rosa = stage.scene.rosa
    async with stage.bot():
        await written(rosa, "Falta señalización")
        stage.simulator.fault(**(fault | {"times": 2}))  # type: ignore[arg-type]  # the values are as the called expects
        rosa.photo(picture(1))

        assert "1 foto" in (await rosa.next(text=CARD)).text


@on_sqlite
@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 500, "method": "getFile"},
        {"kind": "cut", "method": "getFile"},
        {"kind": "too_many", "retry_after": 3600, "method": "getFile"},
        {"kind": "timeout", "seconds": 30, "method": "getFile"},
    ],
)
async def test_a_file_that_telegram_does_not_give_is_asked_of_the_person_and_the_words_are_kept(
    stage: World, fault: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.READ_SECONDS", 0.2)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        stage.simulator.fault(**(fault | {"times": None}))  # type: ignore[arg-type]  # the values are as the called expects
        rosa.photo(picture(1), caption="junto al puente")

        assert "nvíelo otra vez en unos minutos" in (await rosa.next(text="Telegram no nos entregó")).text
        assert "Falta señalización\njunto al puente" in (await rosa.next(text=CARD)).text
        stage.simulator.world.faults.remove()
        await rosa.tap(NAMED)
        assert cases(running.database)[0].text == "Falta señalización\njunto al puente"


@on_sqlite
async def test_words_under_a_refused_file_out_of_the_blue_are_offered(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        rosa.document(MZ, "foto.jpg", caption="Me parece mal que la obra no tenga señales")

        await rosa.next(text="es un programa")
        await rosa.next(text="¿Quiere registrar esto")
        assert [part.text for part in parts(running.database)] == ["Me parece mal que la obra no tenga señales"]


@on_sqlite
async def test_the_twenty_first_file_is_refused_before_it_is_fetched(
    stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.attachments.kinds.FILES_PER_OBSERVATION", 2)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        for quality in (50, 60):
            rosa.photo(picture(quality))
        await until(stage.simulator, lambda: any("2 fotos" in card for card in cards(rosa)))
        fetched = len(stage.simulator.calls("getFile"))
        rosa.photo(picture(70))
        rosa.skip()

        await until(stage.simulator, lambda: any("no cupo" in text or "did not fit" in text for text in said(rosa)))
        await settled(stage, running.database)
        assert len(stage.simulator.calls("getFile")) == fetched
        assert len(parts(running.database)) == 2


@on_sqlite
async def test_a_photo_that_is_replaced_before_sending_is_replaced_in_the_draft(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        photo = rosa.photo(picture(50), caption="una")
        await rosa.next(text=CARD)
        [before] = parts(running.database)
        other = rosa.photo(picture(90))  # another upload, whose place the first message takes
        await until(stage.simulator, lambda: any("2 fotos" in card for card in cards(rosa)))
        edited = photo | {"photo": other["photo"], "caption": "otra", "edit_date": photo["date"] + 5}
        rosa.skip()
        stage.simulator.bot.queue.push_raw({"update_id": 77_000_000, "edited_message": edited})
        await rosa.next(text="otra")

        first, second = parts(running.database)
        assert (first.text, first.file_hash) == ("otra", second.file_hash)
        assert first.file_hash != before.file_hash


async def test_a_message_that_is_edited_after_filing_is_kept_as_a_version_with_its_hour(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await begin(rosa)
        message = rosa.write("Falta señalización")
        await rosa.next(text=CARD)
        filed = await rosa.tap(NAMED)
        rosa.skip()
        rosa.edit(message["message_id"], "Falta señalización y luz")

        kept = await rosa.next(text=number_in(filed.text))
        assert "versión" in kept.text
        rosa.edit(message["message_id"], "Falta señalización y luz.")
        await rosa.next(text="versión")

        [case] = cases(running.database)
        assert case.text == "Falta señalización"
        versions = stored(running.database, CaseVersion)
        assert [(one.text, one.is_edit, one.at) for one in versions] == [
            ("Falta señalización y luz", True, stage.simulator.clock.now()),
            ("Falta señalización y luz.", True, stage.simulator.clock.now()),
        ]


async def test_who_blocks_the_bot_between_card_and_number_has_the_case_all_the_same(stage: World) -> None:
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await written(rosa, "Falta señalización")
        rosa.press(NAMED)
        rosa.block()
        await settled(stage, running.database)
        assert [case.radicado for case in cases(running.database)] == ["PPC-2021-000001-7"]

        rosa.unblock()
        assert "PPC-2021-000001-7" in (await rosa.ask("/mis_observaciones")).text


async def test_the_files_of_a_cancelled_draft_are_deleted_and_those_of_a_case_are_not(stage: World) -> None:

    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await stage.simulator.clock.move_to(datetime(2041, 1, 1, tzinfo=UTC))  # after the files were put
        await begin(rosa)
        rosa.photo(picture(50))
        await rosa.next(text="1 foto")
        await rosa.tap(NAMED)
        await begin(rosa)
        for quality in (50, 60):
            rosa.photo(picture(quality))
        await until(stage.simulator, lambda: any("2 fotos" in card for card in cards(rosa)))
        assert len(list(running.files.all_hashes())) == 2
        await rosa.tap("Cancelar")

        await Worker(running.database, running.alive, running.files, running.now).do_waiting()

        [file] = stored(running.database, CaseFile)
        assert list(running.files.all_hashes()) == [file.file_hash]
        assert drafts(running.database) == []
