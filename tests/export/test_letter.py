"""The letter: what it asks, in which words, and what it does not repeat."""

import io
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest
from docx import Document
from tests.export import matter
from tests.export.words import FORBIDDEN

from kyles.audit import Audited, audit
from kyles.export.audit_document import audit_document
from kyles.export.bottom_line import bottom_line
from kyles.export.letter import ASKS, letter
from kyles.export.report import report
from kyles.export.requests import ask, requestable
from kyles.intake.add import Addition, add
from kyles.model import Disclosure, FindingState, Manner, Withholding
from kyles.store import Store, acts, findings, items, productions
from kyles.store.acts import Request

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
NAMING = """STATEMENT OF THE PROPERTY MASTER

I prepared the table by the north door on the morning of that day, together with two assistants
of the company. The cart was brought from the truck at about nine. I checked the cylinder in the
presence of the first assistant, and I put the belt and the holster next to it, on a white cloth.
Nobody but the three of us went near the table before noon, as far as I could see from the door.
We had lunch by the corral. I came back at about one and found the table as I had left it, with
the cloth over it, and the cart beside it.

The laboratory report is in file toolmarks2209.pdf of the laboratory. See item 2024-0417 too."""


def lines(made: bytes) -> list[str]:
    word = Document(io.BytesIO(made))
    rows = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + rows


def asked(store: Store, name: str, on: date) -> tuple[bytes, list[Request]]:
    """What `kyles request` does: the letter, and the memory of it."""
    audited = audit(store)
    before = [one for one in acts.requests(store.view()) if one.defendant == name]
    new = ask(audited, name, before, on=on.isoformat())
    made = letter(audited, name, [*before, *new], on=on)
    known = {(one.rule, one.subject, one.owed_to): one for one in audited.findings}
    for one in new:
        finding = known.get((one.rule, one.subject, name)) or known[one.rule, one.subject, None]
        text = f"request {one.number} of {on}"
        store.record([
            acts.requested(one),
            findings.decided(finding.id, FindingState.ASKED, text, finding.digest),
        ])  # fmt: skip
    return made, new


@pytest.fixture
def store(fresh: Path) -> Store:
    """The defense's own matter: a production that names a file and an item that are not in it."""
    made = matter.build(fresh, received=True)
    matter.pdf(fresh / "VOL002" / "VOL002.pdf", [NAMING], prefix="HAR-", first=20)
    add(made, fresh / "VOL002", Addition(defendants=("Harlan",), on="2024-04-01"))
    return made


def test_each_request_has_a_number_and_cites_page_and_words(store: Store) -> None:
    made, new = asked(store, "Harlan", MAY)
    told = lines(made)
    requests = [line for line in told if line.startswith("Request ")]
    assert len(requests) >= 3
    assert sorted(int(line.split()[1].rstrip(".")) for line in requests) == [
        one.number for one in new
    ]
    assert all(ASKS in line for line in requests)
    at = next(at for at, line in enumerate(told) if ASKS in line and "417" in line)
    assert told[at + 1].startswith("HAR-000020 (VOL002/VOL002.pdf, page 1): “")
    assert "See item 2024-0417 too" in told[at + 1]


def test_it_asks_for_what_is_missing_by_its_name(store: Store) -> None:
    asked_for = {one.rule: one.label for one in asked(store, "Harlan", MAY)[1]}
    assert asked_for["bates_gap"] == "the pages numbered HAR-000014 to HAR-000019"
    assert asked_for["expected_not_held"] == "the notes, forms and data behind a laboratory report"


def test_a_page_is_cited_once(store: Store) -> None:
    told = [line.split(" (")[0] for line in lines(asked(store, "Harlan", MAY)[0])]
    for heading in (at for at, line in enumerate(told) if line.startswith("Request ")):
        cites = list(takewhile(lambda line: line.startswith("HAR-"), told[heading + 1 :]))
        assert len(cites) == len(set(cites))


def test_it_has_scope_and_lines_to_sign(store: Store) -> None:
    told = "\n".join(lines(asked(store, "Harlan", MAY)[0]))
    assert told.startswith("May 1, 2024")
    assert "VOL002, received 2024-04-01" in told
    assert "Attorney for Harlan" in told
    assert "Received by: ____" in told


def test_its_words_are_neutral(audited: Audited, received: Audited) -> None:
    for made in (audited, received):
        for name in ("Harlan", "Reed"):
            told = letter(made, name, ask(made, name, [], on="2024-05-01"), on=MAY)
            said = " ".join(lines(told)).casefold()
            assert "request 1." in said
            assert not [word for word in FORBIDDEN if word in said]


def test_nothing_of_a_co_defendant_is_in_it(audited: Audited, received: Audited) -> None:
    for made in (audited, received):
        for name, other, stamp in (("Harlan", "Reed", "REED-0"), ("Reed", "Harlan", "HAR-0")):
            told = letter(made, name, ask(made, name, [], on="2024-05-01"), on=MAY)
            said = "\n".join(lines(told)).replace(made.audit.matter.title, "")
            assert other not in said
            assert stamp not in said


