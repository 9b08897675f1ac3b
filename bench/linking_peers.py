"""The items of `linking.py --write OUT` ranked by others: `python bench/linking_peers.py OUT`.

Needs scikit-learn, pandas and splink (with its DuckDB), none of which the product uses:

    python -m venv peers && peers/bin/pip install scikit-learn pandas splink
    peers/bin/python bench/linking_peers.py OUT

Exact numbers: the incident whose number the item has. TF-IDF: cosine of an item's row and an
incident's report and rows, of words and of three to five characters. splink: its own comparisons
and training with default settings, one record for each person of an incident.
"""

import argparse
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from ranks import figures
from sklearn.feature_extraction.text import TfidfVectorizer

Row = Mapping[str, Any]
Rankings = list[list[tuple[str, float]]]
TOLD = ("description", "serial", "received_from", "collected_by", "note")


def words(row: Row) -> str:
    return " ".join(row.get(name, "") for name in TOLD)


def story(one: Row) -> str:
    return " ".join((one["report"], one["place"], *map(words, one["rows"])))


def exact(incidents: Sequence[Row], lost: Sequence[Row]) -> Rankings:
    numbers = {one["number"] for one in incidents}
    return [[(one["row"]["incident"], 1.0)] if one["row"]["incident"] in numbers else []
            for one in lost]  # fmt: skip


def tfidf(incidents: Sequence[Row], lost: Sequence[Row], **settings: Any) -> Rankings:
    vectors = TfidfVectorizer(sublinear_tf=True, **settings)
    stories = vectors.fit_transform([story(one) for one in incidents])
    alike = (vectors.transform([words(one["row"]) for one in lost]) @ stories.T).toarray()
    keys = [one["number"] for one in incidents]
    return [sorted(zip(keys, map(float, line), strict=True), key=lambda told: -told[1])
            for line in alike]  # fmt: skip


def splink(incidents: Sequence[Row], lost: Sequence[Row]) -> Rankings:
    import splink as product
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger(product.__name__).setLevel(logging.ERROR)
    left = pd.DataFrame(list(_items(lost)))
    right = pd.DataFrame(list(_people(incidents)))
    rules = [block_on("last"), block_on("officer"), block_on("place"), block_on("thing")]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.NameComparison("first"), compare.NameComparison("last"),
            compare.JaroWinklerAtThresholds("officer", 0.9),
            compare.JaroWinklerAtThresholds("place", 0.9),
            compare.JaroWinklerAtThresholds("thing", 0.9),
        ],
        blocking_rules_to_generate_predictions=rules,
    )  # fmt: skip
    api = DuckDBAPI()
    tables = (
        [api.register(left), api.register(right)] if hasattr(api, "register") else [left, right]
    )
    linker = Linker(tables, settings) if hasattr(api, "register") else Linker(tables, settings, api)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in rules[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    told = linker.inference.predict(threshold_match_probability=0.0).as_pandas_dataframe()
    best: list[dict[str, float]] = [{} for _ in lost]
    for row in told.itertuples():
        ids = sorted((row.unique_id_l, row.unique_id_r))  # "item 7" before "person 12 3"
        item, key = int(ids[0].split()[1]), ids[1].split()[1]
        number = incidents[int(key)]["number"]
        best[item][number] = max(best[item].get(number, -1e9), row.match_weight)
    return [sorted(scores.items(), key=lambda told: -told[1]) for scores in best]


def _items(lost: Sequence[Row]) -> Iterator[Row]:
    for at, one in enumerate(lost):
        row = one["row"]
        yield _record(f"item {at}", row["received_from"], row["collected_by"],
                      row["note"].removeprefix("from "), row["description"])  # fmt: skip


def _people(incidents: Sequence[Row]) -> Iterator[Row]:
    for at, one in enumerate(incidents):
        things = [row["description"] for row in one["rows"]] or [""]
        for person, name in enumerate(one["people"]):
            for line, thing in enumerate(things):
                key = f"person {at} {person} {line}"
                yield _record(key, name, one["officer"], one["place"], thing)


def _record(key: str, name: str, officer: str, place: str, thing: str) -> Row:
    first, _, last = name.partition(" ")
    told = {"first": first, "last": last, "officer": officer, "place": place, "thing": thing}
    return {"unique_id": key, **{name: value.upper() or None for name, value in told.items()}}


PEERS = {
    "exact number": exact,
    "TF-IDF, words": tfidf,
    "TF-IDF, characters": lambda one, other: tfidf(one, other, analyzer="char_wb",
                                                   ngram_range=(3, 5)),
    "splink": splink,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    print("| | seed | R@1 | R@5 | R@20 | precision at recall .8 | at .9 |")
    print("|---|---|---|---|---|---|---|")
    for path in sorted(told.folder.glob("*.json"), key=lambda one: int(one.stem)):
        data = json.loads(path.read_text("utf-8"))
        truths = [one["truth"] for one in data["lost"]]
        for name, rank in PEERS.items():
            rankings = rank(data["incidents"], data["lost"])
            print(f"| {name} | {path.stem} | {figures(rankings, truths)} |")


if __name__ == "__main__":
    main()
