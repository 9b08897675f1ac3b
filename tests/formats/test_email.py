"""Mail: headers, body, and everything that came with it, byte for byte."""

import binascii
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, expected, only, pages, read, states

from kyles.formats import Child, email
from kyles.model import Layer, State


def message(subject: str = "Rounds", text: str = "They are live.\n") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = "T. Doe <doe@x.test>", "R. Roe <roe@x.test>"
    made["Date"], made["Subject"] = "Fri, 01 Mar 2024 10:00:00 -0700", subject
    made["Message-ID"] = "<1@x.test>"
    made.set_content(text)
    return made


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes | EmailMessage):
        path = tmp_path / "message.eml"
        path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
        return read(path)

    return parts


def body(parts) -> str:
    (text,) = pages(parts, Layer.BODY)
    return text.strip()


def test_headers_and_body_are_readings_of_their_own(parts_of):
    parts = parts_of(message())
    assert body(parts) == "They are live."
    assert "Subject: Rounds" in pages(parts, Layer.HEADER)[0]
    assert "Message-ID" not in pages(parts, Layer.HEADER)[0]
    assert details(parts, "message-id") == ["<1@x.test>"]
    assert details(parts, "from") == ["T. Doe <doe@x.test>"]


def test_attachments_are_children_byte_for_byte(parts_of):
    data = bytes(range(256)) * 3
    made = message()
    made.add_attachment(data, maintype="application", subtype="pdf", filename="Beilage ä.pdf")
    made.add_attachment("a,b\n", subtype="csv", filename="list.csv")
    parts = parts_of(made)
    assert children(parts)["Beilage ä.pdf"] == data
    assert sorted(children(parts)) == ["Beilage ä.pdf", "list.csv"]
    assert expected(parts, "children") == 2
    assert states(parts) == []


def test_two_attachments_of_one_name_are_two(parts_of):
    made = message()
    for text in "ab":
        made.add_attachment(text, filename="note.txt")
    assert len(only(parts_of(made), Child)) == 2


def test_a_message_inside_comes_out_as_it_was_sent(parts_of):
    inner = message("Tag 2024-0311", "Booked elsewhere.\n")
    inner.add_attachment("log", filename="log.txt")
    outer = message("Fwd")
    outer.add_attachment(inner)
    found = children(parts_of(outer))
    assert list(found) == ["Tag 2024-0311.eml"]
    again = parts_of(found["Tag 2024-0311.eml"])
    assert body(again) == "Booked elsewhere."
    assert list(children(again)) == ["log.txt"]


