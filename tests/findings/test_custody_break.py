"""Gaps in who had a thing, as custody logs tell it; and logs without any."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges .45" incident 21-0886
      table  custody.csv "{rows}"
"""
HEAD = "Item No.,Date and time,Action,Released by,Received by,Location,Seal,Qty"
IN = "03/06/2024 15:10,Received,Wendell Pike,Peggy Lund,Vault C4"
OUT = "04/03/2024 09:00,Checked out,Peggy Lund,Carla Moss,"


def told(*rows):
    log = [HEAD, *(f"2024-0311,{row}" for row in rows)]
    return OPENING.format(rows="\n".join(log))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((IN, OUT, "04/10/2024 11:00,Returned,Neil Abbot,Peggy Lund,Vault C4"),
         ("received by Carla Moss on 2024-04-03; the next to release it is Neil Abbot on"
          " 2024-04-10")),
        ((IN, "04/03/2024 09:00,Released,Peggy Lund,,"),
         "released by Peggy Lund on 2024-04-03; nobody is recorded as receiving it"),
        ((IN, "04/03/2024,Released,P. Lund,,", "04/05/2024,Received,Carla Moss,Ida Fenn,"),
         "released by P. Lund on 2024-04-03; nobody is recorded as receiving it"),
        ((f"{IN},,24", f"{OUT},,23"), "24 on 2024-03-06, and 23 on 2024-04-03"),
        ((f"{IN},1041", f"{OUT},2077"),
         "seal 1041 on 2024-03-06, and seal 2077 on 2024-04-03, with no opening recorded"),
        ((IN, "04/03/2024,Destroyed,,,", "05/01/2024,Checked out,Peggy Lund,Carla Moss,"),
         "recorded as disposed of on 2024-04-03, and as checked out on 2024-05-01"),
    ],
)  # fmt: skip
def test_a_gap(matter, rows, says):
    small = matter(told(*rows))
    assert small.lines("custody_break") == ["2 custody_break  2024-0311"]
    one = small.finding("custody_break")
    assert one.says == f"“box of 24 cartridges .45” (item 2024-0311): {says}"
    assert all(place.reading == "row" for place in one.sources)


@pytest.mark.parametrize(
    "rows",
    [
        (IN, OUT, "04/10/2024 11:00,Returned,Det. Moss,Peggy Lund,Vault C4"),
        (IN, OUT, "04/10/2024 11:00,Returned,MOSS CARLA,Peggy Lund,Vault C4"),
        (IN, "04/03/2024,Transferred,Someone Else,State Crime Laboratory,",
         "04/09/2024,Transferred,Ida Fenn,Property room,"),
        (IN, "04/03/2024,Released,P. Lund,,", "04/03/2024,Received,,Ida Fenn,"),
        (f"{IN},1041", "04/03/2024,Examined,Peggy Lund,Ida Fenn,,2077"),
        (OUT, IN),
    ],
)  # fmt: skip
def test_no_gap(audit, rows):
    assert audit(told(*rows), "custody_break") == []


def test_two_gaps_are_one_finding(matter):
    small = matter(told(f"{IN},1041,24", "04/03/2024,Released,Peggy Lund,,,2077",
                        "04/10/2024,Checked in,Carla Moss,Peggy Lund,Vault C4,,23"))  # fmt: skip
    one = small.finding("custody_break")
    assert one.says.endswith("with no opening recorded; and 1 more gap")
    assert len(one.sources) == 3


def test_a_log_tells_of_a_thing_and_its_facts_stay_the_lists(matter):
    small = matter(told(IN, OUT))
    assert small.lines("count_mismatch") == []
    assert small.lines("held_not_disclosed") == ["1 held_not_disclosed  2024-0311  Harlan"]
    before = small.finding("held_not_disclosed").digest
    small.tell("""
        holder Sheriff, later
          table more.csv "Item No.,Date,Released by,Received by" "2024-0311,05/01/2024,A. Poe,B. R."
    """)
    assert small.finding("held_not_disclosed").digest == before


def test_things_that_only_a_log_names_are_things(matter):
    small = matter("""
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Sheriff, a log
          table  log.csv "Item No.,Date,Released by,Received by" "T-0001,05/01/2024,A. Poe,B. Roe"
    """)  # fmt: skip
    assert small.lines("held_not_disclosed") == ["1 held_not_disclosed  T-0001  Harlan"]
    small.tell("""
        holder   Sheriff, property room
          thing  T-0001 "a red bicycle" incident 21-0886
    """)
    assert "“a red bicycle” (item T-0001)" in small.says("held_not_disclosed")[0]
    with small.store() as store:
        size = store.view().size
    small.tell("""
        holder   Sheriff, a log
          table  log.csv "Item No.,Date,Released by,Received by" "T-0001,05/01/2024,A. Poe,B. Roe"
    """)  # fmt: skip
    with small.store() as store:
        assert store.view().size == size
