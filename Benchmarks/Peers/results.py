"""Writing one section of RESULTS.md, and naming the machine it comes from."""

import datetime
import importlib.metadata
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

HEADER = """# Benchmark results

Absolute figures move with the machine: compare the ratios inside one run.
"""

PACKAGES = ("numpy", "python-dp", "opendp", "diffprivlib")


def write_section(file: Path, name: str, body: str) -> None:
    """Replaces what stands between the markers of `name`, or adds it at the end."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    text = file.read_text() if file.exists() else HEADER
    before, found, rest = text.partition(begin)
    if found:
        text = before + section + rest.partition(end)[2]
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    file.write_text(text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---"] * len(header)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))


def machine() -> str:
    """One line: processor, cores, system, versions, date."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    python = f"Python {platform.python_version()}"
    today = datetime.date.today().isoformat()
    return "; ".join((processor(), f"{os.cpu_count()} cores", system(), python, *packages, today))


def processor() -> str:
    try:
        facts = dict(re.findall(r"^([\w ]+?)\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M))
    except FileNotFoundError:
        return platform.processor()
    if "model name" not in facts:
        return platform.machine()
    return f"{facts['model name']} (family {facts['cpu family']}, model {facts['model']})"


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
