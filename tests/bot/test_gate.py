"""The gate before Telegram: who goes through while the sender is coming to rest."""

import asyncio

from bot.courier.pacing import Gate


async def test_while_winding_up_only_what_belongs_to_a_message_that_arrived_goes_through() -> None:
    gate = Gate(1000)
    gate.wind_up()

    assert await gate.turn(1) is False
    assert await gate.turn(1, belongs=True) is True


async def test_who_stands_before_the_gate_is_sent_away_when_it_winds_up() -> None:
    gate = Gate(0.01)
    assert await gate.turn(1)
    assert await gate.turn(3)  # what was slept too long is made up for, one message's worth
    standing = asyncio.create_task(gate.turn(2))
    await asyncio.sleep(0)
    gate.wind_up()

    assert await standing is False
