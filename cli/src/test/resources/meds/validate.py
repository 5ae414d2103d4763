"""Checks a folder against the schemas that the package meds publishes. Usage: validate.py FOLDER"""

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
from meds import (
    CodeMetadataSchema,
    DataSchema,
    DatasetMetadataSchema,
    LabelSchema,
    SubjectSplitSchema,
)

root = Path(sys.argv[1])
subjects = set()
codes = set()
for shard in sorted(root.glob("data/**/*.parquet")):
    table = pq.read_table(shard)
    DataSchema.validate(table)
    ids = table["subject_id"].to_pylist()
    times = table["time"].to_pylist()
    rows = [(s, t is not None, t) for s, t in zip(ids, times)]
    assert all(a[:2] <= b[:2] and (a[:2] != b[:2] or a[2] is None or a[2] <= b[2]) for a, b in zip(rows, rows[1:])), shard
    assert subjects.isdisjoint(ids), "a subject is in two shards"
    subjects.update(ids)
    codes.update(table["code"].to_pylist())
described = pq.read_table(root / "metadata/codes.parquet")
CodeMetadataSchema.validate(described)
assert codes == set(described["code"].to_pylist()), "codes.parquet"
splits = pq.read_table(root / "metadata/subject_splits.parquet")
SubjectSplitSchema.validate(splits)
assert subjects == set(splits["subject_id"].to_pylist()), "subject_splits.parquet"
DatasetMetadataSchema.validate(json.loads((root / "metadata/dataset.json").read_text()))
for labels in root.glob("labels/**/*.parquet"):
    LabelSchema.validate(pq.read_table(labels))
print(len(subjects), "subjects")
