"""Which branches and addresses of the compiled samplers depend on random words, and what instructions they consist of.

Usage: instructions.py [--control] DISASSEMBLER LIST OBJECT...   LIST says what is allowed (instructions.txt). With
--control every function of the objects must be refused.
"""

import sys
from pathlib import Path

from disassembly import Instruction, functions
from levels import SECRET, Levels


class Allowed:
    """A LIST: kinds of instructions, and what may depend on the words in each function."""

    def __init__(self, file: Path):
        self.kinds: dict[str, str] = {}
        self.functions: dict[tuple[str, str], dict[str, str]] = {}
        for line in file.read_text().splitlines():
            first, *rest = line.split("#")[0].split() or [""]
            if first == "function":
                self.functions[rest[0], rest[1]] = dict(fact.split("=") for fact in rest[2:])
            elif first:
                self.kinds |= dict.fromkeys(rest, first.rstrip(":"))


def refusals(body: list[Instruction], facts: dict[str, str], kinds: dict[str, str], name: str) -> list[str]:
    levels = Levels(body, dict.fromkeys(facts.get("words", "").split(","), 1))
    counts = {"branches": levels.branches, "addresses": levels.addresses}
    found = []
    for what, indices in counts.items():
        if len(indices) != int(facts.get(what, 0)):
            found.append(f"{len(indices)} {what} depend on the words, not {facts.get(what, 0)}")
            found += [str(body[index]) for index in sorted(indices)]
    for index, instruction in enumerate(body):
        kind = kinds.get(instruction.mnemonic)
        if kind is None:
            found.append(f"not allowed: {instruction}")
        elif kind == "public" and index in levels.operands:
            found.append(f"not allowed on secrets: {instruction}")
    assumed = sorted({i.mnemonic for i in body if kinds.get(i.mnemonic) == "assumed"})
    print(
        f"{name:52} {len(body):5} {sum(i.is_conditional_jump for i in body):11}"
        f" {len(levels.branches):8} {len(levels.addresses):9}  {' '.join(assumed)}"
    )
    return found


def main() -> int:
    control = sys.argv[1] == "--control"
    disassembler, listing, *objects = sys.argv[1 + control :]
    allowed = Allowed(Path(listing))
    print(f"{str():52}  instr. cond. jumps  of these dependent on the words: branches, addresses; assumed")
    seen, refused = set(), set()
    for file in objects:
        unit = Path(file).name.split(".")[0]
        for function, body in functions(disassembler, file).items():
            facts = allowed.functions.get((unit, function))
            seen.add((unit, function))
            if function.endswith("_var") or (facts is not None and "why" in facts):  # left out, and why
                continue
            reasons = ["not in the list"] if facts is None else refusals(body, facts, allowed.kinds, f"{unit}: {function}")
            if reasons:
                refused.add((unit, function))
                print(f"  {unit}: {function} refused", *reasons, sep="\n    ")
    if control:
        return 0 if seen and refused == seen else 1
    units = {unit for unit, _ in seen}
    absent = [key for key in allowed.functions if key[0] in units and key not in seen]
    for unit, function in absent:
        print(f"  {unit}: {function} is in the list only")
    return 1 if refused or absent or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
