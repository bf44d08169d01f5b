"""What takes part in a measurement, and the interleaved measurement itself."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coprocess import CoProcessError

REPEATS = 7


@dataclass(frozen=True)
class Contender:
    """One way to do a work: `nanoseconds` does it once and returns the wall time of it."""

    column: str
    samples: int
    nanoseconds: Callable[[], int]

    @classmethod
    def timing(cls, column: str, samples: int, call: Callable[[], object]) -> "Contender":
        def nanoseconds() -> int:
            start = time.perf_counter_ns()
            call()
            return time.perf_counter_ns() - start

        return cls(column, samples, nanoseconds)

    @classmethod
    def calling(cls, column: str, samples: int, draw: Callable[[], object]) -> "Contender":
        """A library without a bulk interface: one call a sample."""

        def loop() -> None:
            for _ in range(samples):
                draw()

        return cls.timing(column, samples, loop)


def interleave(contenders: Sequence[Contender], warm: bool) -> dict[str, float | str]:
    """Median nanoseconds a sample by column, or the name of the error that took a contender out.

    The contenders take turns, so that a change of the machine's speed meets all of them. With
    `warm`, each timed call follows an untimed one of the same contender: what the others left in
    the caches doesn't matter.
    """
    times: dict[str, list[float]] = {contender.column: [] for contender in contenders}
    failures: dict[str, str] = {}
    for turn in range(REPEATS + 1):
        for contender in contenders:
            if contender.column in failures:
                continue
            try:
                if warm:
                    contender.nanoseconds()
                spent = contender.nanoseconds()
            except CoProcessError:
                raise  # without ours there is nothing to compare
            except Exception as error:
                failures[contender.column] = f"failed: {type(error).__name__}"
                print(f"  {contender.column}: {error}", flush=True)
            else:
                if turn > 0:  # the first turn sets things up
                    times[contender.column].append(spent / contender.samples)
    medians = {column: statistics.median(spent) for column, spent in times.items() if spent}
    return medians | failures
