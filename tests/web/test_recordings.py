"""A recording on its page: what is played and as what, what was given of it, and what is said."""

import re
import shutil
from pathlib import Path

import pytest
from tests.findings.test_missing_time import HELD, RATE, wav
from tests.web.conftest import let_in
from tests.web.recorded import CUES, both

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.model.coverage import Heard
from kyles.store import audited, items, matters, open_matter
from kyles.store.access import defense
from kyles.store.matter_folder import create
from kyles.web.recordings import played_as

AT = "/matters/matter/items"
listens = pytest.mark.skipif(not shutil.which("fpcalc"), reason="fpcalc is not installed")


@pytest.mark.parametrize(("head", "kind"), [
    (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"), (b"RIFF\0\0\0\0AVI LIST", None),
    (b"ID3\x04\0", "audio/mpeg"), (b"\xff\xfb\x90\x64", "audio/mpeg"),
    (b"\0\0\0\x18ftypmp42", "video/mp4"), (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
    (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm", "video/webm"), (b"\x1a\x45\xdf\xa3matroska", None),
    (b"OggS\0\x02OpusHead", "audio/ogg"), (b"OggS\0\x02\x80theora", "video/ogg"),
    (b"fLaC\0", "audio/flac"), (b"#!AMR\n", None), (b"<html><script>", None), (b"", None),
])  # fmt: skip
def test_only_what_browsers_play_is_played(head: bytes, kind: str | None) -> None:
    assert played_as(head) == kind


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of interview, of which one defendant was given the first 25 seconds."""
    made = tmp_path_factory.mktemp("interviews")
    wav(made / "interviews" / "interview.wav", HELD)
    wav(made / "interviews" / "alone.wav", HELD[: RATE * 9][::-1])
    (made / "interviews" / "interview.srt").write_text(CUES)
    wav(made / "VOL001" / "interview.wav", HELD[: RATE * 25])
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=("Harlan", "Reed"), incidents=("21-0886",))  # fmt: skip
    with create(made / "matter", opened) as store:
        add(store, made / "interviews", Addition(holder="Sheriff"))
        add(store, made / "VOL001", Addition(defendants=("Harlan",), on="2024-03-01"))
        audit(store)
    return made


def item(desk: Path, name: str) -> str:
    with open_matter(desk / "matter") as store:
        return items.one(store.view(), f"interviews/{name}").id


@listens
def test_what_was_heard_is_kept_as_it_was(desk: Path) -> None:
    with open_matter(desk / "matter") as store:
        key = item(desk, "interview.wav")
        audit_ = audit(store).audit
        kept = {one.defendant: one for one in audited.given(store.view(), [key])}
        heard = audit_.coverage[key, "Harlan"].heard
    told = kept["Harlan"].coverage
    assert told is not None
    assert isinstance(told.heard, Heard)
    assert heard is not None
    assert (told.heard.by, told.heard.produced) == (heard.by, heard.produced)
    assert [(one.start, one.end) for one in told.heard.missing] == [
        pytest.approx((one.start, one.end), abs=0.06) for one in heard.missing
    ]


@listens
def test_time_that_is_missing_is_told_and_leads_there(desk: Path) -> None:
    one = both(desk)
    address = f"{AT}/{item(desk, 'interview.wav')}"
    told = one.pages.get(f"{address}.json").json()
    assert re.fullmatch(r"Given in part to Harlan \(\d\d% of its time\); not disclosed to Reed\.",
                        told["says"])  # fmt: skip
    (given,) = told["recording"]["given"]
    assert given["defendant"] == "Harlan"
    assert given["says"].startswith("produced 00:00:00 to 00:00:2")
    (gap,) = given["missing"]
    assert (gap["start"], gap["end"]) == (pytest.approx(25, abs=1.5), pytest.approx(60, abs=0.1))
    page = one.pages.get(address).text
    to = f'href="{address}?start={int(gap["start"])}#recording"'
    assert page.count(to) == 2  # on the bar, and in words
    assert '<rect class="absent"' in page
    at = int(gap["start"])
    assert f'#t={at}" aria-label' in one.pages.get(address, params={"start": at}).text


@listens
def test_a_finding_leads_to_the_time(desk: Path) -> None:
    client = let_in(desk)
    rows = client.get("/matters/matter/findings.json", params={"rule": "missing_time"}).json()
    page = client.get(f"/matters/matter/findings/{rows['findings'][0]['id']}").text
    assert re.search(rf"{item(desk, 'interview.wav')}\?start=2\d#recording", page)


def test_the_other_side_hears_nothing_of_what_others_got(desk: Path) -> None:
    client = both(desk, viewer=defense("Harlan")).pages
    with open_matter(desk / "matter") as store:
        own = next(one.id for one in items.every(store.view(defense("Harlan")))
                   if one.path.endswith("interview.wav"))  # fmt: skip
    told = client.get(f"{AT}/{own}.json").json()["recording"]
    assert told["address"]
    assert told["given"] == []
    assert told["captions"] == ""  # the transcript was not given


def test_captions_are_written_anew(desk: Path) -> None:
    client = let_in(desk)
    address = f"{AT}/{item(desk, 'interview.wav')}/captions.vtt"
    told = client.get(address)
    assert told.headers["content-type"].startswith("text/vtt")
    assert told.text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nWhere is the box? &amp; why --&gt; here\n\n"
        "00:00:02.500 --> 00:00:04.000\nOn shelf C-14.\n"
    )
    assert client.get(f"{AT}/{item(desk, 'alone.wav')}/captions.vtt").status_code == 404
    theirs = let_in(desk, viewer=defense("Reed"))
    assert theirs.get(address).status_code == 404


def test_places_are_found_by_an_index(desk: Path) -> None:
    with open_matter(desk / "matter") as store:
        sql = f"{items.SELECT} AND {items.AT_PLACES}"
        plan = store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", (1, "x", "[]")).fetchall()
    assert any("version_path" in row[3] for row in plan)
    assert not any(row[3].startswith(("SCAN item", "SCAN version")) for row in plan)
