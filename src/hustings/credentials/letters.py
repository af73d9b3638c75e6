"""Sealed letters: a page for each member, with the code to scan and to type.

The sheet is folded twice: its upper third shows the address in the envelope's window, and the code lies on the middle
third, against the lower one. What is the same for all members of a unit and a language is drawn once in a file, as a
form, and only shown again on each page. Every code that is printed to be scanned is read back before its page counts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image
from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hustings.core.ballots.credentials import check_number
from hustings.credentials.refusals import CodeUnreadable, LettersMissing
from hustings.credentials.store import Holder
from hustings.credentials.wording import Words, booth_link

PLAIN, BOLD, CODE = "letter-plain", "letter-bold", "letter-code"
FILES = {
    PLAIN: "PublicSans_400Regular.ttf",
    BOLD: "PublicSans_700Bold.ttf",
    CODE: "JetBrainsMono_500Medium.ttf",
}
SIZES = {"letter": LETTER, "a4": A4}
LEFT, RIGHT = 60.0, 60.0
SQUARE = 128.0
"""Side of the code to scan; the margin around it is wider than the four modules that readers need."""
CODE_DOWN = 92.0
"""How far below the upper fold it begins."""
SMALLEST = 6.0
GREY = 0.35

rl_config.useA85 = 0  # streams as they are: a third smaller, and several times faster

Texts = Callable[[str], Words]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all letters of a file share. `address` is that of the booth's page for their unit."""

    fonts: Path
    paper: str
    organisation: str
    sender: str
    address: str
    texts: Texts


def pdf_of(holders: Sequence[Holder], sheet: Sheet) -> bytes:
    """Letters for these members of one unit, a page each, as a PDF. Raises: LettersMissing, CodeUnreadable."""
    _register(sheet.fonts)
    made = BytesIO()
    canvas = Canvas(made, pagesize=SIZES[sheet.paper], pageCompression=1, invariant=1)
    canvas.setTitle(sheet.organisation)
    drawn: dict[str, Words] = {}
    for holder in holders:
        if holder.language not in drawn:
            drawn[holder.language] = sheet.texts(holder.language)
            canvas.beginForm(f"letter-{holder.language}")
            _draw_common(canvas, sheet, drawn[holder.language])
            canvas.endForm()
        canvas.doForm(f"letter-{holder.language}")
        _draw_own(canvas, sheet, holder, drawn[holder.language])
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@lru_cache(maxsize=1)
def _register(folder: Path) -> None:
    for name, file in FILES.items():
        path = folder / file
        if not path.is_file():
            raise LettersMissing(file=file, where=str(folder))
        pdfmetrics.registerFont(TTFont(name, path))


# what all share


def _draw_common(canvas: Canvas, sheet: Sheet, words: Words) -> None:
    width, height = SIZES[sheet.paper]
    _draw_sender(canvas, sheet, words, width, height)
    _draw_folds(canvas, height)
    top = height * 2 / 3
    _paragraph(canvas, words.heading, LEFT, top - 40, width - LEFT - RIGHT, font=BOLD, size=19, most=1)
    _paragraph(canvas, words.intro, LEFT, top - 59, width - LEFT - RIGHT, size=10.5, most=2)
    _draw_around_code(canvas, words, top - CODE_DOWN, width)
    _draw_steps(canvas, words, height / 3, width)


def _draw_sender(canvas: Canvas, sheet: Sheet, words: Words, width: float, height: float) -> None:
    _line(canvas, sheet.organisation, LEFT, height - 48, font=BOLD, size=11)
    canvas.setFillGray(GREY)
    _paragraph(canvas, sheet.sender, LEFT, height - 61, width / 2 - LEFT, size=8.5, most=2)
    canvas.setFillGray(0)
    if words.stamp:
        wide = canvas.stringWidth(words.stamp, BOLD, 11) + 16
        canvas.setLineWidth(1.5)
        canvas.rect(width - RIGHT - wide, height - 56, wide, 24)
        _line(canvas, words.stamp, width - RIGHT - wide + 8, height - 48, font=BOLD, size=11)


