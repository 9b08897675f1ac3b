"""Web pages: what a reader sees, in order, and apart from it what a reader does not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, expected, pages, states

from kyles.formats import Part, html
from kyles.model import Layer, State


@pytest.fixture
def page(tmp_path: Path):
    """Reads a web page of that text or those bytes."""

    def read(content: str | bytes) -> list[Part]:
        path = tmp_path / "page"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(html.read(path))

    return read


def body(parts: list[Part]) -> str:
    return pages(parts, Layer.BODY)[0]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<h1>Log</h1><p>One\n two<br>three</p><div>four<ul><li>a<li>b</ul>five</div>",
         "Log\nOne two\nthree\nfour\na\nb\nfive"),
        ("<p>a <b>li</b>ne</p>", "a line"),
        ("<p>a&nbsp;&amp;&eacute;&#8212;b&bogus;", "a &é—b&bogus;"),
        ("<table><tr><th>Tag<th>Item<tr><td><p>1</p></td><td></td><td>box</table>after",
         "Tag\tItem\n1\t\tbox\nafter"),
        ("<pre>a\n  b\n\nc</pre>", "a\nb\nc"),
        ("<script>var a='<p>x</p>'</script><style>p{}</style><template>t</template>seen", "seen"),
        ("<noscript>without scripts</noscript>", "without scripts"),
        ("<p>unclosed <b><i>marks</p></b> here", "unclosed marks\nhere"),
        ("no marks at all", "no marks at all"),
        ("a < b and c > d", "a < b and c > d"),
        ("<form>Name <input value='T. Doe'><input type=checkbox checked>live</form>",
         "Name T. Doe ☒ live"),
        ("<input type=radio>blank<input type=hidden value=token><textarea>a\nb</textarea>",
         "☐ blanka\nb"),
        ("<html><head><title>T</title></head></html>", ""),
    ],
)  # fmt: skip
def test_what_a_reader_sees(page, content, text):
    assert body(page(content)) == text


def test_what_the_page_says_of_itself_and_where_it_points(page):
    parts = page(
        "<title>Evidence &amp;\n log</title><meta name=Author content='T. Doe'>"
        "<a href='https://x.test/1'>one</a><a href=#top>up</a><a href='javascript:go()'>go</a>"
        "<a href='https://x.test/1'>again</a><a href='audio/tape4.mp3'>tape</a>"
    )
    assert details(parts, "title") == ["Evidence & log"]
    assert details(parts, "author") == ["T. Doe"]
    assert details(parts, "link") == ["https://x.test/1", "audio/tape4.mp3"]
    assert body(parts) == "oneupgoagaintape"


def test_a_title_of_a_drawing_is_not_the_pages(page):
    parts = page("<body><svg><title>icon</title></svg>text")
    assert details(parts, "title") == []
    assert body(parts) == "text"
    assert pages(parts, Layer.HIDDEN) == ["icon"]


def test_words_of_a_drawing_or_a_formula_are_the_pages(page):
    drawn = "<svg><style>a{}</style><text>12 rounds</text><text>live</text></svg>"
    parts = page(f"Chart: {drawn}<math><mi>x</mi><mo>=</mo><mn>5</mn></math>")
    assert body(parts) == "Chart:\n12 rounds\nlive\nx=5"


def test_what_pictures_show_is_told_beside_the_text(page):
    parts = page("a<img alt='Three  people' src=x.jpg><img alt='' src=y.jpg><img src=z.jpg>b")
    assert details(parts, "picture") == ["Three people"]
    assert body(parts) == "ab"


def test_what_stands_for_an_object_is_not_shown_where_the_object_is(page):
    parts = page("a<object data=film.swf>no player here</object>b")
    assert body(parts) == "ab"
    assert pages(parts, Layer.HIDDEN) == ["no player here"]


def test_what_is_not_shown_stands_apart(page):
    parts = page("a<p hidden>b<i>c</i></p><div style='Display : none'>d<p>e</p></div>f")
    assert body(parts) == "af"
    assert pages(parts, Layer.HIDDEN) == ["bc\nd\ne"]


def test_only_a_comment_that_says_something_is_kept(page):
    parts = page(
        "<!-- nav --><!--[if IE]> this page is made for old readers <![endif]-->"
        "<!-- <div class='a b c d e'></div> --><p>x<!-- the tape was not sent to the defense -->y"
    )
    assert pages(parts, Layer.COMMENT) == ["the tape was not sent to the defense"]
    assert body(parts) == "xy"


def test_files_that_are_written_into_the_page(page):
    parts = page(
        "<img src='data:image/png;base64,aGVsbG8='><a href='data:application/pdf;base64,JVBERg=='>"
        "log</a><img src='data:image/png;base64,a'>"
    )
    assert children(parts) == {"inline-1.png": b"hello", "inline-2.pdf": b"%PDF"}
    assert expected(parts, "children") == 3
    assert states(parts) == [State.PARTIAL]


WORDS = "<p>Zeuge Müller – „ja“</p>"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        WORDS.encode("cp1252"),
        b"<meta charset=iso-8859-1>" + WORDS.encode("cp1252"),
        b"<meta charset=iso-8859-1>" + WORDS.encode(),
        b"<meta charset='utf-16'>" + WORDS.encode(),
        b"<meta charset=unicode_escape>" + WORDS.encode("cp1252"),
        b"<meta charset=nonsense>" + WORDS.encode("cp1252"),
        b'<?xml version="1.0" encoding="iso-8859-1"?><html>' + WORDS.encode("cp1252"),
    ],
)
def test_encodings_declared_and_not_and_wrongly(page, data):
    assert body(page(data)) == "Zeuge Müller – „ja“"


@pytest.mark.parametrize("charset", ["shift_jis", "iso-2022-jp", "euc-jp", "koi8-r"])
def test_a_declared_encoding_that_cannot_be_told_from_the_bytes(page, charset):
    words = "Отчёт" if charset == "koi8-r" else "報告書"
    declared = f'<meta http-equiv=Content-Type content="text/html; charset={charset}">'
    assert body(page((declared + words).encode(charset))) == words


def test_nothing_can_be_nested_too_deep(page):
    parts = page("<div>x" * 100_000 + "end")
    assert body(parts).endswith("xend")
    assert states(parts) == []


def test_an_entity_of_its_own_is_not_expanded(page, tmp_path):
    (tmp_path / "secret").write_text("not for the page")
    outside = (tmp_path / "secret").as_uri()
    found = body(page(
        f"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM '{outside}'>]>"
        "<html><body>&a;&b;</body></html>"
    ))  # fmt: skip
    assert "aaaa" not in found.replace("'aaaa'", "")
    assert "not for the page" not in found


def test_bytes_that_are_no_text_say_so(page):
    assert states(page(b"<html><p>text" + bytes(range(32)) * 9)) == [State.PARTIAL]


@given(
    st.recursive(
        st.text("ab c", min_size=1, max_size=4),
        lambda inner: st.tuples(st.sampled_from(["p", "b", "td", "li", "div", "i"]),
                                st.lists(inner, max_size=3).map("".join))
        .map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>"),
        max_leaves=8,
    )
)  # fmt: skip
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_letter_is_lost_or_told_twice(page, content):
    bare = "".join(piece.split(">")[-1] for piece in content.split("<"))
    assert "".join(body(page(f"<body>{content}")).split()) == "".join(bare.split())
