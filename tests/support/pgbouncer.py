"""A PgBouncer in transaction mode before a server of the tests, where it is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PORT = 6432  # in the name of its socket
CONNECTIONS = 4  # to the server: fewer than one process opens to PgBouncer, so that they change hands all the time
SETTINGS = """
[databases]
* = host={server} user=postgres

[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 500
logfile = {folder}/log
admin_users = postgres
"""


def installed() -> str | None:
    """Where the program is, if it is."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


@contextmanager
def running_pgbouncer(server: Path) -> Iterator[Path]:
    """The folder of its socket; it hands on to the server whose socket is in the other one."""
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="participa-pgb-", dir="/tmp"))
    settings = folder / "settings.ini"
    settings.write_text(SETTINGS.format(server=server, folder=folder, port=PORT, connections=CONNECTIONS))
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
        settings.chmod(0o644)
    program = installed()
    assert program is not None
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
    running = subprocess.Popen([program, "-q", settings], cwd=folder, **identity)  # type: ignore[call-overload]  # the user is given or not
    try:
        _wait_for(folder / f".s.PGSQL.{PORT}")
        yield folder
    finally:
        running.terminate()
        running.wait()
        shutil.rmtree(folder)


def shared_connections(folder: Path) -> int:
    """How many transactions a connection to the server has served on average, since the beginning."""
    with psycopg.connect(f"host={folder} port={PORT} user=postgres dbname=pgbouncer", autocommit=True) as admin:
        admin.prepare_threshold = None
        cursor = admin.execute("SHOW STATS_TOTALS")
        names = [column.name for column in cursor.description or ()]
        return sum(int(row[names.index("xact_count")]) for row in cursor) // CONNECTIONS


def _wait_for(socket: Path) -> None:
    give_up_at = time.monotonic() + 30
    while not socket.exists():
        assert time.monotonic() < give_up_at, "PgBouncer did not start"
        time.sleep(0.02)