def test_a_withheld_item_that_is_not_revealed_is_not_asked_for(fresh: Path) -> None:
    with matter.build(fresh) as store:
        item = items.one(store.view(), "supplement_2.pdf").id
        before = [one.about.path for one in requestable(audit(store), "Harlan")]
        assert "sheriff/supplement_2.pdf" in before
        entry = Withholding("", item, "Harlan", "Rule 11-510", "of an informer",
                            existence_revealed=False, pages="2")  # fmt: skip
        store.record([productions.withheld(entry)])
        after = [one.about.path for one in requestable(audit(store), "Harlan")]
    assert "sheriff/supplement_2.pdf" not in after


def test_the_same_audit_and_day_give_the_same_bytes(received: Audited) -> None:
    new = ask(received, "Harlan", [], on="2024-05-01")
    made = letter(received, "Harlan", new, on=MAY)
    assert made == letter(received, "Harlan", new, on=MAY)
    assert made != letter(received, "Harlan", new, on=JUNE)


def test_the_next_letter_repeats_only_what_is_open(store: Store, fresh: Path) -> None:
    _, first = asked(store, "Harlan", MAY)
    (item,) = (one for one in first if "417" in one.label)
    matter.pdf(fresh / "VOL003" / "toolmarks2209.pdf", ["A report."], prefix="HAR-", first=21)
    add(store, fresh / "VOL003", Addition(defendants=("Harlan",), on="2024-05-20"))
    made, second = asked(store, "Harlan", JUNE)
    told = lines(made)
    (file,) = (one for one in first if "toolmarks" in one.label.casefold())
    again = next(line for line in told if line.startswith(f"Request {item.number}."))
    assert again.endswith("Asked on 2024-05-01: open.")
    assert not [line for line in told if line.startswith(f"Request {file.number}.")]
    assert told[told.index(file.label) + 1] == "answered: provided"
    numbers = [one.number for one in (*first, *second)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_next_audit_says_what_was_answered(store: Store, fresh: Path) -> None:
    _, first = asked(store, "Harlan", MAY)
    matter.pdf(fresh / "VOL003" / "toolmarks2209.pdf", ["A report."], prefix="HAR-", first=21)
    add(store, fresh / "VOL003", Addition(defendants=("Harlan",), on="2024-05-20"))
    audited = audit(store)
    answers = {one.request.label: one.answer for one in audited.requests}
    (label,) = (label for label in answers if "toolmarks" in label.casefold())
    assert answers.pop(label) == "answered: provided"
    assert set(answers.values()) == {"open"}
    (ended,) = (one for one in audited.ended if "toolmarks" in one.says.casefold())
    assert ended.state is FindingState.ANSWERED
    assert ended.note.startswith("provided; request ")
    assert f"1 of {len(first)} requests answered" in bottom_line(audited)
    document = audit_document(audited)
    assert [one["answer"] for one in document["requests"]].count("answered: provided") == 1
    assert "answered: provided" in report(audited)


def test_a_request_is_not_answered_because_its_source_fell_silent(
    store: Store, fresh: Path
) -> None:
    asked(store, "Harlan", MAY)
    (fresh / "VOL002" / "VOL002.pdf").unlink()
    (fresh / "VOL002" / "other.txt").write_text("Nothing is named here.", "utf-8")
    add(store, fresh / "VOL002", Addition(defendants=("Harlan",), on="2024-04-01"))
    answers = {one.request.label: one.answer for one in audit(store).requests}
    (told,) = (answer for label, answer in answers.items() if "417" in label)
    assert not told.startswith("answered")


def test_a_held_item_is_answered_once_it_is_given(fresh: Path) -> None:
    with matter.build(fresh) as store:
        asked(store, "Harlan", MAY)
        box = items.one(store.view(), "2024-0311").id
        store.record([productions.disclosed(Disclosure(box, "Harlan", "2024-05-20",
                                                       Manner.SERVED))])  # fmt: skip
        answers = {one.request.subject: one.answer for one in audit(store).requests}
    assert answers[box] == "answered: provided"


def test_a_held_item_that_is_withheld_is_no_answer(fresh: Path) -> None:
    with matter.build(fresh) as store:
        asked(store, "Harlan", MAY)
        box = items.one(store.view(), "2024-0311").id
        store.record([productions.withheld(Withholding("", box, "Harlan", "Rule 5-501(F)",
                                                       "work product", True))])  # fmt: skip
        answers = {one.request.subject: one.answer for one in audit(store).requests}
    assert answers[box] == "withheld"


def test_an_answer_that_a_person_recorded_is_kept(store: Store) -> None:
    asked(store, "Harlan", MAY)
    finding = next(one for one in audit(store).findings if "417" in one.says)
    store.record([findings.decided(finding.id, FindingState.ANSWERED, "never-created",
                                   finding.digest)])  # fmt: skip
    answers = {one.request.label: one.answer for one in audit(store).requests}
    (label,) = (label for label, answer in answers.items() if answer == "answered: never-created")
    assert "417" in label
    told = lines(asked(store, "Harlan", JUNE)[0])
    assert told[told.index(label) + 1] == "answered: never-created"


def test_an_audit_after_a_letter_appends_nothing(store: Store) -> None:
    asked(store, "Harlan", MAY)
    first = audit(store)
    assert audit(store).size == first.size
