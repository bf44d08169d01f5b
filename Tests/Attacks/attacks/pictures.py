"""Pictures of docs/: holes in the last digits, time against noise, parity of a count. Usage: python -m attacks.pictures FILE...

Colours are Okabe and Ito's, which colour-blind readers tell apart; hatches and markers do in print without colour.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Optional

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

from .low_bits import LEAST_DIGIT  # noqa: E402

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
ROWS: list[dict[str, Any]] = []

plt.rcParams.update({
    "font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "attacks",
    "svg.fonttype": "none", "font.family": "sans-serif", "legend.frameon": False, "axes.titlesize": 10,
    "figure.facecolor": "white"})


def picture(attack: str, library: str, subject: Optional[str] = None) -> Optional[dict[str, Any]]:
    """The figures of the first such row."""
    return next((
        row["picture"] for row in ROWS
        if row["attack"] == attack and row["library"] == library and row["picture"]
        and (subject is None or row["subject"] == subject)), None)


def save(figure: plt.Figure, name: str) -> None:
    figure.savefig(PICTURES / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def last_digits() -> None:
    shown = (
        ("numpy", "x + Laplace", "numpy, x + Laplace"), ("diffprivlib", "Laplace", "diffprivlib, Laplace"),
        ("ours", "LaplaceMechanism", "this library, LaplaceMechanism"))
    figure, axes = plt.subplots(3, 1, figsize=(6.4, 5.4), sharex=True, sharey=True)
    for axis, (library, subject, title) in zip(axes, shown):
        shares = picture("low-bits", library, subject)
        if shares is None:
            return
        digits = np.arange(len(shares["0"])) + LEAST_DIGIT
        axis.bar(digits - 0.2, shares["0"], 0.4, color=BLUE, label="input 0")
        axis.bar(digits + 0.2, shares["1"], 0.4, color=ORANGE, hatch="////", edgecolor="white", lw=0, label="input 1")
        axis.set_yscale("log")
        axis.set_ylim(1e-6, 1)
        axis.set_title(title)
    axes[0].legend()
    axes[1].set_ylabel("share of all answers")
    axes[2].set_xlabel("k: the last binary digit of an answer between −1/2 and 1/2 stands for 2^−k")
    figure.tight_layout()
    save(figure, "holes-in-the-last-digits")


def time_of_noise() -> None:
    shown = (
        ("ours", None, "this library, Laplace", BLUE, "o", "-"), ("PyDP", None, "PyDP, Laplace", VERMILION, "s", "--"),
        ("OpenDP", None, "OpenDP, Laplace", GREEN, "^", "-."),
        ("diffprivlib", None, "diffprivlib, discrete Gaussian", ORANGE, "D", ":"))
    figure, axis = plt.subplots(figsize=(6.4, 3.6))
    for library, subject, label, color, marker, line in shown:
        curve = picture("timing", library, subject)
        if curve is not None:
            places = (np.arange(len(curve["curve"])) + 0.5) / len(curve["curve"])
            axis.plot(places, curve["curve"], marker=marker, ls=line, ms=4, lw=1.2, color=color, label=label)
    axis.set_xlabel("size of the noise, as a rank: 0 the smallest, 1 the largest")
    axis.set_ylabel("median time of a call,\nover that of all calls")
    axis.legend()
    save(figure, "time-of-noise")


def parity() -> None:
    figure, axis = plt.subplots(figsize=(6.4, 2.6))
    for place, (library, label) in enumerate((("PyDP", "PyDP"), ("ours", "this library"))):
        shares = picture("count-parity", library)
        if shares is None:
            return
        for which, (share, color, hatch) in enumerate(zip(shares["odd"], (BLUE, ORANGE), ("", "////"))):
            axis.barh(
                place + 0.2 * (1 - 2 * which), share, 0.36, color=color, hatch=hatch, edgecolor="white", lw=0,
                label=f"{100 + which} entries" if place == 0 else None)
            axis.text(share + 0.01, place + 0.2 * (1 - 2 * which), f"{share:.3f}", va="center")
    axis.set_yticks([0, 1], ["PyDP", "this library"])
    axis.set_xlim(0, 1)
    axis.set_xlabel("share of means whose distance from 1/2 is a fraction with an odd denominator")
    axis.legend(loc="lower right")
    save(figure, "parity-of-a-count")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        ROWS += json.loads(Path(name).read_text())["rows"]
    last_digits()
    time_of_noise()
    parity()
