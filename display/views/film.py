"""Playing films, one after the other, through QtMultimedia: an extra (PySide6-Addons) of the board's machine."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLoggingCategory, QObject, QTimer, QUrl, QVariantAnimation, Signal, Slot
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaMetaData, QMediaPlayer, QVideoFrame, QVideoSink

from display.ducking import LONGEST_HUSH
from display.film_copies import FASTEST, LARGEST
from shared.media_form import WhileSpeaking

DOWN_MS: Final = 300
UP_MS: Final = 600
_HUSHED: Final = 0.1  # of the film's loudness: 20 dB less
_LOOK_MS: Final = 1000
_PATIENCE: Final = 6  # looks without a new picture, after which a film is given up

#: What is in each file, and that nothing but the processor can read it, would fill the log with every film.
_SILENT: Final = "qt.multimedia.ffmpeg*=false\nqt.multimedia.playbackengine.codec*=false"

_log: Final = logging.getLogger(__name__)


class Film(QObject):
    """One film at a time. `large` comes with its size, once or more, where that takes too much of a machine without a
    GPU; `pictured` with each of its pictures; then `ended`, or `failed` with why."""

    large = Signal(str)
    pictured = Signal(QVideoFrame)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, *, volume: int, while_speaking: WhileSpeaking, parent: QObject | None = None) -> None:
        """`volume` in percent. 0 opens no sound device at all."""
        super().__init__(parent)
        QLoggingCategory.setFilterRules(_SILENT)
        self._loud = volume / 100
        self._pauses = while_speaking is WhileSpeaking.PAUSE
        self._sound: QAudioOutput | None = None
        self._no_device = False
        self._wanted = False
        self._hushed = False
        self._pictures = 0
        self._still = 0
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._picture)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.errorOccurred.connect(self._error)
        self._player.mediaStatusChanged.connect(self._status)
        self._level = 1.0
        self._ramp = QVariantAnimation(self)
        self._ramp.valueChanged.connect(self._set_level)
        self._ramp.finished.connect(self._ramped)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(round(LONGEST_HUSH * 1000))
        self._longest.timeout.connect(self.resume)

    @property
    def available(self) -> bool:
        """Whether there is anything behind QtMultimedia that can play."""
        return self._player.isAvailable()

    @property
    def level(self) -> float:
        """The loudness now, as a part of what was asked for."""
        return self._level

    @property
    def hushed(self) -> bool:
        """Whether the voice has the floor."""
        return self._hushed

    def longest_hush(self, seconds: float) -> None:
        """How long a hush lasts that nobody ends."""
        self._longest.setInterval(round(seconds * 1000))

    @property
    def playing(self) -> bool:
        """Whether pictures are coming."""
        return self._player.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    def play(self, path: Path) -> None:
        """Play this file from its beginning, instead of what plays."""
        self._wanted = True
        self._pictures = self._still = 0
        self._open_sound()
        self._player.setSource(QUrl())  # or the same file again would not begin again
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        if not (self._hushed and self._pauses):
            self._player.play()
        self._looking.start()

    def stop(self) -> None:
        """End it; neither `ended` nor `failed` comes any more."""
        self._wanted = False
        self._looking.stop()
        self._player.stop()
        self._player.setSource(QUrl())

    def hush(self) -> None:
        """See `display.ducking.Ducking`."""
        self._longest.start()
        if not self._hushed:
            self._hushed = True
            self._to(0.0 if self._pauses else _HUSHED, DOWN_MS)

    @Slot()
    def resume(self) -> None:
        """See `display.ducking.Ducking`."""
        self._longest.stop()
        if self._hushed:
            self._hushed = False
            if self._wanted and self._pauses:
                self._player.play()
            self._to(1.0, UP_MS)

    # -- sound ---------------------------------------------------------------------------------------------------

    def _open_sound(self) -> None:
        """The hall's loudspeaker, looked for anew with each film until there is one."""
        if self._loud <= 0 or self._sound is not None:
            return
        if QMediaDevices.defaultAudioOutput().isNull():
            if not self._no_device:
                self._no_device = True
                _log.warning("this machine has no sound device: films play silently")
            return
        self._sound = QAudioOutput(self)
        self._player.setAudioOutput(self._sound)
        self._set_level(self._level)

    def _to(self, level: float, milliseconds: int) -> None:
        self._ramp.stop()
        self._ramp.setStartValue(self._level)
        self._ramp.setEndValue(level)
        self._ramp.setDuration(milliseconds)
        self._ramp.start()

    @Slot(object)
    def _set_level(self, level: float) -> None:
        self._level = float(level)
        if self._sound is not None:
            self._sound.setVolume(self._loud * self._level)

    @Slot()
    def _ramped(self) -> None:
        if self._hushed and self._pauses:
            self._player.pause()

    # -- pictures ------------------------------------------------------------------------------------------------

    @Slot(QVideoFrame)
    def _picture(self, frame: QVideoFrame) -> None:
        if self._wanted and frame.isValid():
            self._pictures += 1
            self._still = 0
            self.pictured.emit(frame)

    @Slot()
    def _look(self) -> None:
        """A film that stands still without having been asked to is given up."""
        if self._hushed and self._pauses:
            return
        self._still += 1
        if self._still > _PATIENCE:
            self._give_up(f"no picture came for {_PATIENCE} s")

    @Slot(QMediaPlayer.MediaStatus)
    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if not self._wanted:
            return
        if status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._give_up("it is damaged, or of a kind that is not known")
        elif status is QMediaPlayer.MediaStatus.LoadedMedia and not self._player.hasVideo():
            self._give_up("it has no picture")
        elif status is QMediaPlayer.MediaStatus.LoadedMedia:
            self._size_up()
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            if not self._pictures:
                self._give_up("it ended without a picture")
                return
            self._wanted = False
            self._looking.stop()
            self.ended.emit()

    def _size_up(self) -> None:
        facts = self._player.metaData()
        size = facts.value(QMediaMetaData.Key.Resolution)
        rate = float(facts.value(QMediaMetaData.Key.VideoFrameRate) or 0)
        if size is not None and (size.width() * size.height() > LARGEST[0] * LARGEST[1] or rate > FASTEST + 1):
            self.large.emit(f"{size.width()}×{size.height()}, {rate:.0f} pictures a second")

    @Slot(QMediaPlayer.Error, str)
    def _error(self, error: QMediaPlayer.Error, text: str) -> None:
        if error is not QMediaPlayer.Error.NoError:
            self._give_up(text or error.name)

    def _give_up(self, why: str) -> None:
        if self._wanted:
            self.stop()
            self.failed.emit(why)
