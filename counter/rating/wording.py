"""The panel's words."""

from __future__ import annotations

from counter.rating.state import Face
from shared.counter_shows import Doing
from shared.domain.ratings import BEST, PRAISE, WORST
from shared.domain.ticket import State
from shared.text import words


def question(language: str) -> tuple[str, str]:
    """What is asked, and how to answer."""
    _ = words(language).gettext
    return (
        _("Ông/bà có hài lòng với lượt phục vụ vừa rồi không?"),
        _("Xin chạm vào một khuôn mặt. Câu trả lời không gắn với tên ông/bà."),
    )


def faces(language: str) -> tuple[Face, ...]:
    """The answers, the best first."""
    _ = words(language).gettext
    names = (
        _("Rất hài lòng"),
        _("Hài lòng"),
        _("Bình thường"),
        _("Không hài lòng"),
        _("Rất không hài lòng"),
    )
    return tuple(Face(score=BEST - place, name=name) for place, name in enumerate(names))


def about(score: int, language: str) -> tuple[str, str]:
    """What is asked of who gave this score, and how to answer."""
    _ = words(language).gettext
    if score >= PRAISE:
        asked = _("Điều gì làm ông/bà hài lòng?")
    elif score > (BEST - WORST) / 2:
        asked = _("Điều gì cần làm tốt hơn?")
    else:
        asked = _("Điều gì làm ông/bà chưa hài lòng?")
    return asked, _("Có thể chọn nhiều mục, hoặc bỏ qua.")


def keys(language: str) -> tuple[str, str]:
    """Skip and send."""
    _ = words(language).gettext
    return _("Bỏ qua"), _("Gửi")


def thanks(language: str) -> tuple[str, str]:
    """After the answer."""
    _ = words(language).gettext
    return _("Cảm ơn ông/bà"), _("Ý kiến của ông/bà giúp trung tâm phục vụ tốt hơn.")


def counter_word(language: str) -> str:
    """Above the counter's number."""
    return words(language).gettext("Quầy")


def caption(state: State, language: str) -> str:
    """Above the number of who is called or served."""
    _ = words(language).gettext
    return _("Xin mời số") if state is State.CALLED else _("Đang phục vụ")


def nobody(doing: Doing, language: str) -> str:
    """What the sign says where it has no number to show."""
    _ = words(language).gettext
    match doing:
        case Doing.FREE:
            return _("Xin chờ gọi số")
        case Doing.PAUSED:
            return _("Quầy tạm nghỉ")
        case Doing.SERVING | Doing.INVITING:
            return _("Đang phục vụ")
        case _:
            return _("Quầy đang đóng")


def lost(language: str) -> str:
    """The store is away."""
    return words(language).gettext("Mất kết nối, đang kết nối lại")


def starting(language: str) -> str:
    """The store has not answered yet."""
    return words(language).gettext("Đang kết nối với hệ thống")
