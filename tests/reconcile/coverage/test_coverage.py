"""Coverage: what is found, what is missing and how, where it was produced; and the status."""

import json
import random
from dataclasses import asdict

import pytest
from tests.reconcile.coverage.matters import documents, missing, page, prose, words

from kyles.reconcile.coverage import Text, cover, from_json, judge, measure

BODY = prose(60, 1)
OTHER = prose(60, 2)
REPORT = (
    "On 3 June 2021 Deputy Pardo booked a box that held 24 live rounds, which a witness had handed "
    "in at the front desk of the substation. The box was placed in locker 14 and logged by hand."
)


def status(held: str | list[str], *produced: str) -> str:
    given = documents({f"P{at}": text for at, text in enumerate(produced)})
    return judge(cover(documents({"H": held}), given))


def test_the_same_page_is_known_by_its_bytes():
    found = page(BODY, OTHER, BODY.upper())
    assert (found.by, found.words, found.covered, found.coverage) == ("bytes", 60, 60, 1.0)
    assert [(place.key, place.words) for place in found.produced] == [("P1", 60)]
    assert found.missing == ()


def test_nothing_of_a_page():
    found = page(BODY, OTHER)
    assert missing(BODY, found) == [("not_produced", BODY)]
    assert (found.covered, found.coverage, found.produced) == (0, 0.0, ())
    assert status(BODY, OTHER) == "not_disclosed"
    assert status(BODY) == "not_disclosed"


def test_the_end_of_a_page_is_missing():
    held = f"{BODY} {OTHER}"
    found = page(held, f"{BODY}\n\nHAR-000123")
    assert missing(held, found) == [("not_produced", OTHER)]
    assert (found.words, found.covered) == (120, 60)
    assert status(held, BODY) == "in_part"


@pytest.mark.parametrize(
    "given",
    [
        f"CONFIDENTIAL - PROTECTIVE ORDER\n{REPORT}\nHAR-000123",
        "\n".join(REPORT.split()),
        REPORT.replace("witness", "wit-\nness").replace("substation", "sub\xad\nstation"),
        REPORT.replace("witness", "wit\x02\nness").replace("booked", "boo\ufffe\r\nked"),
        REPORT.replace(" ", "  ").replace("14", "“14”").replace("rounds,", "rounds\u2014"),
        REPORT.replace("front desk", "front HAR-000001\n\fPage 2 of 2\n\n desk"),
        f"{OTHER} {REPORT} {OTHER}",
    ],
)
def test_layout_does_not_matter(given):
    found = page(REPORT, given)
    assert found.missing == ()
    assert found.covered == found.words == len(REPORT.split())
    assert status(REPORT, given) == "disclosed"


def test_pages_in_another_order_merged_and_split():
    held = [prose(50, seed) for seed in range(4)]
    (_, *parts) = [held[2] + held[0], held[3][:200], held[3][200:], held[1]]
    given = documents({"A": [held[2] + "\n" + held[0]], "B": parts[:2], "C": parts[2]})
    assert all(not one.missing for one in cover(documents({"H": held}), given))


def test_a_sentence_over_a_page_break():
    found = cover(documents({"H": [REPORT]}), documents({"P": [REPORT[:90], REPORT[90:]]}))
    assert found[0].missing == ()
    assert {(place.page, place.words > 10) for place in found[0].produced} == {(0, True), (1, True)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("live", "blank", "live"),
        ("24", "25", "24"),
        ("24", "240", "24"),
        ("3 June", "4 July", "3 June"),
        ("2021", "2022", "2021"),
        ("locker 14", "locker 41", "14"),
        ("Pardo", "Padro", "Pardo"),
        ("by hand", "by Hall", "hand"),
    ],
)
def test_a_changed_word_in_clean_text_differs(old, new, told):
    found = page(REPORT, REPORT.replace(old, new))
    assert missing(REPORT, found) == [("differs", told)]
    assert status(REPORT, REPORT.replace(old, new)) == "in_part"


def test_a_changed_word_is_found_where_the_right_one_was_given_too():
    assert page(REPORT, REPORT.replace("live", "blank"), f"{REPORT}\nHAR-1").missing == ()


@pytest.mark.parametrize("mark", ["[REDACTED]", "", "(b)(6)", "----"])
def test_blotted_text_is_redacted(mark):
    held = f"{BODY} {OTHER} {REPORT}"
    found = page(held, f"{BODY} {mark} {REPORT}")
    assert missing(held, found) == [("redacted", OTHER)]


def test_a_blotted_name():
    found = page(REPORT, REPORT.replace("Deputy Pardo", "XXX"))
    ((kind, text),) = missing(REPORT, found)
    assert kind in ("redacted", "differs")
    assert text == "Deputy Pardo"


def test_misread_letters_are_noise_and_change_nothing():
    swaps = str.maketrans("eol", "c01")
    misread = "".join(
        letter.translate(swaps) if at % 9 == 0 else letter for at, letter in enumerate(BODY)
    )
    found = page(BODY, misread)
    assert found.missing == ()
    assert found.noise > 0.01
    assert status(BODY, misread) == "disclosed"


