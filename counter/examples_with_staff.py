"""The desk of a hall with staff in every situation: who comes and goes, what is read, pauses, and the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import uuid4

import msgspec

from counter.acts import HOTKEYS, Act
from counter.examples import Example, Stage, fill, now, stage
from counter.examples_of_emergencies import LONG_EMERGENCY
from counter.machine import Machine
from shared.desk_form import PauseForm
from shared.domain.errors import StoreAway
from shared.domain.roles import Badge, Role, Staff

_PIN: Final = "482913"
_LONG: Final = Staff(code="CB-1007.TC", name="Nguyễn Thị Hồng Nhung Thuỳ Dương", role=Role.OFFICER)
_NEXT: Final = Staff(code="1008", name="Trần Văn Bình", role=Role.OFFICER, profiles=("TC-A", "TC-B", "TP-A"))
_BOSS: Final = Staff(code="9001", name="Lê Thị Quản", role=Role.MANAGER)
_PAUSES: Final = (
    PauseForm(code="meal", name_vi="Ăn trưa", name_en="Meal", public_vi="Mời quay lại lúc 13 giờ 30"),
    PauseForm(code="file", name_vi="Đi lấy hồ sơ lưu ở kho tầng hai", name_en="Fetching a file from the store-room"),
    PauseForm(code="machine", name_vi="Máy móc trục trặc", name_en="Machine trouble"),
)
_LETTER: Final = "Đề nghị các quầy của Sở mở đủ đến hết giờ chiều nay vì có đoàn kiểm tra của Uỷ ban nhân dân tỉnh."
_KEYS: Final = ("Ctrl+Alt+N", "Ctrl+Alt+R", "Ctrl+Alt+S", "Ctrl+Alt+V")


def examples_with_staff(language: str) -> Iterator[Example]:
    """All of them, on one morning."""
    with stage(language) as scene:
        _employ(scene)
        yield from _of_the_gate(scene)
        yield from _of_duty(scene)
        yield from _of_a_login_that_ended(scene)
    with stage(language) as burning:
        _employ(burning)
        yield from _of_an_emergency(burning)


def _employ(scene: Stage) -> None:
    form = msgspec.structs.replace(scene.hall.reference().form, pause=_PAUSES)
    rules = scene.hall.reference().catalogue
    scene.hall.import_catalogue(rules, form=form, command=uuid4(), actor="setup")
    fill(scene)
    for one in (_LONG, _NEXT, _BOSS):
        scene.hall.put_staff(one, _PIN, command=uuid4(), actor="setup")
    scene.hears()


def _of_the_gate(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    yield now(scene, "gate/nobody")
    for tried in range(5):
        desk.log_in(_LONG.code, "111222")
        if not tried:
            yield now(scene, "gate/wrong-pin")
    desk.log_in(_LONG.code, _PIN)
    yield now(scene, "gate/too-many-tries")
    scene.later(minutes=2)
    there = Badge.new(_NEXT.code)
    scene.hall.log_in(there, _PIN, counter=9, command=uuid4())
    scene.hears()
    desk.log_in(_NEXT.code, _PIN)
    yield now(scene, "gate/logged-in-elsewhere")
    desk.stay()
    scene.asks.away = StoreAway("the cable")
    desk.log_in(_LONG.code, _PIN)
    yield now(scene, "gate/not-settled")
    scene.asks.away = None
    desk.log_in(_LONG.code, _PIN)
    scene.hears()
    yield now(scene, "gate/welcome")


def _of_duty(scene: Stage) -> Iterator[Example]:
    desk, hall = scene.desk, scene.hall
    boss = Badge.new(_BOSS.code)
    hall.log_in(boss, _PIN, counter=None, command=uuid4())
    scene.does(Act.OPEN)
    hall.say(_LETTER, command=uuid4(), actor=boss)
    hall.say("Máy in ở quầy 9 đã sửa xong.", command=uuid4(), actor="console")
    scene.hears()
    yield now(scene, "duty/messages")
    for act in (Act.MENU, Act.MAIL, Act.PROFILE, Act.PAUSE):
        desk.act(act)
        yield now(scene, f"duty/{act.value}")
        desk.dismiss()
    scene.does(Act.CALL_NEXT, Act.SERVE)
    desk.pause_for("file")
    scene.hears()
    scene.later(minutes=19)
    yield now(scene, "duty/paused-with-somebody-there")
    desk.act(Act.LOCK)
    yield now(scene, "gate/locked")
    desk.log_in(_LONG.code, _PIN)
    scene.does(Act.FINISH, Act.OPEN)
    desk.pause_for("meal")
    scene.hears()
    yield now(scene, "duty/paused")
    desk.runs_on(Machine(hotkeys=dict(zip(HOTKEYS.values(), _KEYS, strict=False)), show="Ctrl+Alt+Q", keypad=True))
    desk.act(Act.HELP)
    yield now(scene, "machine/keys")
    desk.dismiss()
    scene.does(Act.OPEN)
    desk.ask_to_leave()
    yield now(scene, "machine/leaving")
    desk.dismiss()


def _of_a_login_that_ended(scene: Stage) -> Iterator[Example]:
    desk, hall = scene.desk, scene.hall
    scene.does(Act.CALL_NEXT, Act.SERVE, Act.HAND_OVER)
    yield now(scene, "gate/handed-over")
    desk.log_in(_LONG.code, _PIN)
    scene.hears()
    hall.log_in(Badge.new(_LONG.code), _PIN, counter=8, command=uuid4(), take_over=True)
    scene.hears_of_each()
    yield now(scene, "gate/moved")
    desk.log_in(_LONG.code, _PIN, take_over=True)
    scene.hears()
    hall.log_in(Badge.new(_NEXT.code), _PIN, counter=7, command=uuid4(), take_over=True)
    scene.hears_of_each()
    yield now(scene, "gate/taken-over")
    desk.log_in(_LONG.code, _PIN)
    scene.later(hours=24)
    hall.issue("TC06", command=uuid4(), actor="kiosk-1")
    scene.hears()
    yield now(scene, "gate/the-next-morning")


def _of_an_emergency(scene: Stage) -> Iterator[Example]:
    desk = scene.desk
    scene.warns(LONG_EMERGENCY["vi"], LONG_EMERGENCY["en"])
    desk.log_in(_LONG.code, "111222")
    yield now(scene, "emergency/nobody-is-logged-in")
    desk.log_in(_LONG.code, _PIN)
    scene.hall.say(_LETTER, command=uuid4(), actor="console")
    scene.does(Act.OPEN, Act.CALL_NEXT, Act.SERVE)
    yield now(scene, "emergency/with-a-message")
    for act in (Act.MENU, Act.MAIL, Act.PROFILE):
        desk.act(act)
        yield now(scene, f"emergency/over-{act.value}")
        desk.dismiss()
    desk.ask_to_leave()
    yield now(scene, "emergency/leaving")
    desk.dismiss()
    desk.act(Act.LOCK)
    yield now(scene, "emergency/locked")
    there = Badge.new(_NEXT.code)
    scene.hall.log_in(there, _PIN, counter=9, command=uuid4())
    scene.hears()
    desk.log_in(_NEXT.code, _PIN)
    yield now(scene, "emergency/asked-whether-to-move")
