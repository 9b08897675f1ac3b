"""Mail that is deep, broad, or broken."""

from tests.intake.nasty.folder import mail, pdf

_HEAD = (
    b"From: a@x.test\r\nSubject: Rounds\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nSee attached.\r\n"
)


def three_hundred_deep() -> bytes:
    """A message in a message, 300 times."""
    made = mail(pdf("Rounds were handed in."))
    for _ in range(300):
        made = b"\r\n".join([
            b"From: b@x.test", b"Subject: Fwd", b"MIME-Version: 1.0",
            b"Content-Type: message/rfc822", b"", made,
        ])  # fmt: skip
    return made


def twenty_thousand_attachments() -> bytes:
    """A mail with the same small file 20,000 times."""
    parts = (
        b"--B\r\nContent-Disposition: attachment; filename=%05d.txt\r\n\r\nlive rounds\r\n" % at
        for at in range(20_000)
    )
    return _HEAD + b"".join(parts) + b"--B--\r\n"


def broken() -> bytes:
    """A charset and a date that there are not, base64 that is cut, an end that is missing."""
    return (
        b"From: a@x.test\r\nSubject: =?no-such?B?UmVwb3J0?= =?utf-8?Q?=ZZ?=\r\n"
        b"Date: 31 Foo 2024\r\n"
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: text/plain; charset=no-such\r\n\r\nRounds were handed in.\r\n"
        b"--B\r\nContent-Disposition: attachment; filename=note.bin\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nbGl2ZSByb3VuZHM!\r\n"
    )


def unescaped_mailbox() -> bytes:
    """Two messages; a line of the first begins with "From "."""
    return (
        b"From a@x.test Fri Mar  1 10:00:00 2024\nFrom: a@x.test\nSubject: One\n\n"
        b"From what I know they are live.\n\n"
        b"From b@x.test Fri Mar  1 11:00:00 2024\nFrom: b@x.test\nSubject: Two\n\nYes.\n"
    )
