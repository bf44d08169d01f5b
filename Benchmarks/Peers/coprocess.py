"""Our side: the executable `PeerWork`, started once and asked one line at a time.

| line     | answer, one line                            |
|----------|---------------------------------------------|
| `list`   | the names it knows, separated by spaces     |
| `WORK N` | wall nanoseconds of the timed part, integer |

`error STATISTIC FILE LOWER UPPER EPSILON RUNS TRUTH` and `quantile-QUESTION RUNS EPSILON` are answered with a
root-mean-square error over RUNS releases; FILE holds the values as doubles.

It ends when its standard input ends.
"""

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from accuracy import Question

Number = TypeVar("Number", int, float)


class CoProcessError(Exception):
    """The co-process ended, or answered something else than the protocol says."""


class CoProcess:
    def __init__(self, executable: str) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([executable], stdin=pipe, stdout=pipe, text=True)
        self.works = frozenset(self._ask("list").split())

    def nanoseconds(self, work: str, count: int) -> int:
        return max(1, self._number(int, f"{work} {count}"))

    def error(self, work: str, runs: int, epsilon: float) -> float:
        return self._number(float, f"{work} {runs} {epsilon}")

    def error_of(self, question: "Question", file: Path, epsilon: float, runs: int) -> float:
        bounds = f"{question.lower} {question.upper}"
        request = f"error {question.statistic} {file} {bounds} {epsilon} {runs} {question.truth()}"
        return self._number(float, request)

    def _number(self, kind: Callable[[str], Number], request: str) -> Number:
        answer = self._ask(request)
        try:
            return kind(answer)
        except ValueError:
            raise CoProcessError(f"{request!r} was answered by {answer!r}") from None

    def _ask(self, request: str) -> str:
        assert self._process.stdin and self._process.stdout
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(request + "\n")
            self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise CoProcessError(f"it ended at {request!r}")
        return answer.strip()

    def __enter__(self) -> "CoProcess":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
