"""The staff's PIN as it is kept: an argon2 hash, from which the digits cannot be read back."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST: Final = 6
MOST: Final = 12
_HASHER: Final = PasswordHasher()  # RFC 9106's second choice: 64 MiB, three passes
_STRAIGHT: Final = "01234567890123456789"


def is_good(digits: str) -> bool:
    """Six to twelve digits that are not one digit again and again and not a straight row (123456, 987654)."""
    if not (digits.isascii() and digits.isdecimal() and LEAST <= len(digits) <= MOST):
        return False
    return len(set(digits)) > 1 and digits not in _STRAIGHT and digits not in _STRAIGHT[::-1]


def hashed(digits: str) -> str:
    """What stands in motcua.toml. Raises ValueError for digits that are not good. Takes 50 ms or more."""
    if not is_good(digits):
        raise ValueError(f"a PIN has {LEAST} to {MOST} digits and is neither one digit nor a straight row")
    return _HASHER.hash(digits)


def fits(digits: str, kept: str) -> bool:
    """Whether `kept` was made of these digits. Takes 50 ms or more: never in a thread that draws."""
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST):
        return False
    try:
        return _HASHER.verify(kept, digits)
    except (VerificationError, InvalidHashError):
        return False
