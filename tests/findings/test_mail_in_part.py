"""Mail as a family: the body, and everything that was attached to it."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.formats.compound_file import written
from tests.formats.test_msg import attachment, message
from tests.matters import files
from tests.matters.small import Small

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.model import Status

BODY = (
    "Three of the cartridges that were handed in at the front desk on the sixth of March appear\n"
    "to match the live rounds recovered from the cart. Does anybody want a comparison with them?\n"
    "The laboratory has room for it in the second week of April, and would need them by then.\n"
)
LOG = "1 cart from the north\n2 cart from the south, with the two boxes that stood on it\n"
LAB = "Examination of cartridges. Item 7 is a live round of another make than items 1 to 6.\n"
HEADERS = "From: a.lindqvist@example.org\nTo: d.reyes@example.org\nSubject: rounds\n"


@pytest.fixture
def small(matter) -> Small:
    """A message with two attachments that is held."""
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    folder = small.folder / "mail"
    folder.mkdir()
    files.mail(folder / "rounds.eml", BODY, {"log.txt": LOG, "lab.txt": LAB})
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))
    return small


def give(small: Small, **content: bytes) -> None:
    folder = small.folder / "given" / "VOL001"
    folder.mkdir(parents=True)
    for name, data in content.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    with small.store() as store:
        add(store, folder, Addition(defendants=("Harlan",), on="2024-03-01"))


def written_mail(tmp_path: Path, body: str, attached: dict[str, str]) -> bytes:
    files.mail(tmp_path / "rounds.eml", body, attached)
    return (tmp_path / "rounds.eml").read_bytes()


def printed(tmp_path: Path, *pages: str) -> bytes:
    files.write(tmp_path / "print.pdf", pages, "HAR-000001")
    return (tmp_path / "print.pdf").read_bytes()


def outlook(body: str, **attached: str) -> bytes:
    inside = {f"__attach_version1.0_#0000000{at}": attachment(f"{name}.txt", text.encode())
              for at, (name, text) in enumerate(attached.items())}  # fmt: skip
    plain = {"__substg1.0_1000001F": body.replace("\n", "\r\n").encode("utf-16-le")}
    return written(message(**plain, **inside))


def status(small: Small, name: str = "rounds.eml") -> Status:
    with small.store() as store:
        audited = audit(store).audit
        (item,) = [one for one in audited.held.documents() if one.path.endswith(name)]
        return audited.status(item, "Harlan")


def test_given_as_an_outlook_message(small):
    give(small, rounds_msg=outlook(BODY, log=LOG, lab=LAB))
    assert status(small) is Status.DISCLOSED


def test_given_as_a_print_with_its_attachments(small, tmp_path):
    give(small, print_pdf=printed(tmp_path, HEADERS + BODY, LOG, LAB))
    assert status(small) is Status.DISCLOSED


def test_given_without_an_attachment(small, tmp_path):
    give(small, rounds_eml=written_mail(tmp_path, BODY, {"log.txt": LOG}))
    assert status(small) is Status.IN_PART
    assert small.lines() == ["1 held_not_disclosed  lab.txt  Harlan"]
    (says,) = small.says("held_not_disclosed")
    assert "lab.txt, attached to rounds, which was given without it;" in says


def test_an_attachment_that_was_given_elsewhere_was_given(small, tmp_path):
    give(small, rounds_eml=written_mail(tmp_path, BODY, {}), papers_txt=(LOG + LAB).encode())
    assert status(small) is Status.DISCLOSED


def test_an_answer_that_quotes_it_brings_its_words_and_no_attachment(small):
    answer = EmailMessage()
    answer["From"], answer["To"] = "d.reyes@example.org", "a.lindqvist@example.org"
    answer["Message-ID"], answer["Subject"] = "<answer@example.org>", "Re: rounds"
    answer.set_content("No.\n\n" + "".join(f"> {line}\n" for line in BODY.splitlines()))
    give(small, answer_eml=answer.as_bytes())
    assert status(small) is Status.IN_PART
    assert small.lines() == [
        "1 held_not_disclosed  lab.txt  Harlan",
        "1 held_not_disclosed  log.txt  Harlan",
    ]


def test_the_same_message_id_is_told_and_proves_nothing(small, tmp_path):
    other = "Nothing of what the first message said stands in this one, not a single line of it."
    give(small, rounds_eml=written_mail(tmp_path, other, {}))
    assert status(small) is Status.NOT_DISCLOSED
    (says, *_) = [one for one in small.says("held_not_disclosed") if "rounds.eml;" in one]
    assert "VOL001/rounds.eml has the same Message-ID, and other words" in says


def test_an_attachment_that_cannot_be_compared_is_named(matter, tmp_path):
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    folder = small.folder / "mail"
    folder.mkdir()
    mail = EmailMessage()
    mail["From"], mail["Message-ID"], mail["Subject"] = "a@example.org", "<1@example.org>", "key"
    mail.set_content(BODY)
    mail.add_attachment(b"\x00\x01" * 400, maintype="application", subtype="x-key",
                        filename="key.bin")  # fmt: skip
    (folder / "key.eml").write_bytes(mail.as_bytes())
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))
    give(small, key_pdf=printed(tmp_path, BODY))
    assert status(small, "key.eml") is Status.IN_PART
    (says,) = small.says("partly_disclosed")
    assert "without key.bin, attached to it" in says


def test_a_message_without_words_is_what_it_brings(matter, tmp_path):
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    folder = small.folder / "mail"
    folder.mkdir()
    files.mail(folder / "empty.eml", "\n", {"log.txt": LOG * 3, "lab.txt": LAB * 2})
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))
    assert status(small, "empty.eml") is Status.NOT_DISCLOSED
    give(small, log_txt=(LOG * 3).encode())
    assert status(small, "empty.eml") is Status.IN_PART


def test_a_message_in_an_archive_that_was_attached_counts_where_it_was_given(matter, tmp_path):
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    folder = small.folder / "mail"
    folder.mkdir()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("log.txt", LOG * 3)
    inside = {"__attach_version1.0_#00000000": attachment("log.zip", packed.getvalue())}
    plain = {"__substg1.0_1000001F": BODY.encode("utf-16-le")}
    (folder / "rounds.msg").write_bytes(written(message(**plain, **inside)))
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))
    give(small, print_pdf=printed(tmp_path, BODY, LOG * 3))
    assert status(small, "rounds.msg") is Status.DISCLOSED
