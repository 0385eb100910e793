"""`motcua check-voice`: the words a voice needs, and whether a folder of recordings has them as they should be.

motcua check-voice --words vi > words.txt     # what to read out, one clip a line
motcua check-voice my-voice/                  # clip by clip, what to do
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hardware.sound.check import LONGEST, LOUDEST, SHORTEST, Fault, Finding, findings
from hardware.sound.pack import read_pack
from shared.cli.terminal import told
from shared.speech import vocabulary, whole_numbers
from shared.text import LANGUAGES


@click.command("check-voice", help=told("Kiểm tra một bộ giọng đọc thu sẵn, và nói cần làm gì với từng tệp."))
@click.argument("folder", required=False, type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--words", type=click.Choice(LANGUAGES), help=told("Liệt kê các từ cần thu cho ngôn ngữ này."))
def check_voice(folder: Path | None, words: str | None) -> None:
    """Exit 1 if something must be recorded again."""
    if words is not None:
        for clip, text in vocabulary(words).items():
            click.echo(f"{clip}.wav\t{text}")
    if folder is None:
        if words is None:
            raise click.UsageError(told("Nêu thư mục giọng đọc, hoặc --words vi để xem danh sách từ."))
        return
    pack = read_pack(folder)
    found = findings(pack)
    texts = {**whole_numbers(pack.language), **vocabulary(pack.language)}
    for one in found:
        name = f"{one.clip}.wav ({texts[one.clip]})" if one.clip in texts else one.clip
        click.echo(f"✗ {name}: {said(one, pack.rate)}")
    there = sum(clip in pack.files for clip in vocabulary(pack.language))
    whole = sum(clip in pack.files for clip in whole_numbers(pack.language))
    count = told("{name}: có {there}/{all} tệp bắt buộc, {whole} số quầy đọc liền")
    click.echo(count.format(name=pack.name, there=there, all=len(vocabulary(pack.language)), whole=whole))
    if found:
        sys.exit(1)
    click.echo(told("✓ Bộ giọng dùng được."))


def said(one: Finding, rate: int) -> str:
    """What is wrong and what to do."""
    match one.fault:
        case Fault.MISSING:
            text = told("chưa có; hãy thu tệp này")
        case Fault.NOT_WAVE if one.kind is not None:
            text = told("là WAV {channels} kênh {bits} bit; hãy xuất lại thành WAV một kênh (mono) 16 bit")
        case Fault.NOT_WAVE:
            text = told("bị hỏng hoặc không phải tệp WAV; hãy xuất lại thành WAV một kênh (mono) 16 bit")
        case Fault.RATE:
            text = told("tần số lấy mẫu {amount:.0f}, trong pack.json là {rate}; hãy xuất lại theo pack.json")
        case Fault.SHORT:
            text = told("lời chỉ dài {amount:.2f} s, ít nhất {shortest} s; hãy thu lại, đọc rõ hơn")
        case Fault.LONG:
            text = told("dài {amount:.1f} s, nhiều nhất {longest} s; hãy cắt bớt khoảng lặng")
        case Fault.CLIPPED:
            text = told("đỉnh {amount:.1f} dB, cao nhất {loudest} dB: tiếng bị vỡ; hãy giảm mức thu rồi thu lại")
        case Fault.SILENT:
            text = told("không nghe thấy gì; hãy kiểm tra micro rồi thu lại")
        case Fault.CUT_BEGIN:
            text = told("lời bắt đầu ngay đầu tệp; hãy để lại ít nhất 0,1 s lặng trước lời")
        case Fault.CUT_END:
            text = told("lời kết thúc ngay cuối tệp; hãy để lại ít nhất 0,1 s lặng sau lời")
        case Fault.NO_SILENCE:
            text = told("không có khoảng lặng quanh lời: phòng quá ồn, hoặc lời bị cắt ở cả hai đầu; hãy thu lại")
        case Fault.NOISE:
            text = told(
                "tiếng ồn trong phòng chỉ nhỏ hơn lời {amount:.0f} dB; hãy thu lại ở phòng yên tĩnh, gần micro hơn"
            )
        case Fault.UNKNOWN if one.meant:
            text = told("tên tệp không có trong danh sách; có phải {meant}.wav?")
        case Fault.UNKNOWN:
            text = told("tên tệp không có trong danh sách: không dùng đến")
        case Fault.LOUD:
            text = told("to hơn các tệp khác {amount:.0f} dB; hãy thu lại ở cùng khoảng cách và mức thu")
        case Fault.SOFT:
            text = told("nhỏ hơn các tệp khác {amount:.0f} dB; hãy thu lại ở cùng khoảng cách và mức thu")
    channels, bits = one.kind or (0, 0)
    return text.format(
        amount=one.amount,
        channels=channels,
        bits=bits,
        meant=one.meant,
        rate=rate,
        shortest=SHORTEST,
        longest=LONGEST,
        loudest=LOUDEST,
    )
