"""Files: uploads, identifiers, sizes, albums."""

import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from simulator import DemoScene
from simulator.files import image_size
from simulator.pictures import plain_png
from tests.simulator.bot_api import Api, check, messages_type, returned_type


async def upload(api: Api, method: str, files: dict[str, tuple[str, bytes, str]], **values: Any) -> dict[str, Any]:
    """A multipart call; `files` is name, content and type by field."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in values.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, (filename, content, mime) in files.items():
        form.add_field(name, BytesIO(content), filename=filename, content_type=mime)
    async with api.session.post(f"{api.url}/bot{api.token}/{method}", data=form) as response:
        body: dict[str, Any] = await response.json()
    if body["ok"]:
        check(returned_type(method), body["result"])
    return body


@pytest.fixture
def rosa_id(scene: DemoScene) -> int:
    scene.rosa.start()
    return scene.rosa.id


async def test_a_picture_has_sizes_and_can_be_fetched_and_sent_again(api: Api, rosa_id: int) -> None:
    picture = plain_png(1000, 500)
    sent = (await upload(api, "sendPhoto", {"photo": ("g.png", picture, "image/png")}, chat_id=str(rosa_id)))["result"]
    largest = sent["photo"][-1]
    described = await api.result("getFile", file_id=largest["file_id"])
    async with api.session.get(f"{api.url}/file/bot{api.token}/{described['file_path']}") as response:
        fetched = await response.read()
    again = await api.result("sendPhoto", chat_id=rosa_id, photo=largest["file_id"])

    assert [(size["width"], size["height"]) for size in sent["photo"]] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    assert fetched == picture
    assert described["file_path"].startswith("photos/")
    assert again["photo"] == sent["photo"]


async def test_a_document_keeps_its_name_and_type(api: Api, rosa_id: int) -> None:
    files = {"document": ("informe año.pdf", b"%PDF-1.7", "application/pdf")}

    sent = (await upload(api, "sendDocument", files, chat_id=str(rosa_id), caption="Informe"))["result"]

    document = sent["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "informe año.pdf",
        "application/pdf",
        8,
    )
    assert sent["caption"] == "Informe"


@pytest.mark.parametrize("kind", ["voice", "audio", "video", "animation", "sticker"])
async def test_other_kinds_of_files(api: Api, rosa_id: int, kind: str) -> None:
    files = {kind: ("x.bin", b"content", "application/x-test")}

    body = await upload(api, f"send{kind.capitalize()}", files, chat_id=str(rosa_id), duration="7")

    assert kind in body["result"]


async def test_an_album_is_sent_by_attach_and_by_identifier(api: Api, scene: DemoScene, rosa_id: int) -> None:
    known = scene.rosa.photo()["photo"][-1]["file_id"]
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<b>Dos</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": known},
    ]

    body = await upload(
        api, "sendMediaGroup", {"one": ("a.png", plain_png(), "image/png")}, chat_id=str(rosa_id), media=media
    )

    first, second = body["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("Dos", "bold")
    assert second["photo"][-1]["file_id"] == known


@pytest.mark.parametrize(
    ("method", "values", "reason"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "attach://nothing"}, "wrong file identifier/HTTP URL specified"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "unknown"}, "invalid file_id"),
        ("sendMediaGroup", {"media": []}, "there are no messages to send"),
        ("sendMediaGroup", {"media": [{"type": "sticker", "media": "x"}]},
         "can't use the media of the specified type in the album"),
        ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "y"}]},
         "Document can't be mixed with other media types"),
    ],
)  # fmt: skip
async def test_what_is_no_file_is_refused(
    api: Api, rosa_id: int, method: str, values: dict[str, Any], reason: str
) -> None:
    refusal = await api.refusal(method, **{"chat_id": rosa_id} | values)

    assert refusal.lower() == f"Bad Request: {reason}".lower()


async def test_what_is_no_picture_is_no_photo(api: Api, rosa_id: int) -> None:
    text = await upload(api, "sendPhoto", {"photo": ("a.png", b"text", "image/png")}, chat_id=str(rosa_id))
    strip = await upload(
        api, "sendPhoto", {"photo": ("a.png", plain_png(2100, 100), "image/png")}, chat_id=str(rosa_id)
    )
    nothing = await upload(api, "sendPhoto", {"photo": ("a.png", b"", "image/png")}, chat_id=str(rosa_id))

    assert text["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert strip["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert nothing["description"] == "Bad Request: file must be non-empty"


async def test_above_20_megabytes_nothing_is_fetched(api: Api, scene: DemoScene) -> None:
    document = scene.rosa.file("document", b"x", "grande.zip", size=20 * 1024 * 1024 + 1)["document"]

    assert await api.refusal("getFile", file_id=document["file_id"]) == "Bad Request: file is too big"
    assert document["file_size"] == 20 * 1024 * 1024 + 1


async def test_above_50_megabytes_nothing_is_taken(api: Api, rosa_id: int) -> None:
    content = bytes(50 * 1024 * 1024 + 1)

    body = await upload(api, "sendDocument", {"document": ("x.bin", content, "application/x")}, chat_id=str(rosa_id))

    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


async def test_what_people_send_is_as_telegram_gives_it(api: Api, scene: DemoScene) -> None:
    rosa = scene.rosa
    rosa.photo(caption="Vea @ParticipaDemoBot")
    rosa.document(b"a,b\n", "datos.csv")
    rosa.voice(duration=5)
    rosa.album([("photo", None), ("photo", None)], caption="dos")
    rosa.location(4.6, -74.1)
    rosa.contact("+57300")
    for kind in ("audio", "video", "animation", "video_note", "sticker"):
        rosa.file(kind)

    messages = [update["message"] for update in await api.updates()]

    check(messages_type(), messages)
    assert messages[0]["caption_entities"][0]["type"] == "mention"
    assert messages[1]["document"]["mime_type"] == "text/csv"
    assert messages[2]["voice"]["duration"] == 5
    assert messages[3]["media_group_id"] == messages[4]["media_group_id"]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (plain_png(7, 9), (7, 9)),
        (b"GIF89a\x07\x00\x09\x00", (7, 9)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x09\x00\x07\x03", (7, 9)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\x06\x00\x00\x08\x00\x00", (7, 9)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(10) + b"\x07\x00\x09\x00", (7, 9)),
        (b"%PDF", None),
        (b"\xff\xd8\xff", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_beginning(content: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(content) == size
