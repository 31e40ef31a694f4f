"""How updates reach a bot: a queue that keeps them, long polling and webhooks."""
