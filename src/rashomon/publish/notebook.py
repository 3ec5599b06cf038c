"""How readings show themselves in a notebook: the HTML page, shut in a frame of its own.

Records stay plain; importing this module teaches `Reading` and `Readings` to be displayed.
"""

from typing import Final

from markupsafe import escape

from rashomon.publish.html import render_page
from rashomon.publish.readings import Readings
from rashomon.reading.reader import Reading

FRAME: Final = (
    '<iframe title="Rashomon" sandbox="allow-scripts" srcdoc="{page}" '
    'style="width:100%;height:720px;border:1px solid #ccc"></iframe>'
)
"""The sandbox lets the page's own script run and nothing reach the notebook around it."""


def frame(page: str) -> str:
    """Shut a page in a frame."""
    return FRAME.replace("{page}", str(escape(page)))


def _show_reading(reading: Reading) -> str:
    return frame(render_page([reading]))


def _show_readings(readings: Readings) -> str:
    return frame(readings.to_html())


def register() -> None:
    """Teach readings to show themselves; calling it again changes nothing."""
    setattr(Reading, "_repr_html_", _show_reading)  # noqa: B010 - records know no formats
    setattr(Readings, "_repr_html_", _show_readings)  # noqa: B010 - records know no formats


register()
