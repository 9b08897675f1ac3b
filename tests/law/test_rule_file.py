"""Rule files are read strictly: every value is text, every error names its line."""

import pytest

from kyles.law import RuleFileWrong, Selector, Trust
from kyles.law.rule_file import read

GOOD = """\
format: kyles-rules/1
jurisdiction: us-xx
name: Example
courts:
  - {id: district, title: District Court, zone: America/Denver}
sources:
  one: {cite: "CPL 245.10", url: "https://example.org/245.10", checked: 2026-11-24}
expected:
  - id: us-xx.expected.trail
    when: [recording BODY-WORN, item]
    expect: [record AUDIT-TRAIL]
    says: >-
      An audit trail is ordinarily
      created.
    source: one
    trust: verified
"""


def test_a_file_is_read() -> None:
    own = read("us_xx.yaml", GOOD)
    (rule,) = own.expected
    assert (own.id, own.name, own.general) == ("us-xx", "Example", False)
    assert own.courts[0].id == "us-xx/district"
    assert rule.when == (Selector("recording", "BODY-WORN"), Selector("item"))
    assert rule.says == "An audit trail is ordinarily created."
    assert (rule.trust, rule.checked) == (Trust.VERIFIED, "2026-11-24")


@pytest.mark.parametrize("name", ["NO", "245.10", "12:30", "on", "1e3", "0x1F", "~"])
def test_every_value_is_text(name: str) -> None:
    assert read("x.yaml", GOOD.replace("name: Example", f"name: {name}")).name == name


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("format: kyles-rules/1", "format: kyles-rules/2", 1, "expected kyles-rules/1"),
        ("trust: verified", "trust: sure", 16, "'sure'; expected verified or unverified"),
        ("source: one", "source: two", 15, "one of the file's sources: one"),
        ("us-xx.expected.trail", "us-yy.expected.trail", 9, "us-xx.expected.name"),
        ("2026-11-24", "2026-02-30", 7, "a day of the calendar"),
        ("2026-11-24", "November", 7, "a date such as"),
        ("America/Denver", "Denver", 5, "a time zone such as"),
        ("https://example.org/245.10", "example.org", 7, "an address"),
        ("[record AUDIT-TRAIL]", "[]", 11, "at least one kind"),
        ("[record AUDIT-TRAIL]", "[Record]", 11, "a kind, or a kind and a value"),
        ("[record AUDIT-TRAIL]", "record", 11, "a list"),
        ("    source: one\n", "", 9, "the field 'source' in it"),
        ("    trust: verified", "    trust: verified\n    trusty: no", 17, "one of"),
        ("    trust: verified", "    trust: verified\n    trust: verified", 17, "each field once"),
        ("name: Example", "name: ''", 3, "is empty; expected text"),
        ("name: Example", "name: {a: b}", 3, "a group of fields; expected text"),
        ("name: Example", "name: Example\ngeneral: maybe", 4, "yes or no"),
    ],
)
def test_an_error_names_line_field_and_what_was_expected(
    old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(RuleFileWrong) as wrong:
        read("us_xx.yaml", GOOD.replace(old, new))
    assert str(wrong.value).startswith(f"us_xx.yaml, line {line}:")
    assert says in str(wrong.value)


def test_an_id_is_used_once() -> None:
    rule = GOOD[GOOD.index("  - id: us-xx.expected.trail") :]
    with pytest.raises(RuleFileWrong, match=r"line 17: .*another id than us-xx\.expected\.trail"):
        read("us_xx.yaml", GOOD + rule)


@pytest.mark.parametrize("text", ["", "a: [", "- one", "plain", "a: b: c", "\ta: b"])
def test_what_is_no_rule_file(text: str) -> None:
    with pytest.raises(RuleFileWrong, match=r"x\.yaml, line \d+: "):
        read("x.yaml", text)


def test_what_rests_on_a_wrong_source_or_table_is_no_further_error() -> None:
    counting = "counting:\n  days: {holidays: XX, roll: next, source: one, trust: verified}\n"
    text = GOOD.replace("https://", "").replace("expected:", f"{counting}expected:")
    with pytest.raises(RuleFileWrong) as wrong:
        read("x.yaml", text)
    assert [one.split(":")[0] for one in wrong.value.problems] == [
        "x.yaml, line 7",
        "x.yaml, line 9",
    ]


@pytest.mark.parametrize("name", ["GB-ENG", "AU-NSW", "CA-ON", "US"])
def test_a_calendar_of_any_country(name: str) -> None:
    counting = (
        f"counting:\n  days: {{holidays: {name}, roll: next, source: one, trust: unverified}}\n"
    )
    own = read("x.yaml", GOOD.replace("expected:", f"{counting}expected:"))
    assert own.counting[0].holidays == name
