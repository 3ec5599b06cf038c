"""E-mail messages: the plain body, or the text of the HTML one; subject, sender, date."""

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Final

from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.formats.html import page
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import EMPTY, NO_MAIL_TEXT, UNDECODABLE
from rashomon.documents.unpack import read_whole

MEDIA_TYPE: Final = "message/rfc822"


def read_mail(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read one message; attachments are left out.

    Raises:
        DocumentError: No text in it.
    """
    raw = read_whole(stream, key, options.max_file_bytes)
    if not raw.strip():
        raise EMPTY.error(key)
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        text = _body(message, key)
        given = _given(message)
    except (*PARSER_ERRORS, AssertionError) as error:
        raise UNDECODABLE.error(key, short(error)) from error
    yield Part(key=key, text=text, raw=raw, media_type=MEDIA_TYPE, given=given)


def _body(message: EmailMessage, key: str) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise NO_MAIL_TEXT.error(key)
    if body.get_content_type() == "text/html":
        content = body.get_payload(decode=True)
        return page(content if isinstance(content, bytes) else b"", key).text
    text = str(body.get_content())
    if not text.strip():
        raise NO_MAIL_TEXT.error(key)
    return text


def _given(message: EmailMessage) -> Given:
    senders = getaddresses([str(message["from"])]) if message["from"] else []
    return Given(
        title=str(message["subject"]).strip() or None if message["subject"] else None,
        published=str(message["date"]) if message["date"] else None,
        authors=tuple(name or address for name, address in senders if name or address),
        method="message body",
    )
