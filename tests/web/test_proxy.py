"""Behind a proxy that ends TLS: forms count from its address alone, and cookies are for TLS."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.test_entrance import PASSWORD, desk, kept  # noqa: F401 - fixtures

from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.proxy import Proxied
from kyles.web.sessions import Sessions

NAME = "kyles.example.org"
FORM = {"Origin": f"https://{NAME}", "Sec-Fetch-Site": "same-origin"}
RIGHT = {"name": "office", "password": PASSWORD, "to": "/matters/matter"}


@pytest.fixture
def proxied(desk: Path) -> TestClient:  # noqa: F811
    """What a proxy asks of the server: without TLS, with the Host that a browser asked for."""
    made = Proxied(app(Desk.at(desk), hosts=[NAME], sessions=Sessions()), scheme="https")
    return TestClient(made, base_url=f"http://{NAME}", follow_redirects=False)


def test_a_form_of_the_proxys_page_counts(proxied: TestClient) -> None:
    told = proxied.post("/enter", data=RIGHT, headers=FORM)
    assert told.status_code == 303
    cookie = told.headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie
    name, _, value = cookie.partition(";")[0].partition("=")
    page = proxied.get("/matters/matter", headers={"Cookie": f"{name}={value}"})
    assert page.status_code == 200


@pytest.mark.parametrize("origin", [f"http://{NAME}", "https://evil.example"])
def test_a_form_of_another_origin_does_not(proxied: TestClient, origin: str) -> None:
    assert proxied.post("/enter", data=RIGHT, headers={**FORM, "Origin": origin}).status_code == 403


def test_another_host_is_refused(proxied: TestClient) -> None:
    assert proxied.get("/enter", headers={"Host": "localhost:8571"}).status_code == 421


def test_who_tries_passwords_waits_and_not_everybody_behind_the_proxy(proxied: TestClient) -> None:
    def tried(address: str, **words: str) -> int:
        told = proxied.post("/enter", data={**RIGHT, **words},
                            headers={**FORM, "X-Forwarded-For": address})  # fmt: skip
        return told.status_code

    codes = [tried("198.51.100.1, 203.0.113.9", name=f"guess{at}", password="no")
             for at in range(60)]  # fmt: skip
    assert codes[0] == 401
    assert codes[-1] == 429
    assert tried("198.51.100.1, 203.0.113.9") == 429
    assert tried("203.0.113.9, 198.51.100.1") == 303
