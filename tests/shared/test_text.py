"""Words in the reader's language, and letters in the one form that compares."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.text import LANGUAGES, SOURCE_LANGUAGE, nfc, plain, words

MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
VIETNAMESE = st.text(alphabet=MARKED + MARKED.upper() + "abcxyz ABCXYZ 019-/")


def test_vietnamese_is_the_source_itself() -> None:
    assert SOURCE_LANGUAGE in LANGUAGES
    assert words("vi").gettext("Gọi lại") == "Gọi lại"


@pytest.mark.parametrize("language", ["xx", "", "de"])
def test_who_asks_for_an_unknown_language_reads_vietnamese(language: str) -> None:
    assert words(language).gettext("Gọi lại") == "Gọi lại"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_read_once(language: str) -> None:
    assert words(language) is words(language)


@pytest.mark.parametrize("letter", MARKED)
def test_every_vietnamese_letter_is_typed_without_its_marks(letter: str) -> None:
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, letter)
        assert plain(written) == plain(written.upper())
        assert plain(written) in tuple("aeiouyd")


def test_a_sentence_is_found_as_it_is_typed_in_a_hurry() -> None:
    assert plain("Cấp ĐỔI giấy phép lái xe (hạng A1)") == "cap doi giay phep lai xe (hang a1)"


@settings(max_examples=100, deadline=None)
@given(VIETNAMESE)
def test_composed_and_decomposed_letters_are_the_same_letters(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert nfc(apart) == nfc(text) == nfc(nfc(text))
    assert plain(apart) == plain(text) == plain(plain(text))
    assert plain(text).isascii()
