"""The pictures of docs/, as SVG. Usage: make.py DRAWS TIMES   DRAWS: the program beside; TIMES: what timing.py wrote.

Colours are Okabe and Ito's, which colour-blind readers tell apart; markers and hatches do in print without colour.
"""

import json
import subprocess
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

BLUE, ORANGE, GREEN, VERMILION, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#555555"
HERE = Path(__file__).parent
DRAWS, TIMES = sys.argv[1], Path(sys.argv[2])

plt.rcParams.update({
    "font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "docs", "svg.fonttype": "none",
    "font.family": "sans-serif", "legend.frameon": False, "axes.titlesize": 10, "figure.facecolor": "white",
})  # fmt: skip


def ours(law: str, parameter: str, count: int, kind: type) -> np.ndarray:
    command = [DRAWS, law, parameter, str(count)]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, dtype=kind)


def save(figure: plt.Figure, name: str) -> None:
    figure.savefig(HERE / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def exact_law(scale: int = 10, count: int = 1_000_000, reach: int = 80) -> None:
    """Counts of drawn values over the exact mass, and how far off in standard deviations."""
    drawn = ours("geometric", str(scale), count, np.int64)
    values = np.arange(-reach, reach + 1)
    q = np.exp(-1 / scale)
    mass = (1 - q) / (1 + q) * q ** np.abs(values)
    counts = np.array([(drawn == value).sum() for value in values])
    off = (counts - count * mass) / np.sqrt(count * mass * (1 - mass))

    figure, (top, bottom) = plt.subplots(2, 1, figsize=(6.4, 4.6), sharex=True, height_ratios=(3, 1))
    seen = counts > 0
    top.plot(values[seen], counts[seen] / count, "o", ms=3.2, color=ORANGE, label=f"drawn, {count:,} times")
    top.plot(values, mass, "-", lw=1.2, color=BLUE, label="exact probability")
    top.set_yscale("log")
    top.set_ylabel("probability of the value")
    top.legend()
    top.set_title(f"Discrete Laplace noise of scale {scale}")
    bottom.axhspan(-3, 3, color=GREY, alpha=0.12, lw=0)
    bottom.axhline(0, color=BLUE, lw=1)
    bottom.plot(values, off, "o", ms=2.5, color=ORANGE)
    bottom.set_ylim(-5, 5)
    bottom.set_yticks([-3, 0, 3])
    bottom.set_ylabel("drawn − exact,\nstandard deviations")
    bottom.set_xlabel("value of the noise")
    figure.align_ylabels()
    save(figure, "exact-law")


SHOWN = (
    ("ours", "discrete Laplace, inversion", "10", "portable", "this library, discrete Laplace", BLUE, "o", "-"),
    ("PyDP", "geometric", "10", None, "PyDP, geometric", VERMILION, "s", "--"),
    ("OpenDP", "discrete Laplace", "10", None, "OpenDP, discrete Laplace", GREEN, "^", "-."),
    ("diffprivlib", "discrete Gaussian", "7", None, "diffprivlib, discrete Gaussian", ORANGE, "D", ":"),
)


def time_against_noise() -> None:
    """The median time of the draws in each twentieth of |noise|."""
    if not TIMES.exists():
        print(f"no {TIMES}: the picture of times stays as it is")
        return
    rows = json.loads(TIMES.read_text())
    figure, axes = plt.subplots(figsize=(6.4, 3.6))
    for who, what, scale, how, label, color, marker, line in SHOWN:
        for row in rows:
            if (row["who"], row["what"], row["scale"]) == (who, what, scale) and how in (None, row["how"]):
                curve = 100 * np.array(row["curve"])
                places = (np.arange(curve.size) + 0.5) * 100 / curve.size
                label = f"{label} ({row['spearman']:+.3f})".replace("-", "−")
                axes.plot(places, curve, line, marker=marker, ms=4, lw=1.3, color=color, label=label)
                break
    axes.set_xlabel("size of the noise: percentile of |noise|")
    axes.set_ylabel("median time of a draw,\n% of the median of all")
    axes.set_xlim(0, 100)
    axes.set_title("Does large noise take longer to draw?")
    axes.legend(loc="upper left", fontsize=9, title="rank correlation with the time in brackets", title_fontsize=9, alignment="left")
    save(figure, "time-against-noise")


def lowest_bit(answers: np.ndarray) -> np.ndarray:
    """The exponent of the lowest bit that is set."""
    fraction, exponent = np.frexp(answers)
    digits = np.abs(np.ldexp(fraction, 53)).astype(np.int64)
    return exponent - 53 + np.log2(digits & -digits).astype(int)


def holes(count: int = 1_000_000) -> None:
    """Where the last digit of a noisy answer stands, for two neighbouring true values."""
    from diffprivlib.mechanisms import Laplace

    generator = np.random.default_rng()
    peer = Laplace(epsilon=1.0, sensitivity=1.0)
    sources = {
        "numpy: x + laplace()": lambda x: x + generator.laplace(size=count),
        "diffprivlib: Laplace": lambda x: np.array([peer.randomise(x) for _ in range(count // 5)]),
        "this library: LaplaceMechanism": lambda x: ours("laplace", str(x), count, np.float64),
    }
    figure, panels = plt.subplots(3, 1, figsize=(6.4, 5.6), sharex=True)
    places = np.arange(-58, -29)
    for axes, (title, draw) in zip(panels, sources.items()):
        for x, shift, color, hatch in ((0.0, -0.2, BLUE, ""), (1.0, 0.2, ORANGE, "////")):
            answers = draw(x)
            bits = lowest_bit(answers[(answers >= 0.25) & (answers < 0.5)])
            share = [100 * np.mean(bits == place) for place in places]
            axes.bar(places + shift, share, 0.4, color=color, hatch=hatch, edgecolor="white", lw=0.3, label=f"true value {x:.0f}")
        axes.set_title(title, loc="left")
        axes.set_ylim(0, 62)
    for axes, height in ((panels[0], 50), (panels[1], 36)):
        axes.annotate(
            "only if the true value is 0", (-54.5, height - 2), (-57.8, 54), fontsize=9, color=GREY,
            arrowprops={"arrowstyle": "-", "color": GREY, "lw": 0.8},
        )  # fmt: skip
    panels[0].legend(loc="upper right")
    panels[1].set_ylabel("share of the answers between ¼ and ½, %")
    panels[2].set_xlabel("place of the last binary digit that is 1 (−40: the digit worth 2$^{-40}$)")
    figure.tight_layout()
    save(figure, "last-digits")


if __name__ == "__main__":
    exact_law()
    holes()
    time_against_noise()