def _draw_folds(canvas: Canvas, height: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(GREY)
    for third in (1, 2):
        canvas.line(14, height * third / 3, 28, height * third / 3)
    canvas.setStrokeGray(0)


def _draw_around_code(canvas: Canvas, words: Words, y: float, width: float) -> None:
    left = LEFT + SQUARE + 22
    _line(canvas, words.code, left, y - 9, font=BOLD, size=10.5)
    y = _paragraph(canvas, words.secret_heading, left, y - 82, width - left - RIGHT, font=BOLD, size=10.5, most=1)
    _paragraph(canvas, f"{words.secret} {words.forget}", left, y, width - left - RIGHT, size=9.5, most=4)


def _draw_steps(canvas: Canvas, words: Words, top: float, width: float) -> None:
    wide = width - LEFT - RIGHT
    y = _paragraph(canvas, words.steps_heading, LEFT, top - 34, wide, font=BOLD, size=13, most=1) - 3
    for number, step in enumerate(words.steps, start=1):
        _line(canvas, str(number), LEFT, y, font=BOLD, size=11)
        y = _paragraph(canvas, step, LEFT + 18, y, wide - 18, size=10.5, most=2)
        if number == 1:
            y = _paragraph(canvas, words.address, LEFT + 18, y, wide - 18, font=BOLD, size=11, most=1)
        y -= 4
    column = (wide - 28) / 2
    for x, heading, text in (
        (LEFT, words.until_heading, f"{words.until}. {words.again}"),
        (LEFT + column + 28, words.ask_heading, words.ask),
    ):
        below = _paragraph(canvas, heading, x, y - 12, column, font=BOLD, size=10.5, most=1)
        _paragraph(canvas, text, x, below, column, size=9.5, most=5)


def _line(canvas: Canvas, text: str, x: float, y: float, *, font: str = PLAIN, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _paragraph(
    canvas: Canvas, text: str, x: float, y: float, width: float, *, font: str = PLAIN, size: float, most: int
) -> float:
    """Draw a text in lines of at most this width, smaller if they would be too many; where the next one would stand."""
    lines = simpleSplit(text, font, size, width)
    while len(lines) > most and size > SMALLEST:
        size -= 0.5
        lines = simpleSplit(text, font, size, width)
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= size * 1.32
    return y


# what is one member's


def _draw_own(canvas: Canvas, sheet: Sheet, holder: Holder, words: Words) -> None:
    width, height = SIZES[sheet.paper]
    canvas.setFont(PLAIN, 8.5)
    canvas.drawRightString(width - RIGHT, height - 76, f"{holder.local} · {holder.number}")
    for place, line in enumerate(filter(None, (holder.name, *holder.address))):
        _address_line(canvas, line, LEFT + 12, height - 164 - 14 * place, width - LEFT - RIGHT - 12)
    y = height * 2 / 3 - CODE_DOWN
    _draw_square(canvas, booth_link(sheet.address, holder), LEFT, y - SQUARE)
    left = LEFT + SQUARE + 22
    canvas.setFont(CODE, 17)
    canvas.drawString(left, y - 33, holder.secret)
    canvas.setFont(PLAIN, 9.5)
    canvas.drawString(left, y - 52, words.check.replace("{check}", check_number(holder.secret)))


def _address_line(canvas: Canvas, text: str, x: float, y: float, width: float) -> None:
    """In the plain face, or in the other where only that one has all the signs; narrower if it would be too long."""
    known = pdfmetrics.getFont(PLAIN).face.charToGlyph
    font, size = PLAIN if all(ord(sign) in known for sign in text) else CODE, 11.5
    wide = canvas.stringWidth(text, font, size)
    canvas.setFont(font, size if wide <= width else size * width / wide)
    canvas.drawString(x, y, text)


def _draw_square(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.drawImage(ImageReader(square(text)), x, y, SQUARE, SQUARE)


def square(text: str) -> Image.Image:
    """A QR code, a pixel for each module, read back before it is given out. Raises: CodeUnreadable."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = zxingcpp.read_barcode(made.to_image(scale=2, add_quiet_zones=True))
    if drawn is None or drawn.text != text:
        raise CodeUnreadable
    return Image.fromarray(np.asarray(made.to_image(scale=1, add_quiet_zones=False)))
