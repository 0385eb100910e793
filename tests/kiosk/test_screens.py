"""The command that makes pictures of every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk import screens

pytestmark = pytest.mark.usefixtures("lettered")


def test_it_makes_the_pictures_that_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["screens", "--into", str(tmp_path), "--only", "1024x768/en/contrast/confirm.png"]
    monkeypatch.setattr("sys.argv", arguments)
    assert screens.main() == 0
    (made,) = tmp_path.rglob("*.png")
    assert made == tmp_path / "1024x768" / "en" / "contrast" / "confirm.png"
    image = QImage(str(made))
    assert (image.width(), image.height()) == (1024, 768)
    assert image.pixelColor(3, 300).name() == "#000000"
    assert "1 pictures" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1024x768").write_text("")
    monkeypatch.setattr("sys.argv", ["screens", "--into", str(tmp_path), "--only", "1024x768/vi/low/done"])
    with pytest.raises(OSError, match="1024x768"):
        screens.main()
