"""The pane of pictures at work: the folder read, turns taken, films played and hushed while somebody is called."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from display.bulletin import BulletinNow
from display.film_copies import FilmCopies
from display.media_reader import LOOK, MediaReader
from display.playlist import Found, MediaFile, MediaKind, Playlist
from display.programme import CardItem, FigureItem, FileItem, Item, Programme
from display.views.media import MediaView
from shared.media_form import FiguresForm, MediaForm

if TYPE_CHECKING:
    from display.views.film import Film

_log: Final = logging.getLogger(__name__)


def qt_film(form: MediaForm, parent: QObject) -> Film | None:
    """What plays films; None where QtMultimedia is not installed, or has nothing behind it."""
    try:
        from display.views.film import Film  # noqa: PLC0415 - an extra, and slow to load: not before the first film
    except ImportError:
        return None
    film = Film(volume=form.volume, while_speaking=form.while_speaking, parent=parent)
    return film if film.available else None


class MediaPane(QObject):
    """Decides by its programme and shows by its view. Is a `display.ducking.Ducking`."""

    def __init__(
        self,
        view: MediaView,
        *,
        media: MediaForm,
        figures: FiguresForm,
        beside: Path = Path(),
        copies: FilmCopies | None = None,
        make_film: Callable[[MediaForm, QObject], Film | None] = qt_film,
        look_every: float = LOOK,
        parent: QObject | None = None,
    ) -> None:
        """`beside`: where a folder is that is named without its whole path; it is looked at every `look_every` s.
        `copies`: where smaller films are; without it each is played as it is."""
        super().__init__(parent)
        self._view = view
        self._form = media
        self._make_film = make_film
        self._copies = copies if media.smaller_films else None
        if self._copies is not None:
            self._copies.settled.connect(self._copied)
        self._playlist = Playlist(media.order)
        self._programme = Programme(self._playlist, picture_seconds=media.seconds, page_seconds=figures.seconds)
        self._film: Film | None = None
        self._hushed = False
        self._item: Item | None = None
        self._drawn: tuple[Any, ...] = ()
        self._reader: MediaReader | None = None
        if media.folder:
            self._reader = MediaReader(beside / Path(media.folder).expanduser(), every=look_every, parent=self)
            self._reader.found.connect(self._found)
            self._reader.lost.connect(self._lost)
            self._reader.read.connect(self._read)
            self._reader.spoilt.connect(self._spoilt)

    def start(self) -> None:
        """Begin to look at the folder."""
        if self._reader is not None:
            self._reader.start()

    def stop(self) -> None:
        """End the thread and the film."""
        self._rest()
        if self._copies is not None:
            self._copies.stop()
        if self._reader is not None:
            self._reader.stop()

    def wanted(self, now: BulletinNow) -> bool:
        """Whether there is, or may soon be, anything to show."""
        return self._reader is not None or now.figures is not None

    @property
    def showing(self) -> str:
        """What stands there, for the facts of the board: a file's name, "figures 2", "card", or "" at rest."""
        match self._item:
            case FileItem(file=file):
                return file.path.name
            case FigureItem(page=page):
                return f"figures {page + 1}"
            case CardItem():
                return "card"
            case _:
                return ""

    @property
    def loudness(self) -> float | None:
        """The film's, as a part of what was asked for; None before the first film."""
        return self._film.level if self._film is not None else None

    def look(self, time: float, now: BulletinNow, *, up: bool) -> None:
        """Time has passed. `up`: the pane can be seen, which it cannot under an emergency."""
        if not up:
            self._rest()
            return
        pages = self._view.sheet(now.figures).pages if now.figures else 0
        item = self._programme.at(time, pages=pages)
        if item != self._item:
            self._item = item
            self._begin(item)
        self._draw(item, now)

    def hush(self) -> None:
        """See `display.ducking.Ducking`."""
        self._hushed = True
        if self._film is not None:
            self._film.hush()

    def resume(self) -> None:
        """See `display.ducking.Ducking`."""
        self._hushed = False
        if self._film is not None:
            self._film.resume()

    # -- turns ---------------------------------------------------------------------------------------------------

    def _begin(self, item: Item) -> None:
        if self._film is not None:
            self._film.stop()
        if not isinstance(item, FileItem):
            return
        if item.file.kind is MediaKind.FILM:
            self._play(item)
        elif self._reader is not None and self._drawn != (item.file,):
            self._reader.want(item.file, self._view.room)

    def _draw(self, item: Item, now: BulletinNow) -> None:
        """Figures and cards, which may change while they stand."""
        if isinstance(item, FigureItem) and now.figures is not None:
            drawn: tuple[Any, ...] = (now.figures, item.page, self._view.size())
            if drawn != self._drawn:
                self._view.show_sheet(now.figures, item.page)
                self._drawn = drawn
        elif isinstance(item, CardItem) and (now.card, self._view.size()) != self._drawn:
            self._view.show_card(now.card)
            self._drawn = (now.card, self._view.size())

    def _play(self, item: FileItem) -> None:
        if self._film is None:
            self._film = self._make_film(self._form, self)
            if self._film is None:
                self._playlist.without(MediaKind.FILM, "QtMultimedia (PySide6-Addons) is not installed here")
                self._programme.ended(item)
                return
            self._film.large.connect(self._large)
            self._film.pictured.connect(self._pictured)
            self._film.ended.connect(self._ended)
            self._film.failed.connect(self._failed)
            if self._hushed:
                self._film.hush()
        self._film.play(item.file.path if self._copies is None else self._copies.of(item.file))

    def _rest(self) -> None:
        if self._film is not None and self._item is not None:
            self._film.stop()
        self._item = None

    @Slot(object)
    def _found(self, found: Found) -> None:
        self._playlist.found(found)

    @Slot(str)
    def _lost(self, why: str) -> None:
        self._playlist.lost(why)

    @Slot(object, QImage)
    def _read(self, file: MediaFile, image: QImage) -> None:
        if isinstance(self._item, FileItem) and self._item.file == file:
            self._view.show_picture(image, file.path.stem)
            self._drawn = (file,)

    @Slot(object, str)
    def _spoilt(self, file: MediaFile, why: str) -> None:
        if isinstance(self._item, FileItem) and self._item.file == file:
            self._programme.failed(self._item, why)

    @Slot(str)
    def _large(self, size: str) -> None:
        if isinstance(self._item, FileItem) and self._copies is not None and self._film is not None:
            # First held, then asked: what cannot be made is told while it is asked for.
            file = self._item.file
            self._playlist.hold(file)
            if self._copies.want(file, size):
                self._film.stop()
                self._programme.ended(self._item)
            else:
                self._playlist.release(file)

    @Slot(object)
    def _copied(self, file: MediaFile) -> None:
        self._playlist.release(file)

    @Slot(object)
    def _pictured(self, frame: Any) -> None:
        if isinstance(self._item, FileItem):
            self._view.show_frame(frame, self._item.file.path.stem)
            self._drawn = ()

    @Slot()
    def _ended(self) -> None:
        if self._item is not None:
            self._programme.ended(self._item)

    @Slot(str)
    def _failed(self, why: str) -> None:
        if isinstance(self._item, FileItem):
            self._programme.failed(self._item, why)
