"""`python -m simulator`: the simulator alone, with the demonstration's scene."""

import argparse
import asyncio
import signal
import sys
from datetime import datetime

from simulator.scene import DEMO_START, DEMO_TOKEN, set_demo_scene
from simulator.server import Simulator


def main() -> int:
    """Serve until Ctrl-C; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A Bot API and a chat page of one's own.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--at", type=_instant, default=DEMO_START, help="the date on which it begins, with its offset")
    parser.add_argument("--token", default=DEMO_TOKEN, help="the bot's token")
    parser.add_argument("--stand", action="store_true", help="the date stands still until it is moved")
    arguments = parser.parse_args()
    try:
        asyncio.run(_serve(arguments))
    except OSError as error:
        sys.stderr.write(f"The port {arguments.port} cannot be used ({error.strerror}); choose another with --port.\n")
        return 2
    return 0


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError("write the offset too, as in 2021-07-01T09:00:00-05:00")
    return instant


async def _serve(arguments: argparse.Namespace) -> None:
    simulator = Simulator(host=arguments.host, port=arguments.port, start=arguments.at, running=not arguments.stand)
    set_demo_scene(simulator, arguments.token)
    async with simulator:
        sys.stdout.write(f"{simulator.url}\n")
        sys.stdout.flush()
        ended = asyncio.Event()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signal_number, ended.set)
        await ended.wait()


if __name__ == "__main__":
    sys.exit(main())
