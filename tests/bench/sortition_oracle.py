"""Runs in an environment of its own: maximin of the package sortition-algorithms (GPL-3), asked as an oracle.

Reads features (CSV), people (CSV) and seats from standard input as JSON; writes seconds and everybody's
chance as JSON. Nothing of this package is imported by the product.
"""

import csv
import io
import json
import sys
import time

import sortition_algorithms as oracle
from sortition_algorithms.committee_generation import find_distribution_maximin


def main() -> None:
    asked = json.load(sys.stdin)
    settings = oracle.Settings(id_column="code", columns_to_keep=[])
    features_rows = list(csv.DictReader(io.StringIO(asked["features"])))
    people_rows = list(csv.DictReader(io.StringIO(asked["people"])))
    features, feature_column, _ = oracle.read_in_features(list(features_rows[0]), features_rows, asked["seats"])
    people, _ = oracle.read_in_people(list(people_rows[0]), people_rows, features, settings, feature_column)
    started = time.process_time()
    panels, chances, _ = find_distribution_maximin(features, people, asked["seats"], [])
    seconds = time.process_time() - started
    found = dict.fromkeys((row["code"] for row in people_rows), 0.0)
    for panel, chance in zip(panels, chances, strict=True):
        for code in panel:
            found[code] += chance
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "chances": found}))


if __name__ == "__main__":
    main()
