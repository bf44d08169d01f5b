"""Many processes that pay from one durable budget, by the command `dp`, whose path is in the environment variable DP."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

DATA = Path(__file__).parents[3] / "Examples" / "nhanes-2017-2018.csv"
REFUSED = 77


def why_not() -> Optional[str]:
    """Why this can't run, or None."""
    if not os.environ.get("DP"):
        return "DP doesn't name the command dp"
    if dp("budget", "--help").returncode:
        return "dp has no command budget"
    return None


def dp(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([os.environ["DP"], *arguments], capture_output=True, text=True)


@contextmanager
def account(epsilon: str) -> Iterator[list[str]]:
    """The options that name a new account with a limit."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--ledger", f"{folder}/privacy.sqlite", "--account", "people"]
        made = dp("budget", "create", *options, "--epsilon", epsilon)
        if made.returncode:
            raise RuntimeError(made.stderr)
        yield options


def ask(options: list[str], epsilon: str) -> Optional[str]:
    """A count, or None if it is refused."""
    asked = dp("count", "--epsilon", epsilon, *options, str(DATA))
    if asked.returncode == REFUSED:
        return None
    if asked.returncode:
        raise RuntimeError(asked.stderr)
    return asked.stdout


def granted(limit: str, cost: str, requests: int, at_once: int) -> int:
    """How many of some requests, so many of them at a time, a new account grants."""
    with account(limit) as options, ThreadPoolExecutor(at_once) as workers:
        return sum(answer is not None for answer in workers.map(lambda _: ask(options, cost), range(requests)))


def answers_under_one_key(looks: int) -> tuple[set[str], bool]:
    """What a request says that is repeated with one key, and whether the account, which has enough for one, refuses
    another key."""
    with account("0.1") as options:
        answers = {ask([*options, "--key", "first"], "0.1") or "refused" for _ in range(looks)}
        return answers, ask([*options, "--key", "second"], "0.1") is None
