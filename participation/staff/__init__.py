"""Who works with the bot for the entity, what each may do, and the record of what they did."""
