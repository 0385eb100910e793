"""The desk while an emergency of the hall stands, over whatever the officer is doing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counter.acts import Act
from counter.examples import Example, Stage, fill, now, stage
from shared.feed import Away

#: As long as an emergency may be.
LONG_EMERGENCY: Final = {
    "vi": "Có báo cháy ở kho lưu trữ tầng ba, khu nhà B. Đề nghị mọi người bình tĩnh, để lại đồ đạc, đi theo lối thoát "
    "hiểm ở hai đầu hành lang, không dùng thang máy, giúp người già và trẻ em, tập trung ở sân trước cổng chính và chờ "
    "nhân viên gọi.",
    "en": "Fire alarm in the archive on the third floor of building B. Please stay calm, leave your things, use the "
    "emergency exits at both ends of the corridor and not the lifts, help the elderly and the children, and gather in "
    "the front yard now.",
}


def examples_of_emergencies(language: str) -> Iterator[Example]:
    """All of them, on one morning. Those of a hall with staff: `counter.examples_with_staff`."""
    with stage(language) as burning:
        fill(burning)
        yield from _of_an_emergency(burning)


def _of_an_emergency(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    scene.does(Act.OPEN)
    scene.warns("Có báo cháy. Xin đi theo lối thoát hiểm.", "Fire alarm. Please use the emergency exits.")
    yield now(scene, "emergency/short")
    scene.warns(LONG_EMERGENCY["vi"], LONG_EMERGENCY["en"])
    scene.does(Act.CALL_NEXT)
    yield now(scene, "emergency/long-and-somebody-invited")
    for act in (Act.TRANSFER, Act.PARK_UNTIL, Act.WHY, Act.FIND, Act.GIVE, Act.HELP):
        desk.act(act)
        yield now(scene, f"emergency/over-{act.value}")
        desk.dismiss()
    scene.does(Act.SERVE)
    yield now(scene, "emergency/serving")
    scene.does(Act.RECALL)
    yield now(scene, "emergency/refused")
    scene.does(Act.FINISH, Act.PAUSE)
    scene.warns(LONG_EMERGENCY["vi"], LONG_EMERGENCY["en"])
    scene.warns(LONG_EMERGENCY["vi"][::-1].capitalize(), LONG_EMERGENCY["en"][::-1].capitalize())
    yield now(scene, "emergency/several")
    desk.told(Away(reason="the cable"))
    scene.later_without_news(minutes=7)
    yield now(scene, "emergency/the-store-away")
