"""A bare aiogram bot: it answers and remembers nothing."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command
from aiogram.types import InlineKeyboardMarkup, Message

from bench.peers import given


async def serve() -> None:
    """Poll until told to stop."""
    answer = given.read()
    keyboard = InlineKeyboardMarkup.model_validate(answer.markup)
    session = AiohttpSession(api=TelegramAPIServer.from_base(answer.api))
    bot = Bot(
        answer.token,
        session,
        DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
    dispatcher = Dispatcher()

    @dispatcher.message(Command("avance"))
    async def show(message: Message) -> None:
        await message.answer(answer.text, reply_markup=keyboard)

    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(serve())
