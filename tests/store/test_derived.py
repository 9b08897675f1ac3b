"""What can be made again is kept in parts, forgotten when it is old, and never needed."""

from kyles.store import Store, database, derived, open_matter_folder


def test_what_is_kept_is_recalled(store: Store):
    derived.keep(store, {"a:1": [1, "é"], "a:2": {"x": None}})
    assert derived.recall(store, ["a:1", "a:2", "a:3"]) == {"a:1": [1, "é"], "a:2": {"x": None}}


def test_a_long_list_is_made_once(store: Store):
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return list(range(derived.PART * 2 + 1))

    for _ in range(2):
        assert list(derived.remember(store, "coverage:x", make)) == make()
    assert len(made) == 3
    (parts,) = store.connection.execute("SELECT count(*) FROM derived").fetchone()
    assert parts == 3


def test_an_empty_list_is_made_once_too(store: Store):
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return []

    assert list(derived.remember(store, "coverage:x", make)) == []
    assert list(derived.remember(store, "coverage:x", make)) == []
    assert made == [1]


def test_old_results_of_a_topic_are_forgotten_and_others_are_not(store: Store):
    derived.keep(store, {"mentions:1": [1]})
    for number in range(derived.REMEMBERED + 5):
        list(derived.remember(store, f"coverage:{number:02}", lambda: [1]))
    kept = [key for (key,) in store.connection.execute("SELECT key FROM derived ORDER BY rowid")]
    assert kept == ["mentions:1", *[f"coverage:{number:02}" for number in range(5, 21)]]


def test_beside_a_long_transaction_it_is_only_made_again(store: Store):
    store.connection.execute("PRAGMA busy_timeout = 20")
    with open_matter_folder(store.folder) as other, database.transaction(other.connection):
        assert list(derived.remember(store, "coverage:x", lambda: [1, 2])) == [1, 2]
        derived.keep(store, {"a:1": 1})
    assert derived.recall(store, ["coverage:x", "a:1"]) == {}
