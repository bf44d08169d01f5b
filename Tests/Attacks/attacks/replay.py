"""Noise that is drawn when somebody looks, and again when somebody looks again."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator

from . import ledger
from .row import Effort, Row, not_run

NAME = "replay"
SUMMARY = "A second look at a lazily computed release draws its noise anew (observed in PipelineDP 0.3.1 on Spark)"
LOOKS = 5
MEASURE = f"different answers of one release that was charged once, looked at {LOOKS} times"


def controls(effort: Effort) -> Iterator[Row]:
    subject = "count on Spark"
    if not shutil.which("java"):
        yield not_run(NAME, "PipelineDP", subject, "there is no Java")
    elif not importlib.util.find_spec("pyspark"):
        yield not_run(NAME, "PipelineDP", subject, "there is no pyspark")
    else:
        answers = spark()
        yield Row(
            NAME, "PipelineDP", subject, len(set(answers)), 1, MEASURE, len(set(answers)) == 1,
            note="collect() answered " + ", ".join(f"{answer:.1f}" for answer in answers) + "; the truth is 1000")


def spark() -> list[float]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pipeline_dp
    from pyspark import SparkConf, SparkContext

    quiet = SparkConf().set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    context = SparkContext("local[1]", "replay", conf=quiet.set("spark.log.level", "ERROR"))
    try:
        budget = pipeline_dp.NaiveBudgetAccountant(total_epsilon=1, total_delta=1e-6)
        engine = pipeline_dp.DPEngine(budget, pipeline_dp.SparkRDDBackend(context))
        counts = engine.aggregate(
            context.parallelize([(person, "all", 1.0) for person in range(1000)]),
            pipeline_dp.AggregateParams(
                noise_kind=pipeline_dp.NoiseKind.LAPLACE, metrics=[pipeline_dp.Metrics.COUNT],
                max_partitions_contributed=1, max_contributions_per_partition=1),
            pipeline_dp.DataExtractors(
                privacy_id_extractor=lambda row: row[0], partition_extractor=lambda row: row[1],
                value_extractor=lambda row: row[2]),
            public_partitions=["all"])
        budget.compute_budgets()
        return [counts.collect()[0][1].count for _ in range(LOOKS)]
    finally:
        context.stop()


def ours(effort: Effort) -> Iterator[Row]:
    from pydp.algorithms.laplacian import Count

    count = Count(1.0)
    count.add_entries(range(1000))
    answers = []
    for _ in range(LOOKS):
        try:
            answers.append(count.result())
        except RuntimeError:
            pass
    spent = count.spent.epsilon
    yield Row(
        NAME, "ours", "Count, result() called again", len(answers), 1, MEASURE, len(answers) == 1 and spent == 1,
        note=f"the first call answers, {LOOKS - len(answers)} more are refused; epsilon spent: {spent:g}")

    subject, why = "dp --ledger --key, run again", ledger.why_not()
    if why:
        yield not_run(NAME, "ours", subject, why)
        return
    texts, is_spent = ledger.answers_under_one_key(LOOKS)
    yield Row(
        NAME, "ours", subject, len(texts), 1, MEASURE, len(texts) == 1 and is_spent,
        note="another key is refused afterwards: the one charge stands" if is_spent else "another key is answered, too")
