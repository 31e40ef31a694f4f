"""What a peer is given: who it is, where its Telegram is, and the answer that it gives to everything."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN, API, ANSWER, DATABASE = "BOT_TOKEN", "BOT_API_URL", "BENCH_ANSWER", "BENCH_DATABASE"


@dataclass(frozen=True)
class Given:
    """`text` is HTML; `markup` is the inline keyboard as the Bot API writes it; `database` is for who stores."""

    token: str
    api: str
    text: str
    markup: dict[str, Any]
    database: Path


def read() -> Given:
    """What the environment of this process says."""
    answer = json.loads(Path(os.environ[ANSWER]).read_text("utf-8"))
    return Given(os.environ[TOKEN], os.environ[API], answer["text"], answer["reply_markup"], Path(os.environ[DATABASE]))
