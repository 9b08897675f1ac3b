"""What is written again of a web page: its words and its look, and nothing that does anything."""

import base64
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.browser.xss import VECTORS

from kyles.web import harmless

EVIL = "127.0.0.1:9"
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
LOADS = {"src", "href", "action", "formaction", "srcset", "poster", "data", "background", "ping",
         "srcdoc", "cite", "manifest", "xlink:href"}  # fmt: skip
RUNS = {"script", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math",
        "template", "input", "button", "video", "audio", "frame", "portal"}  # fmt: skip


class Seen(HTMLParser):
    """What a page would have a browser do."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.doing: list[str] = []
        self.feed(page.split("</head>", 1)[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.doing += [tag] if tag in RUNS else []
        for name, value in attrs:
            inline = tag == "img" and name == "src" and (value or "").startswith("data:image/")
            if name.startswith("on") or (name in LOADS and not inline):
                self.doing.append(f"{name}={value}")


def doing(source: str) -> list[str]:
    return Seen(harmless.page(source)).doing


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_of_the_corpus_is_left(vector: str) -> None:
    page = harmless.page(vector.format(evil=EVIL) + "<p>The key is under the mat.</p>")
    assert Seen(page).doing == []
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(styles) == 1
    assert not re.search(r"(?i)@import|url\(|image-set\(|\\", styles[0])


SNIPPETS = [
    "<", ">", "</", "/>", '"', "'", "=", " ", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>",
    "<style>", "</style>", "<title>", "<textarea>", "<noscript>", "<template>", "<script>",
    "</script>", "<img src=x onerror=a>", "<a href=javascript:a>", "style=", "url(", "\\", "/*",
    "*/", "&lt;", "\0",
]  # fmt: skip
MARKUP = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=30)


@given(MARKUP.map("".join))
def test_whatever_is_written_does_nothing(source: str) -> None:
    assert doing(source) == []


def test_look_and_words_stay() -> None:
    page = harmless.page('<table bgcolor="#eee"><tr><td style="color: red">Rounds &lt;9mm&gt;</td>'
                         "</tr></table><style>td { font-weight: bold; }</style>")  # fmt: skip
    assert '<td style="color: red">Rounds &lt;9mm&gt;</td>' in page
    assert "td { font-weight: bold; }" in page


def test_a_link_and_a_picture_from_elsewhere_are_told() -> None:
    page = harmless.page(
        '<a href="https://example.org/a">map</a><img alt="pixel" src="http://e.org/b">'
    )
    assert '<a title="leads to https://example.org/a">map</a>' in page
    assert "Picture, not loaded: pixel http://e.org/b" in page


def test_a_picture_that_is_here_is_shown() -> None:
    kept = harmless.page(f'<img src="data:image/png;base64,{PIXEL}"><img src="cid:one">',
                         {"one": ("image/png", b"\x89PNG\r\n\x1a\n")})  # fmt: skip
    assert kept.count(f'src="data:image/png;base64,{PIXEL}"') == 2
    other = harmless.page('<img src="cid:one"><img src="data:image/svg+xml;base64,AAAA">',
                          {"one": ("image/svg+xml", b"<svg/>")})  # fmt: skip
    assert "<img" not in other


@pytest.mark.parametrize("css", ["b{background:url(//e)}", "@import '//e'; b{color:red}",
                                 r"b{background:u\72l(//e)}", r"b{background:ur\l(//e)}",
                                 "b{background:u/**/rl(//e)}", "b{background:urlurl(x)(//e)}",
                                 "b{background:image-set('//e' 1x)}"])  # fmt: skip
def test_a_style_loads_nothing(css: str) -> None:
    for page in (harmless.page(f"<style>{css}</style>"), harmless.page(f'<b style="{css}">x</b>')):
        assert not re.search(r"(?i)url\(|@import|image-set\(|\\", page)


def test_plain_words_are_a_page() -> None:
    assert "<pre>&lt;b&gt; 1 &amp; 2</pre>" in harmless.words("<b> 1 & 2")


def test_deep_nesting_is_no_trouble() -> None:
    page = harmless.page("<div>" * 100_000 + "deep")
    assert "deep" in page
