"""The way in which one bot is served: polling, or a webhook."""

import asyncio
from typing import Any

from simulator.delivery.polling import Polling
from simulator.delivery.webhook import Webhook, WebhookSettings
from simulator.model import Bot
from simulator.world import World


class Delivery:
    """One bot's polling and, while it is set, its webhook. `call` is what a webhook's answer may ask for."""

    def __init__(self, world: World, bot: Bot, call: Any, back_off: float) -> None:
        self.polling = Polling(bot.queue)
        self.webhook: Webhook | None = None
        self._world = world
        self._bot = bot
        self._call = call
        self._back_off = back_off
        self._replies: set[asyncio.Task[Any]] = set()

    async def set_webhook(self, settings: WebhookSettings | None) -> None:
        """Deliver to another address, or to none."""
        if self.webhook is not None:
            await self.webhook.stop()
            self.webhook = None
        if settings is None:
            return
        self.polling.end_for_webhook()
        world = self._world
        self.webhook = Webhook(
            self._bot.id, settings, self._bot.queue, world.clock, world.log, self._reply, self._back_off
        )
        self.webhook.start()

    def _reply(self, content: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._call(self._bot, content))
        self._replies.add(task)
        task.add_done_callback(self._replies.discard)

    async def stop(self) -> None:
        """End what runs."""
        await self.set_webhook(None)
        for reply in self._replies:
            reply.cancel()
