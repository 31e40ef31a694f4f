"""How a bot gets its updates: getUpdates, or a webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from simulator.delivery.hub import Delivery
from simulator.delivery.webhook import WebhookSettings
from simulator.errors import bad_request, conflict
from simulator.methods.call import Call

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_MAX_CONNECTIONS, _USUAL_CONNECTIONS = 100, 40


def kinds_asked_for(call: Call) -> list[str] | None:
    """allowed_updates: None when the call says nothing, so that the last choice holds."""
    kinds = call.parameters.json("allowed_updates")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else None


async def get_updates(call: Call, delivery: Delivery) -> list[Any]:
    """Long polling: what waits, or what comes within `timeout` seconds."""
    if delivery.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    call.bot.queue.allow(kinds_asked_for(call))
    parameters = call.parameters
    updates = await delivery.polling.updates(
        parameters.integer("offset"), parameters.integer("limit", 100), parameters.integer("timeout"), call.alive
    )
    return [update.body for update in updates]


async def set_webhook(call: Call, delivery: Delivery) -> tuple[bool, str]:
    """Have updates posted to an address; without one it is deleteWebhook."""
    url = call.parameters.text("url").strip()
    if not url:
        return await delete_webhook(call, delivery)
    settings = WebhookSettings(
        url=_checked_address(url),
        secret=_checked_secret(call.parameters.text("secret_token")),
        max_connections=_connections(call.parameters.integer("max_connections", _USUAL_CONNECTIONS)),
        ip_address=call.parameters.text("ip_address") or "127.0.0.1",
    )
    call.bot.queue.allow(kinds_asked_for(call))
    if call.parameters.flag("drop_pending_updates"):
        call.bot.queue.clear()
    if delivery.webhook is not None and delivery.webhook.settings == settings:
        return True, "Webhook is already set"
    await delivery.set_webhook(settings)
    return True, "Webhook was set"


def _checked_address(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return parts.geturl()


def _checked_secret(secret: str) -> str:
    if secret and not _SECRET.fullmatch(secret):
        reason = "is too long" if len(secret) > 256 else "contains unallowed characters"
        raise bad_request(f"secret token {reason}")
    return secret


def _connections(given: int) -> int:
    return min(max(given, 1), _MAX_CONNECTIONS)


async def delete_webhook(call: Call, delivery: Delivery) -> tuple[bool, str]:
    """Back to getUpdates."""
    if call.parameters.flag("drop_pending_updates"):
        call.bot.queue.clear()
    if delivery.webhook is None:
        return True, "Webhook is already deleted"
    await delivery.set_webhook(None)
    return True, "Webhook was deleted"


async def get_webhook_info(call: Call, delivery: Delivery) -> dict[str, Any]:
    """What is set, what waits, and the last error."""
    info: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": len(call.bot.queue)}
    if delivery.webhook is None:
        return info
    settings = delivery.webhook.settings
    info |= {"url": settings.url, "ip_address": settings.ip_address, "max_connections": settings.max_connections}
    return info | {"allowed_updates": sorted(call.bot.queue.allowed)} | delivery.webhook.failure()
