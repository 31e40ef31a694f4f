"""A person's vote in a poll."""

from collections.abc import Sequence

from simulator.errors import SceneError
from simulator.model import Json, Message, User
from simulator.world import World


def vote(world: World, user: User, message: Message, options: Sequence[int]) -> Json:
    """Count a vote, or take it back with no options; the bot hears of it, and who voted unless it is anonymous."""
    poll = message.data.get("poll")
    if poll is None or poll["is_closed"]:
        raise SceneError("there is no open poll in this message")
    if len(options) > 1 and not poll["allows_multiple_answers"]:
        raise SceneError("this poll takes one answer")
    votes = world.votes.setdefault(poll["id"], {})
    votes[user.id] = list(options)
    counted = [
        {**option, "voter_count": sum(place in chosen for chosen in votes.values())}
        for place, option in enumerate(poll["options"])
    ]
    voters = sum(bool(chosen) for chosen in votes.values())
    new: Json = {**poll, "options": counted, "total_voter_count": voters}
    world.change(message, message.data | {"poll": new})
    bot = world.bot(message.sender)
    if bot is not None:
        lane = f"poll:{poll['id']}"
        if not poll["is_anonymous"]:
            persistent = [counted[place].get("persistent_id", str(place)) for place in options]
            answer = {"poll_id": poll["id"], "user": user.public, "option_ids": list(options)}
            bot.queue.push("poll_answer", answer | {"option_persistent_ids": persistent}, lane)
        bot.queue.push("poll", new, lane)
    return new
