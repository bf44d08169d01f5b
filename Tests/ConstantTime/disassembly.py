"""The instructions of an object file, and the places that an operand names."""

import re
import subprocess
from dataclasses import dataclass

GENERAL = {
    **{f"{prefix}{x}x": f"r{x}x" for x in "abcd" for prefix in ("", "e", "r")},
    **{f"{x}{half}": f"r{x}x" for x in "abcd" for half in "lh"},
    **{f"{prefix}{x}": f"r{x}" for x in ("si", "di", "bp", "sp") for prefix in ("", "e", "r")},
    **{f"{x}l": f"r{x}" for x in ("si", "di", "bp", "sp")},
    **{f"r{n}{width}": f"r{n}" for n in range(8, 16) for width in ("", "d", "w", "b")},
}
BYTES = {"byte": 1, "word": 2, "dword": 4, "qword": 8, "xmmword": 16, "ymmword": 32, "zmmword": 64}


@dataclass(frozen=True)
class Instruction:
    address: int
    mnemonic: str
    operands: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.address:6x}  {self.mnemonic} {', '.join(self.operands)}"

    @property
    def is_conditional_jump(self) -> bool:
        return self.mnemonic.startswith("j") and self.mnemonic != "jmp"


def functions(disassembler: str, file: str) -> dict[str, list[Instruction]]:
    flags = ["-d", "--no-show-raw-insn", "--x86-asm-syntax=intel"]
    command = [disassembler, *flags, file]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, list[Instruction]] = {}
    for line in text.splitlines():
        line = line.split("#")[0].rstrip()
        if match := re.match(r"[0-9a-f]+ <([\w.]+)>:$", line):
            body = found.setdefault(match[1], [])
        elif match := re.match(r"\s+([0-9a-f]+):\s+(?:(?:data16|cs|rep|lock)\s+)*(\w+)\s*(.*)$", line):
            operands = tuple(part.strip() for part in match[3].split(",")) if match[3] else ()
            body.append(Instruction(int(match[1], 16), match[2], operands))
    return found


def registers(operand: str) -> list[str]:
    """The registers and masks of an operand, each by one name whatever its width."""
    found = []
    for word in re.findall(r"[a-z][a-z0-9]*", operand):
        if match := re.fullmatch(r"[xyz]mm(\d+)", word):
            found.append(f"v{match[1]}")
        elif word in GENERAL or re.fullmatch(r"k[0-7]", word):
            found.append(GENERAL.get(word, word))
    return found


def is_memory(operand: str) -> bool:
    return "[" in operand


def stack_slots(operand: str, has_frame: bool, width: int | None = None) -> list[str]:
    """The pieces of eight bytes of the stack that an operand covers; none if it may lie elsewhere."""
    base = "[bs]" if has_frame else "s"
    match = re.search(rf"(?:(\w+) ptr )?\[r({base})p(?: ([+-]) (\w+))?\]", operand)
    if not match:
        return []
    start = int(match[4] or "0", 0) * (-1 if match[3] == "-" else 1)
    end = start + (width or BYTES.get(match[1], 64))
    return [f"{match[2]}{piece}" for piece in range(start // 8, (end + 7) // 8)]
