"""A PostgreSQL server of the tests' own: made in a temporary folder, stopped at the end, never the machine's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.ports import free_port

_BINARIES: Final = Path("/usr/lib/postgresql")
_SETTINGS: Final = "-c listen_addresses=127.0.0.1 -c shared_buffers=64MB -c max_connections=300"


class PostgresServer:
    """One cluster in `folder`. Started and stopped as often as a test wants."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self.port: Final = free_port()

    @property
    def url(self) -> str:
        """The address of the server, its database to be appended."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/"

    def create(self) -> None:
        """Make the cluster's files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start and wait until it answers."""
        options = f"-k {self._folder} -p {self.port} {_SETTINGS}"
        self._run("pg_ctl", "-D", str(self._data), "-l", str(self._folder / "log"), "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop at once, as a power cut does."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def database(self, name: str, *, like: str | None = None) -> str:
        """Make an empty database, or one that is like another that nobody uses now; its address."""
        template = () if like is None else ("--template", like)
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", *template, name)
        return self.url + name

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(_newest() / program), *arguments]
        if os.geteuid() == 0:
            # The server refuses to run as root; Debian's package made this user.
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout.decode(errors='replace')}")


def _newest() -> Path:
    versions = sorted(_BINARIES.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise RuntimeError("PostgreSQL is not installed: sudo apt-get install postgresql")
    return versions[-1].parent