def test_noise_is_of_a_chain_not_of_a_document():
    rng = random.Random(1)
    noisy = "".join(rng.choice("#q") if rng.random() < 0.08 else one for one in BODY)
    held = documents({"A": BODY, "B": REPORT})
    changed = REPORT.replace("live", "blank")
    first, second = cover(held, documents({"P": [noisy + "\n" + OTHER + "\n" + changed]}))
    assert first.missing == ()
    assert missing(REPORT, second) == [("differs", "live")]


def test_a_chain_ends_where_a_document_ends():
    half = len(BODY) // 2
    first, second = BODY[:half], BODY[half:]
    found = page(BODY, first, second)
    assert found.missing == ()
    assert {place.key for place in found.produced} == {"P0", "P1"}


@pytest.mark.parametrize("text", ["", " \n ", "—"])
def test_a_blank_page(text):
    found = page(text, OTHER)
    assert (found.words, found.missing, found.coverage) == (0, (), 1.0)


@pytest.mark.parametrize("text", ["page 7", "7", "EXHIBIT 14-B"])
def test_a_short_page_is_decided_by_the_exact_layer(text):
    assert page(text, text.lower(), OTHER).missing == ()
    assert missing(text, page(text, OTHER)) == [("not_produced", text)]


def test_a_report_that_eight_agencies_hold():
    held = [Text(f"agency {at}", (REPORT, BODY)) for at in range(8)]
    for one in cover(held, documents({"P": f"{REPORT}\nHAR-1\n{BODY}\nHAR-2"})):
        assert (one.missing, one.boilerplate) == ((), 0)
        assert one.coverage == 1.0
    for one in cover(held, documents({"P": OTHER})):
        assert one.covered == 0
        assert len(one.missing) == 1


def test_agencies_that_stamp_their_copies():
    body = prose(250, 5)
    held = documents({f"A{at}": f"RECEIVED BY {prose(4, 70 + at)}\n{body}" for at in range(8)})
    for one in cover(held, documents({"P": body})):
        assert one.boilerplate == 0
        assert one.covered >= 250


def form(at: int) -> str:
    return f"{prose(30, 99)}\n{prose(80, 100 + at)}"


def test_shared_form_text_is_counted_apart():
    held = documents({f"H{at:02}": form(at) for at in range(9)})
    found = cover(held, documents({"P": form(0)}))
    assert found[0].by == "bytes"
    for one in found[1:]:
        assert (one.words, one.covered, one.boilerplate) == (80, 0, 30)
        assert one.coverage == 0.0
        assert judge([one]) == "not_disclosed"


def test_a_form_that_was_not_produced_is_missing():
    held = documents({f"H{at:02}": form(at) for at in range(9)})
    for one in cover(held, documents({"P": OTHER})):
        assert (one.words, one.boilerplate, one.covered) == (110, 0, 0)


def test_a_quoted_message_is_no_disclosure_of_the_message():
    message = f"{prose(40, 7)} {prose(90, 8)}"
    answer = f"{prose(120, 9)}\n> {prose(40, 7)}"
    given = documents({"P": f"{answer}\nHAR-1"})
    first, second = cover(documents({"message": message, "answer": answer}), given)
    assert (first.covered, first.own) == (40, 0)
    assert judge([first]) == "not_disclosed"
    assert judge([second]) == "disclosed"


def test_places_by_words_then_key_then_page():
    text = prose(90, 3).split()
    first, rest = " ".join(text[:60]), " ".join(text[60:])
    given = documents({"C": rest, "B": [OTHER, first], "A": [first], "D": rest})
    (found,) = cover(documents({"H": " ".join(text)}), given)
    places = [(one.key, one.page, one.words) for one in found.produced]
    assert places == [("A", 0, 60), ("B", 1, 60), ("C", 0, 30), ("D", 0, 30)]


def test_results_are_in_the_order_of_what_is_held():
    held = documents({"B": [BODY, ""], "A": [OTHER]})
    assert [(one.key, one.page) for one in cover(held, [])] == [("B", 0), ("B", 1), ("A", 0)]
    assert cover([], documents({"P": BODY})) == []


def test_progress_ends_with_all():
    seen = []
    held = documents({"A": BODY, "B": OTHER})
    cover(held, documents({"P": BODY + OTHER}), progress=lambda *told: seen.append(told))
    assert seen[-1] == ("comparing", 2, 2)


def test_measure_takes_streams_of_pages():
    found = list(measure(iter([BODY, OTHER]), iter([BODY[:150], BODY[150:]])))
    assert [one.coverage for one in found] == [1.0, 0.0]
    assert list(measure([], [])) == []


def test_through_json_and_back():
    held = f"{BODY} {OTHER}"
    found = page(held, BODY)
    assert from_json(json.loads(json.dumps(asdict(found)))) == found


def test_words_are_made_up():
    assert len(set(words(200, 1)) & set(words(200, 2))) < 5