def test_a_picture_that_the_body_shows_is_embedded(parts_of):
    made = message()
    made.add_alternative("<p>They are live.</p><img src=cid:a>", subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<a>", filename="a.png")
    parts = parts_of(made)
    assert [one.role for one in only(parts, Child)] == ["embedded"]
    assert body(parts) == "They are live."


def test_of_two_ways_to_say_it_the_one_that_says_more_is_read(parts_of):
    made = message(text="See the web page.\n")
    made.add_alternative(f"<style>p{{}}</style><p>{'word ' * 20}</p><p>end</p>", subtype="html")
    assert body(parts_of(made)).split() == ["word"] * 20 + ["end"]


AT = "https://x.test/a/very/long/way/to/it [cid:1]"
LONG = "<p>They are blank, said the armorer Rex Tolliver, and said it twice.</p>"


@pytest.mark.parametrize(
    ("plain", "page", "unseen"),
    [
        ("They are live.\n", "<p>They are <b>live</b>.</p>", ""),
        (f"They are *live*. {AT}\n", "<p>They are live.</p>", ""),
        ("They are live.\n", LONG, "They are live."),
        ("24 are live.\n", "<p>12 are live.</p>", "12 are live."),
        ("They are live.\n", "<p>Nobody knows where they are.</p>", "Nobody knows where they are."),
    ],
)
def test_another_wording_is_kept_where_it_says_something_else(parts_of, plain, page, unseen):
    made = message(text=plain)
    made.add_alternative(page, subtype="html")
    (hidden,) = pages(parts_of(made), Layer.HIDDEN)
    assert hidden.strip() == unseen


def test_a_part_that_is_uuencoded_comes_out(parts_of):
    def raw(coded: str) -> bytes:
        return (
            "From: a@x.test\r\nMessage-ID: <1>\r\nContent-Type: text/csv; name=a.csv\r\n"
            f"Content-Transfer-Encoding: x-uuencode\r\n\r\n{coded}"
        ).encode()

    coded = binascii.b2a_uu(b"tag,item").decode()
    for whole in (f"begin 644 a.csv\n{coded}`\nend\n", coded):
        parts = list(parts_of(raw(whole)))
        assert children(parts) == {"a.csv": b"tag,item"}
        assert states(parts) == []
    assert states(parts_of(raw("begin 644 a.csv\n\xff\xff\nend\n"))) == [State.PARTIAL]


TOLD = "Deputy Ruiz knows where the cartridges are"


@pytest.mark.parametrize(
    ("before", "behind", "unseen"),
    [
        ("This is a multi-part message in MIME format.", "", ""),
        (TOLD, "", TOLD),
        ("", TOLD, TOLD),
        ("--", "a b c", ""),
    ],
)
def test_words_around_the_parts_are_kept(parts_of, before, behind, unseen):
    raw = (
        "From: a@x.test\r\nMessage-ID: <1>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        f"{before}\r\n--B\r\n\r\nseen\r\n--B--\r\n{behind}\r\n"
    )
    parts = list(parts_of(raw.encode()))
    assert body(parts) == "seen"
    assert pages(parts, Layer.HIDDEN) == [unseen]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"=?utf-8?q?M=C3=BCller?=", "Müller"),
        (b"=?iso-8859-1?b?TfxsbGVy?=", "Müller"),
        (b"M\xc3\xbcller", "Müller"),
        (b"M\xfcller", "Müller"),
        (b"=?nonsense?q?x?=", "x"),
        (b"=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        (b"one\r\n two", "one two"),
    ],
)
def test_subjects_as_they_really_come(parts_of, raw, shown):
    parts = parts_of(b"From: a@x.test\r\nMessage-ID: <1>\r\nSubject: " + raw + b"\r\n\r\nx")
    assert details(parts, "subject") == [shown]


def test_a_charset_that_lies(parts_of):
    head = (
        b"From: a@x.test\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
    )
    assert body(parts_of(head + "Müller – ja".encode())) == "Müller – ja"


def test_a_message_that_is_cut_keeps_what_it_has(parts_of):
    made = message()
    made.add_attachment(b"x" * 3000, maintype="application", subtype="pdf", filename="a.pdf")
    data = made.as_bytes()
    parts = parts_of(data[: len(data) // 2])
    assert body(parts) == "They are live."
    assert children(parts)["a.pdf"].startswith(b"xxx")
    assert {*states(parts)} == {State.PARTIAL}


def test_a_locked_message_says_so(parts_of):
    data = (b"From: a@x.test\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime;"
            b" smime-type=enveloped-data; name=smime.p7m\r\n\r\nAAAA")  # fmt: skip
    parts = parts_of(data)
    assert State.LOCKED in states(parts)
    assert list(children(parts)) == ["smime.p7m"]


def test_multiparts_inside_one_another_end_somewhere(parts_of):
    data = b"From: a@x.test\r\nMIME-Version: 1.0\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
        for depth in range(email.TOO_DEEP * 4)
    )
    assert State.PARTIAL in states(parts_of(data + b"\r\n\r\nend"))


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, st.binary(max_size=60)), max_size=4))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_attached_comes_out(parts_of, files):
    made = message()
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    found = only(parts_of(made), Child)
    assert [(one.name, one.data) for one in found] == files
