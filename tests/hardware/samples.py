"""Slips and pictures the hardware tests share."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import zxingcpp
from PIL import Image, ImageOps

from hardware.escpos.conversation import Patience
from hardware.slip import Slip
from hardware.ticket_slip import SlipFacts, ticket_slip

HURRY = Patience(
    before_sending=2.5, connect=0.5, answer=0.4, quiet=0.05, stall=0.5, glance=0.2, late_answer=0.5, proof=1.0
)
HALL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
STATUS_URL = "http://motcua.bacninh.gov.vn/t/7Kq2mZ9xAB"


def facts(
    *,
    label: str = "C047",
    agency: str = "Sở Tư pháp",
    service: str = "Hộ tịch",
    procedure: str | None = None,
    people_ahead: int = 6,
    reprint: int = 0,
    qr: str = STATUS_URL,
) -> SlipFacts:
    return SlipFacts(
        hall="Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh",
        agency=agency,
        service=service,
        procedure=procedure,
        label=label,
        issued_at=datetime(2026, 9, 28, 7, 42, tzinfo=HALL_ZONE),
        people_ahead=people_ahead,
        reprint=reprint,
        qr=qr,
        footer=("Vui lòng chờ đến khi số của ông/bà được gọi.", "Quá lượt, mời ông/bà đến bàn hướng dẫn."),
    )


def vietnamese_slip(label: str = "C047") -> Slip:
    return ticket_slip(facts(label=label), "vi")


def ink(picture: Image.Image) -> Image.Image:
    """A grey picture cropped to what is black on it."""
    box = ImageOps.invert(picture.convert("L")).getbbox()
    assert box is not None, "the paper is blank"
    return picture.crop(box)


def read_qr(picture: Image.Image) -> str:
    codes = zxingcpp.read_barcodes(np.asarray(picture.convert("L")))
    assert len(codes) == 1
    return str(codes[0].text)
