"""Migrations, and what a store of another version meets."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import shared.store
from shared.domain.errors import ConfigError, StoreAway
from shared.hall import Hall
from shared.store.connection import Connections, store_url
from shared.store.revision import KNOWN
from shared.store.tables import metadata
from shared.store.upgrade import upgrade


def test_the_migrations_build_just_the_tables_of_the_schema(store_url: str) -> None:
    upgrade(store_url)
    connections = Connections(store_url)
    with connections.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    connections.close()


def test_upgrading_twice_changes_nothing(store_url: str) -> None:
    upgrade(store_url)
    upgrade(store_url)


def test_a_store_of_a_newer_program_is_refused(store_url: str) -> None:
    upgrade(store_url)
    connections = Connections(store_url)
    with connections.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    connections.close()
    with pytest.raises(ConfigError, match="newer program"):
        upgrade(store_url)
    with pytest.raises(ConfigError, match="newer program"):
        Hall(store_url, "hatinh").now()


def test_an_empty_store_says_what_to_do(store_url: str) -> None:
    if store_url.startswith("sqlite"):
        Path(store_url.removeprefix("sqlite:///")).touch()
    hall = Hall(store_url, "hatinh")
    with pytest.raises(ConfigError, match="motcua init"):
        hall.now()
    hall.close()


def test_a_store_without_this_hall_says_what_to_do(hall: Hall, store_url: str) -> None:
    other = Hall(store_url, "elsewhere")
    with pytest.raises(ConfigError, match="motcua init"):
        other.now()
    other.close()


def test_the_known_revisions_are_those_of_the_files() -> None:
    scripts = ScriptDirectory(str(Path(shared.store.__file__).parent / "migrations"))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == KNOWN


@pytest.mark.parametrize(
    "address",
    ["mysql://somebody@somewhere/hall", "sqlite://", "sqlite:///:memory:", "no address at all", "sqlite:///"],
)
def test_an_address_that_cannot_hold_a_hall_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        store_url(address)


def test_a_file_on_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = f"server:/halls {tmp_path} nfs4 rw 0 0\n/dev/sda1 / ext4 rw 0 0\n"
    genuine = Path.read_text

    def read_text(path: Path, *args: str, **options: str) -> str:
        return mounts if str(path) == "/proc/self/mounts" else genuine(path, *args, **options)

    monkeypatch.setattr(Path, "read_text", read_text)
    with pytest.raises(ConfigError, match="PostgreSQL"):
        store_url(f"sqlite:///{tmp_path}/hall.db")


def test_a_server_that_is_not_there_is_an_outage() -> None:
    hall = Hall("postgresql://postgres@127.0.0.1:1/none", "hatinh")
    with pytest.raises(StoreAway):
        hall.now()


def test_a_folder_that_is_not_there_is_an_outage(tmp_path: Path) -> None:
    hall = Hall(f"sqlite:///{tmp_path}/nowhere/hall.db", "hatinh")
    with pytest.raises(StoreAway):
        hall.now()
