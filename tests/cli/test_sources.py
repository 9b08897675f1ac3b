"""`kyles sources`: who was asked for what, and what was answered; and the certificate tells it."""

import hashlib

import pypdfium2
import pytest

from kyles.errors import Exit

SHERIFF, CAMERAS = "County Sheriff", ("--system", "body-worn cameras")


def words(path):
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document)
                        .split())  # fmt: skip


def asks(kyles):
    """Whether the audit asks for a source now."""
    return any(one["rule"] == "source_not_queried" and one["state"] == "open"
               for one in kyles("audit", "--json").json["findings"])  # fmt: skip


def test_from_an_empty_cell_to_an_answer(kyles, case):
    assert kyles("sources").out == ""
    assert kyles("sources", "add", SHERIFF, *CAMERAS).code == 0
    (cell,) = kyles("sources", "--json").json["sources"]
    assert (cell["agency"], cell["system"], cell["state"]) == (
        SHERIFF, "body-worn cameras", "not asked"
    )  # fmt: skip
    assert asks(kyles)
    kyles("sources", "asked", SHERIFF, *CAMERAS, "--on", "2024-02-01", "--by", "A. Lawyer")
    kyles("sources", "answered", SHERIFF, *CAMERAS, "--on", "2024-02-09", "--answer", "nothing",
          "--signed", "B. Clerk")  # fmt: skip
    (cell,) = kyles("sources", "--json").json["sources"]
    assert (cell["state"], cell["answer"], cell["signed"]) == ("answered", "nothing", "B. Clerk")
    assert "2024-02-01 A. Lawyer" in kyles("sources").out
    assert not asks(kyles)


def test_an_export_is_shown_by_its_bytes(kyles, case):
    answered = ("sources", "answered", SHERIFF, *CAMERAS, "--on", "2024-02-09", "--answer",
                "export")  # fmt: skip
    assert kyles(*answered).code == Exit.USAGE
    assert kyles(*answered, "--export", "../nothing.zip").code == Exit.USAGE
    folder = case / "given"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.txt").write_text("two")
    (folder / "one.txt").write_text("one")
    lines = "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n"
                    for path, text in (("b/two.txt", "two"), ("one.txt", "one")))  # fmt: skip
    assert kyles(*answered, "--export", folder).code == 0
    (cell,) = kyles("sources", "--json").json["sources"]
    assert (cell["export"], cell["sha256"]) == (
        "given", hashlib.sha256(lines.encode()).hexdigest()
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [("answered", SHERIFF, *CAMERAS, "--on", "2024-02-09", "--answer", "nothing"),
     ("add", " ", *CAMERAS), ("asked", SHERIFF, *CAMERAS, "--by", "A. Lawyer")],
)  # fmt: skip
def test_what_shows_nothing_is_refused(kyles, case, words):
    ran = kyles("sources", *words)
    assert ran.code == Exit.USAGE
    assert "Traceback" not in ran.err
    assert kyles("sources", "--json").json["sources"] == []


def test_the_certificate_tells_the_inquiries(kyles, case):
    def certified(*more):
        kyles("certificate", "--defendant", "Reed", "--out", "../out", "--by", "A. Lawyer", *more)
        return words(case / "out" / "certificate.pdf")

    kyles("sources", "add", SHERIFF, *CAMERAS)
    assert "County Sheriff: body-worn cameras (not completed)" in certified()
    kyles("sources", "asked", SHERIFF, *CAMERAS, "--on", "2024-02-01", "--by", "A. Lawyer")
    kyles("sources", "answered", SHERIFF, *CAMERAS, "--on", "2024-02-09", "--answer", "nothing",
          "--signed", "B. Clerk", "--says", "nothing beyond 90 days")  # fmt: skip
    told = certified("--delay", "the answer came later")
    assert ("County Sheriff: body-worn cameras (asked on 2024-02-01 by A. Lawyer; answered on"
            " 2024-02-09: holds nothing, signed by B. Clerk)") in told  # fmt: skip
    assert "90 days" not in told
