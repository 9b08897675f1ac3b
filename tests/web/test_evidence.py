"""The other origin: what a page handed out, to whom it was handed, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import HOST
from tests.web.recorded import OTHER, Both, both, build

from kyles.store.access import ADMIN, defense
from kyles.web.capability import What
from kyles.web.viewer import Who

AT = "/matters/matter/items"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recorded")


@pytest.fixture(scope="module")
def names(desk: Path) -> dict[str, str]:
    return build(desk)


@pytest.fixture
def one(desk: Path, names: dict[str, str]) -> Both:
    return both(desk)


def laid_out(one: Both, item: str) -> str:
    told = one.pages.get(f"{AT}/{item}.json", params={"shown": "layout"}).json()
    return told["laid_out"]


def played(one: Both, item: str) -> str:
    return one.pages.get(f"{AT}/{item}.json").json()["recording"]["address"]


@pytest.mark.parametrize(("name", "said"), [
    ("notice.html", "<h1>Notice</h1>"),
    ("rounds.eml", '<p style="color: navy">The rounds are in the <i>page</i>: <img src="data:'),
    ("words.eml", "<pre>Plain &lt;words&gt;."),
])  # fmt: skip
def test_a_body_is_shown_as_it_was_laid_out(
    one: Both, names: dict[str, str], name: str, said: str
) -> None:
    told = one.evidence.get(laid_out(one, names[name]))
    assert told.status_code == 200
    assert told.headers["content-type"] == "text/html; charset=utf-8"
    assert said in told.text


def test_what_is_sent_can_do_nothing(one: Both, names: dict[str, str]) -> None:
    for address in (laid_out(one, names["notice.html"]), played(one, names["call.wav"]), "/x"):
        headers = one.evidence.get(address).headers
        policy = headers["content-security-policy"].split("; ")
        assert policy[:4] == ["sandbox", "default-src 'none'", "img-src data:",
                              "style-src 'unsafe-inline'"]  # fmt: skip
        assert policy[-1] == f"frame-ancestors http://{HOST}"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "set-cookie" not in headers


def test_the_pages_may_frame_that_origin_and_no_other(one: Both) -> None:
    policy = one.pages.get("/matters").headers["content-security-policy"]
    assert f"frame-src http://{OTHER};" in policy
    assert f"media-src 'self' http://{OTHER};" in policy
    assert policy.count(OTHER) == 2


def test_cookies_open_nothing(one: Both, names: dict[str, str]) -> None:
    cookies = dict(one.pages.cookies)
    assert cookies
    for path in ("/", "/matters", f"{AT}/{names['notice.html']}", "/static/kyles.css"):
        one.evidence.cookies.update(cookies)
        assert one.evidence.get(path).status_code == 404


def test_whatever_is_not_there_has_the_same_bytes(
    desk: Path, one: Both, names: dict[str, str]
) -> None:
    """Nothing, a guess, a stay that is over, what one may not see, and what is of another kind."""
    theirs = both(desk, viewer=defense("Harlan"))
    stay = _stay(theirs)
    address = one.origin.at("matter", names["notice.html"], What.BODY, stay=_stay(one))
    answers = [one.evidence.get("/nothing"), one.evidence.get(f"{address}x"),
               one.evidence.post(address), one.evidence.get(address, headers={"host": HOST}),
               theirs.evidence.get(address)]  # fmt: skip
    for matter, item, what in (("matter", names["notice.html"], What.BODY),
                               ("matter", names["call.wav"], What.RECORDING),
                               ("matter", "nothing00000", What.BODY),
                               ("nothing", names["notice.html"], What.BODY)):  # fmt: skip
        answers.append(theirs.evidence.get(theirs.origin.at(matter, item, what, stay=stay)))
    answers += [one.evidence.get(one.origin.at("matter", names[name], what, stay=_stay(one)))
                for name, what in (("call.wav", What.BODY), ("notice.html", What.RECORDING),
                                   ("old.avi", What.RECORDING))]  # fmt: skip
    assert {told.status_code for told in answers} == {404}
    assert len({told.content for told in answers}) == 1
    assert len({frozenset(told.headers.items()) for told in answers}) == 1
    assert one.evidence.get(address).status_code == 200


def _stay(one: Both) -> str:
    (cookie,) = one.pages.cookies.values()
    return one.sessions.stay(cookie)


def test_it_ends_with_the_stay(one: Both, names: dict[str, str]) -> None:
    address = laid_out(one, names["notice.html"])
    assert one.evidence.get(address).status_code == 200
    (cookie,) = one.pages.cookies.values()
    one.sessions.end(cookie)
    assert one.evidence.get(address).status_code == 404


def test_it_stays_when_the_cookie_is_changed(desk: Path, names: dict[str, str]) -> None:
    one, now = both(desk), [0.0]
    one.sessions._now = lambda: now[0]
    cookie = one.sessions.begin(Who("A. Lawyer"))
    address = one.origin.at("matter", names["notice.html"], What.BODY,
                            stay=one.sessions.stay(cookie))  # fmt: skip
    now[0] = 16 * 60
    assert one.sessions.turned(cookie)
    assert one.evidence.get(address).status_code == 200
    now[0] += 31 * 60
    assert one.evidence.get(address).status_code == 404


def test_the_administrator_sees_nothing_there(desk: Path, names: dict[str, str]) -> None:
    one = both(desk, viewer=ADMIN)
    address = one.origin.at("matter", names["notice.html"], What.BODY, stay=_stay(one))
    assert one.evidence.get(address).status_code == 404


def test_without_another_origin_the_words_stay(desk: Path, names: dict[str, str]) -> None:
    from tests.web.conftest import let_in

    client = let_in(desk)
    told = client.get(f"{AT}/{names['notice.html']}.json", params={"shown": "layout"}).json()
    assert (told["laid_out"], told["can_be_laid_out"]) == ("", False)
    page = client.get(f"{AT}/{names['notice.html']}", params={"shown": "layout"}).text
    assert "Rounds were handed in." in page
    assert "<iframe" not in page
    told = client.get(f"{AT}/{names['call.wav']}").text
    assert "Fetch the file" in told
    assert "<audio" not in told


@pytest.mark.parametrize(("wanted", "status", "stretch"), [
    ("", 200, (0, None)), ("bytes=0-", 206, (0, None)), ("bytes=100-199", 206, (100, 200)),
    ("bytes=-10", 206, (-10, None)), ("bytes=44-9999999999", 206, (44, None)),
])  # fmt: skip
def test_a_recording_is_sent_in_stretches(
    one: Both, names: dict[str, str], desk: Path, wanted: str, status: int,
    stretch: tuple[int, int | None],
) -> None:  # fmt: skip
    whole = (desk / "desk" / "call.wav").read_bytes()
    told = one.evidence.get(
        played(one, names["call.wav"]), headers={"Range": wanted} if wanted else {}
    )
    assert told.status_code == status
    assert told.content == whole[slice(*stretch)]
    assert told.headers["content-type"] == "audio/wav"
    assert told.headers["accept-ranges"] == "bytes"
    if status == 206:
        start = stretch[0] % len(whole)
        end = start + len(told.content) - 1
        assert told.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"


def test_a_stretch_that_is_not_there(one: Both, names: dict[str, str], desk: Path) -> None:
    size = (desk / "desk" / "call.wav").stat().st_size
    told = one.evidence.get(played(one, names["call.wav"]), headers={"Range": f"bytes={size}-"})
    assert told.status_code == 416
    assert told.headers["content-range"] == f"bytes */{size}"


def test_a_stretch_of_other_bytes_is_the_whole(one: Both, names: dict[str, str]) -> None:
    address = played(one, names["call.wav"])
    tag = one.evidence.head(address).headers["etag"]
    for given_tag, status in ((tag, 206), ('"other"', 200), (f"W/{tag}", 200)):
        headers = {"Range": "bytes=0-3", "If-Range": given_tag}
        assert one.evidence.get(address, headers=headers).status_code == status


def test_a_head_has_no_body(one: Both, names: dict[str, str], desk: Path) -> None:
    told = one.evidence.head(played(one, names["call.wav"]))
    assert told.content == b""
    assert int(told.headers["content-length"]) == (desk / "desk" / "call.wav").stat().st_size


@given(st.text(max_size=40))
def test_no_address_is_a_mistake_of_ours(desk: Path, names: dict[str, str], path: str) -> None:
    from urllib.parse import quote

    assert both(desk).evidence.get(f"/{quote(path)}").status_code == 404
