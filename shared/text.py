"""Words for people: gettext, Vietnamese in the source, English as the first translation.

No Qt here: the paper, the voice and the windows all read the same catalogue.

    _ = words("en").gettext
    _("Gọi lại")            # "Call again"
"""

from __future__ import annotations

import gettext
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

SOURCE_LANGUAGE: Final = "vi"
LANGUAGES: Final = ("vi", "en")
DOMAIN: Final = "motcua"
_LOCALE: Final = Path(__file__).parent / "locale"


@cache
def words(language: str) -> gettext.NullTranslations:
    """The catalogue of one language. Vietnamese is the source itself; an unknown language reads Vietnamese."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, _LOCALE, languages=[language], fallback=True)


def nfc(text: str) -> str:
    """`text` in the one form in which Vietnamese letters compare, sort and draw right."""
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """`text` as somebody types it in a hurry: lower case, no marks, đ as d. For finding, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
