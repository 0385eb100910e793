"""Which calls are settled for the voice (spoken, or left to the board by rule), and whose turn it is to speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """By the journal rows of the calls: all up to `upto`, and of those after it some."""

    upto: int = 0
    also: frozenset[int] = frozenset()

    def has(self, seq: int) -> bool:
        return seq <= self.upto or seq in self.also

    def text(self) -> str:
        """As it is kept: "120 123 125"."""
        return " ".join(map(str, (self.upto, *sorted(self.also))))

    @classmethod
    def of_text(cls, text: str) -> Settled:
        """What `text` made. Raises ValueError for anything else."""
        upto, *also = map(int, text.split())
        return cls(upto=upto, also=frozenset(also))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRole:
    """The role of the one who speaks among boards that hear each other. `settled` is what was told by whoever had it
    last."""

    mine: bool
    settled: Settled
