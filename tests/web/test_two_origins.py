"""Which address evidence has beside that of the pages, and which port answers for which."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from kyles.errors import UsageError
from kyles.web import two_origins
from kyles.web.serve import both, listening
from kyles.web.two_origins import NEXT_FREE, Other, TwoOrigins

HOSTS = ["127.0.0.1:8571", "localhost:8571"]


@pytest.mark.parametrize(("name", "address"), [
    ("127.0.0.1", "http://localhost:8572"),
    ("localhost", "http://127.0.0.1:8572"),
    ("kyles.example.org", "http://kyles.example.org:8572"),
])  # fmt: skip
def test_on_this_machine_it_has_the_other_name(name: str, address: str) -> None:
    found = two_origins.origin("http", name, 8572, hosts=HOSTS, other=NEXT_FREE)
    assert found is not None
    assert found.address == address


def test_where_nobody_listens_there_is_none() -> None:
    assert two_origins.origin("http", "127.0.0.1", 0, hosts=HOSTS, other=NEXT_FREE) is None


@pytest.mark.parametrize(("told", "address"), [
    ("https://e.example.org", "https://e.example.org"),
    ("https://E.example.org:443/", "https://e.example.org"),
    ("http://[::1]:8600", "http://[::1]:8600"),
])  # fmt: skip
def test_an_address_is_told_as_a_browser_asks_for_it(told: str, address: str) -> None:
    found = two_origins.origin("http", "x", 8572, hosts=HOSTS, other=Other(address=told))
    assert found is not None
    assert found.address == address
    assert found.host == address.partition("//")[2]


@pytest.mark.parametrize("told", ["http://127.0.0.1:8571", "http://localhost:8571/"])
def test_the_pages_own_origin_is_refused(told: str) -> None:
    with pytest.raises(UsageError):
        two_origins.origin("http", "x", 8572, hosts=HOSTS, other=Other(address=told))


@pytest.mark.parametrize(("port", "said"), [(8571, "pages"), (8572, "evidence")])
def test_each_port_has_its_own_application(port: int, said: str) -> None:
    made = TwoOrigins(PlainTextResponse("pages"), PlainTextResponse("evidence"), 8572)
    assert TestClient(made, base_url=f"http://127.0.0.1:{port}").get("/").text == said


def test_a_port_of_localhost_is_taken_at_both_addresses() -> None:
    """Whoever has it by IPv6 alone would be asked first."""
    with both("127.0.0.1", 0, first=8750) as ears:
        (port,) = {ear.getsockname()[1] for ear in ears}
        names = {ear.getsockname()[0] for ear in ears}
        if "::1" not in names:
            pytest.skip("this machine has no IPv6")
    with listening("::1", port), both("127.0.0.1", 0, first=port) as others:
        assert {ear.getsockname()[1] for ear in others} != {port}
