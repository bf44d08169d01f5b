"""How secret a value is, followed through registers, flags, masks and the stack over all paths of a function.

  0  an argument, a number, the address of code or constants;
  1  what is loaded through those: fields of a prepared law, the pointer to the words;
  2  what is loaded through *that*, so the words, and all that is computed from them: secret.

Where this can't know it takes the higher level: what a call returns or may have written, and whatever is read through a
pointer to the stack, is secret. One thing it takes on trust: an object on the stack that a call gets is no longer than
the widest access to its beginning.
"""

import re

from disassembly import BYTES, Instruction, is_memory, registers, stack_slots

SECRET = 2
LOST_IN_CALLS = ("rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11")
ONLY_FLAGS = re.compile(r"(cmp|test|bt|v?u?comis[sd]|v?ptest|k(or)?test[bwdq])$")
FLAGS = re.compile(r"(add|adc|sub|sbb|andn?|or|xor|neg|inc|dec|sh[lr]d?|sar|i?mul|popcnt|[lt]zcnt|bs[rf]|blsr)$")
READS_FLAGS = re.compile(r"j(?!mp)|set|cmov|adc$|sbb$")
# Of two operands, these don't read the first; of three, those do.
WRITES_ONLY = re.compile(r"v|k|c?mov(?!sd|ss|[hl])|set|cvt|pshuf|popcnt|[lt]zcnt|bs[rf]")
READS_THREE = re.compile(r"vperm[it]2|vpternlog|vfn?m|shld|shrd")
CLEARS = re.compile(r"(v?pxor[dq]?|v?xorp[sd]|xor|kxor[bwdq]|v?pcmpeq[bwdq]|sub|sbb)$")
PART = re.compile(r"[a-d][lhx]|(si|di|bp|sp)l?|r\d+[bw]")

State = dict[str, int]


class Levels:
    """`branches`, `addresses`, `operands`: the instructions whose flags, address or operands are secret."""

    def __init__(self, body: list[Instruction], arguments: State):
        self.body = body
        self.places = {instruction.address: index for index, instruction in enumerate(body)}
        self.has_frame = any(i.mnemonic == "mov" and i.operands == ("rbp", "rsp") for i in body)
        self.widths = self.direct_widths()
        self.branches: set[int] = set()
        self.addresses: set[int] = set()
        self.operands: set[int] = set()
        states: dict[int, State] = {0: dict(arguments)}
        work = [0]
        while work:
            index = work.pop()
            state = dict(states[index])
            for following in self.step(index, state):
                known = states.get(following)
                merged = {name: max(state.get(name, 0), (known or {}).get(name, 0)) for name in {*state, *(known or {})}}
                if merged != known:
                    states[following] = merged
                    work.append(following)

    def direct_widths(self) -> dict[str, int]:
        """How many bytes of the stack the function itself accesses at each place of it."""
        widths: dict[str, int] = {}
        for instruction in self.body:
            for operand in instruction.operands:
                match = re.match(r"(\w+) ptr (\[r[bs]p[^\]]*\])", operand)
                if match and match[1] in BYTES:
                    widths[match[2]] = max(widths.get(match[2], 0), BYTES[match[1]])
        return widths

    def slots(self, operand: str) -> list[str]:
        return stack_slots(operand, self.has_frame)

    def address(self, state: State, operand: str, index: int) -> int:
        inside = registers(operand[operand.index("[") : operand.index("]")])
        level = max((state.get(name, 0) for name in inside), default=0)
        if level == SECRET:
            self.addresses.add(index)
        return SECRET if len(inside) > 1 and inside[0] in ("rsp", "rbp") and self.has_frame else level

    def read(self, state: State, operand: str, index: int) -> int:
        if not is_memory(operand):
            return max((state.get(name, 0) for name in registers(operand)), default=0)
        if slots := self.slots(operand):
            return max(state.get(slot, 0) for slot in slots)
        if "[rip" in operand:
            return 0
        return min(SECRET, 1 + self.address(state, operand, index))

    def write(self, state: State, operand: str, level: int, index: int) -> None:
        if not is_memory(operand):
            state[registers(operand)[0]] = level
        elif slots := self.slots(operand):
            state.update(dict.fromkeys(slots, level))
        else:
            self.address(state, operand, index)

    def step(self, index: int, state: State) -> list[int]:
        """Changes the state as the instruction does; returns which may come next."""
        mnemonic, operands = self.body[index].mnemonic, self.body[index].operands
        following = [index + 1] if index + 1 < len(self.body) else []
        if mnemonic.startswith("j"):
            target = self.places.get(int(operands[0].split()[0], 16)) if operands[0].startswith("0x") else None
            if mnemonic == "jmp":
                return [] if target is None else [target]
            if state.get("flags", 0) == SECRET:
                self.branches.add(index)
            return following + ([] if target is None else [target])
        if mnemonic == "ret":
            return []
        if mnemonic == "call":
            if is_memory(operands[0]):
                self.read(state, operands[0], index)
            lent = [name.removeprefix("lent ") for name in state if name.startswith("lent ")]
            state.update(dict.fromkeys(LOST_IN_CALLS, 0) | dict.fromkeys(["rax", *lent], SECRET))
        elif mnemonic == "pop":
            state[registers(operands[0])[0]] = 0
        elif mnemonic == "lea":
            # What is lent to a call: as much as the function itself accesses there, 64 bytes if it doesn't.
            lent = stack_slots(operands[1], self.has_frame, self.widths.get(operands[1], 64))
            state.update({f"lent {slot}": 0 for slot in lent})
            level = max((state.get(name, 0) for name in registers(operands[1])), default=0)
            self.write(state, operands[0], max(level, 1) if lent else level, index)
        elif operands and mnemonic not in ("push", "nop"):
            self.compute(mnemonic, operands, state, index)
        return following

    def compute(self, mnemonic: str, operands: tuple[str, ...], state: State, index: int) -> None:
        target, *sources = operands
        place, mask = re.sub(r"\s*\{.*", "", target), re.sub(r"^[^{]*", "", target)
        if is_memory(target):
            mask, place = re.sub(r".*\]", "", target), target[: target.index("]") + 1]
        level = max((self.read(state, source, index) for source in [*sources, mask]), default=0)
        reads_target = (
            ONLY_FLAGS.match(mnemonic) or READS_THREE.match(mnemonic) or PART.fullmatch(place)
            or (mask and "{z}" not in mask and not is_memory(place))
            or (len(operands) < 3 and not WRITES_ONLY.match(mnemonic))
            or (mnemonic.startswith("movs") and len(operands) == 2 and not is_memory(sources[0]))
        )
        if reads_target:
            level = max(level, self.read(state, place, index))
        if mnemonic == "mul":
            level = max(level, state.get("rax", 0))
            state["rdx"] = level
            place = "rax"
        if CLEARS.match(mnemonic) and len(set(operands[-2:])) == 1:
            level = 0
        if READS_FLAGS.match(mnemonic):
            level = max(level, state.get("flags", 0))
        if level == SECRET:
            self.operands.add(index)
        if not ONLY_FLAGS.match(mnemonic):
            self.write(state, place, level, index)
        if ONLY_FLAGS.match(mnemonic) or FLAGS.match(mnemonic):
            state["flags"] = level
