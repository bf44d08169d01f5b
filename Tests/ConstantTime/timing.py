"""Time against noise, ours and the peers', as one table; its figures for pictures as JSON.

Usage: timing.py FOLDER MARKDOWN CALLS   FOLDER: what timing.c wrote; CALLS: draws from each peer.

For single draws of |noise| x_i that took y_i:

  Spearman  the rank correlation of x and y, ties at their mean rank. If noise is independent of time, all orders of the
            x are equally likely whatever the y are (so load and drift of the machine don't matter), and its standard
            deviation is 1/sqrt(N - 1): at N = 10^6, |.| >= 0.006 has a chance of 2e-9.
  Welch t   between the times of the smallest and the largest quarter of |x|, of times below the 90th percentile of all
            (what the scheduler and interrupts add lies above): |t| >= 6 has a chance of 2e-9.

For batches on prepared tapes: Welch t of the times of random words against words that make large and small noise, below
the 80th percentile; the larger of the two. Ours must be within all three, and a planted leak beyond all three; peers are shown beside.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

import timing_peers

SIGMAS = 6.0
BINS = 20


def spearman(noise: np.ndarray, times: np.ndarray) -> float:
    return float(np.corrcoef(rankdata(np.abs(noise)), rankdata(times))[0, 1])


def welch(first: np.ndarray, second: np.ndarray) -> float:
    error = np.sqrt(first.var(ddof=1) / first.size + second.var(ddof=1) / second.size)
    return float((second.mean() - first.mean()) / error)


def small_and_large(noise: np.ndarray, times: np.ndarray) -> float:
    size = np.abs(noise)
    small, large = size <= np.quantile(size, 0.25), size >= np.quantile(size, 0.75)
    fast = times < np.quantile(times, 0.9)
    return welch(times[fast & small], times[fast & large])


def classes(label: np.ndarray, times: np.ndarray) -> float:
    fast = times < np.quantile(times, 0.8)
    by_class = [times[fast & (label == which)] for which in range(3)]
    return max((welch(by_class[0], by_class[k]) for k in (1, 2)), key=abs)


def curve(noise: np.ndarray, times: np.ndarray) -> list[float]:
    """Median times of the draws in each twentieth of |noise|, over the median of all."""
    order = np.argsort(np.abs(noise), kind="stable")
    return [float(np.median(part) / np.median(times)) for part in np.array_split(times[order], BINS)]


def ours(folder: Path) -> list[dict]:
    rows: dict[tuple[str, ...], dict] = {}
    for line in (folder / "index").read_text().splitlines():
        number, kind, back_end, scale, name = line.split("\t")
        first, times = np.fromfile(folder / f"{number}.i64", dtype=np.int64).reshape(-1, 2).T
        row = rows.setdefault((name, scale, back_end), {"who": "ours", "what": name, "scale": scale_name(scale), "how": back_end})
        if kind == "single":
            row |= single(first, times)
        else:
            row["tapes"] = classes(first, times)
    return list(rows.values())


def single(noise: np.ndarray, times: np.ndarray) -> dict:
    return {
        "draws": noise.size,
        "spearman": spearman(noise, times),
        "t": small_and_large(noise, times),
        "curve": curve(noise, times),
    }


def theirs(calls: int) -> list[dict]:
    rows = []
    for who, what, scale, draw in timing_peers.draws():
        row = {"who": who, "what": what, "scale": scale, "how": "a call from Python"}
        try:
            rows.append(row | single(*timing_peers.record(draw, calls)))
        except Exception as error:
            rows.append(row | {"how": f"failed: {type(error).__name__}"})
    return rows


def largest_spearman(row: dict) -> float:
    return SIGMAS / np.sqrt(row.get("draws", 2) - 1)


def scale_name(scale: str) -> str:
    power = np.log2(float(scale))
    return f"2^{power:.0f}" if power > 20 and abs(power - round(power)) < 1e-5 else scale


def cells(row: dict) -> list[str]:
    def figure(key: str, digits: int, limit: float) -> str:
        if key not in row:
            return "–"
        mark = "**" if abs(row[key]) >= limit else ""
        return f"{mark}{row[key]:+.{digits}f}{mark}"

    return [
        row["who"], row["what"], row["scale"], row["how"], f"{row.get('draws', 0):,}",
        figure("spearman", 4, largest_spearman(row)), figure("t", 1, SIGMAS), figure("tapes", 1, SIGMAS),
    ]  # fmt: skip


def is_well(row: dict) -> bool:
    """Within the limits; beyond them for the control."""
    spearman, t = abs(row["spearman"]) / largest_spearman(row), abs(row["t"]) / SIGMAS
    tapes = abs(row.get("tapes", 0)) / SIGMAS
    if row["what"].startswith("control"):
        return min(spearman, t, tapes) > 1
    return max(spearman, t, tapes) < 1


def main() -> int:
    folder, markdown = Path(sys.argv[1]), Path(sys.argv[2])
    before = os.getloadavg()[0]
    rows = ours(folder)
    well = all(is_well(row) for row in rows)
    rows += theirs(int(sys.argv[3]))
    header = ["library", "noise", "scale", "how", "draws", "Spearman", "Welch t", "t, tapes"]
    table = [header, ["---"] * 5 + ["---:"] * 3, *map(cells, rows)]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    text = Path(__file__).with_name("timing.md").read_text()
    loads = f"{before:.1f} before the peers, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} processors"
    body = "\n".join(lines) + f"\n\n{timing_peers.machine()}; load {loads}.\n"
    print(body)
    print("ours: within all limits, the control beyond them" if well else "OURS: TIME DEPENDS ON NOISE")
    markdown.write_text(text.partition("<!-- table -->")[0] + "<!-- table -->\n" + body)
    (folder / "timing.json").write_text(json.dumps(rows))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
