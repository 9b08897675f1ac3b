"""Bodies of web pages, of mail and of Outlook's messages, as they were laid out."""

from pathlib import Path

import pytest
from tests.formats.compound_file import written
from tests.formats.test_msg import message
from tests.web.recorded import MAIL

from kyles.formats import email, html, msg
from kyles.web import laid_out
from kyles.web.laid_out import Source

PAGE = b"<p>They are <b>live</b><script>run()</script></p>"
HTML, PLAIN, RTF = "__substg1.0_10130102", "__substg1.0_1000001F", "__substg1.0_10090102"
NO_BODY = {name: told for name, told in message().items() if name != PLAIN}


@pytest.mark.parametrize(("kind", "data", "said"), [
    (html.MEDIA_TYPE, PAGE, "<p>They are <b>live</b></p>"),
    (email.MEDIA_TYPE, MAIL.encode(), "The rounds are in the <i>page</i>"),
    (email.MEDIA_TYPE, b"Subject: x\n\nOne <two>\n", "<pre>One &lt;two&gt;"),
    (email.MEDIA_TYPE, b"Subject: x\n\n", "It has no body of its own"),
    (msg.MEDIA_TYPE, written(message(**{HTML: PAGE})), "<p>They are <b>live</b></p>"),
    (msg.MEDIA_TYPE, written(message()), "<pre>They are live."),
    (msg.MEDIA_TYPE, written({**NO_BODY, RTF: b"packed"}), "It has no body of its own"),
])  # fmt: skip
def test_the_page_comes_before_the_words(tmp_path: Path, kind: str, data: bytes, said: str) -> None:
    path = tmp_path / "one"
    path.write_bytes(data)
    made = laid_out.body(Source(path, kind))
    assert made is not None
    assert said in made
    assert "run()" not in made


def test_what_is_damaged_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert laid_out.body(Source(tmp_path / "one", msg.MEDIA_TYPE)) is None
