"""Makes Tests/DifferentialPrivacyTests/GoogleVectors.swift: bytes that others wrote, for the tests of Google's summaries.

    python3 -m venv venv && venv/bin/pip install python-dp==1.1.5 protobuf && apt install protobuf-compiler
    venv/bin/python Tests/Interchange/make_vectors.py > Tests/DifferentialPrivacyTests/GoogleVectors.swift

Three sets: what python-dp's accumulators serialize; what protoc encodes from text; and damaged messages, with what two
other readers (protoc, written in C++, and the `protobuf` package, written in C) make of them. Where those two differ the
message is left out. python-dp writes a quantile tree's nodes in another order each time; all else is the same every time.
"""
import pathlib
import random
import struct
import subprocess
import tempfile

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from pydp.algorithms.laplacian import (
    BoundedMean, BoundedStandardDeviation, BoundedSum, BoundedVariance, Count, Max)
from pydp.algorithms.quantile_tree import QuantileTree

HERE = pathlib.Path(__file__).parent


def pydp_lines():
    def line(name, kind, lower, upper, entries, accumulator):
        for entry in entries:
            accumulator.add_entry(entry)
        data = accumulator.serialize().to_bytes().hex()
        return f"{name} {kind} {lower} {upper} {','.join(map(repr, entries)) or '-'} {data}"

    for entries in [[], [7, 7, 7], list(range(300))]:
        yield line("Count", "int64", 0, 0, entries, Count(1.0, dtype="int64"))
    integers = [
        (-1, 10, [1, 2, 12, -5]), (-1, 10, []), (5, 6, [5, 6, 6, 9, 0]),
        (-70_000, -3, [-100_000, -4, -3, 0]), (0, 2**31 - 2, [2**31 - 2] * 2),
        (10**12, 10**12 + 50, [10**12 + 7, 10**12 + 41, 10**12 + 50]),
        (10**9, 10**9 + 50, [10**9 + 7, 10**9 + 41, 10**9 + 50]),
    ]
    reals = [
        (-1.0, 10.0, [1.25, 2.5, 12.0, -5.0]), (-1.0, 10.0, []), (0.0, 10.0, [1.0] * 5),
        (0.1, 0.7, [0.3, 0.1, 0.55, 1.0]), (10.0, 60.0, [22.5, 28.1, 31.2, float("nan")]),
        (1e6, 1e6 + 1, [1e6 + 0.3, 1e6 + 0.9]), (-3e-7, -1e-7, [-2e-7, -1.1e-7, 0.0]),
    ]
    statistics = [BoundedSum, BoundedMean, BoundedVariance, BoundedStandardDeviation]
    for statistic in statistics:
        for kind, cases in [("int", integers[:4]), ("int64", integers), ("float", reals)]:
            for lower, upper, entries in cases:
                largest = max(abs(lower), abs(upper)) ** 2
                if statistic in statistics[2:] and largest >= {"int": 2**31, "int64": 2**61}.get(
                        kind, float("inf")):
                    continue  # python-dp refuses bounds whose squares overflow
                bounded = statistic(1.0, lower_bound=lower, upper_bound=upper, dtype=kind)
                yield line(statistic.__name__, kind, lower, upper, entries, bounded)
    for statistic in statistics[:3]:
        for kind, entries in [("int", [1, 2, -70]), ("int64", [3, -3])]:
            yield line("Automatic" + statistic.__name__, kind, 0, 0, entries,
                       statistic(1.0, dtype=kind))
    for kind, entries in [("int", [1, 2, 12, -5]), ("float", [0.5, -1.5])]:
        wide = float if kind == "float" else int
        yield line("Max", kind, -10, 10, entries,
                   Max(1.0, lower_bound=wide(-10), upper_bound=wide(10), dtype=kind))
    yield line("QuantileTree", "float", 0.0, 10.0, [1.0, 2.0, 9.0], QuantileTree(0.0, 10.0, 2, 4))


PARAMETERS = "epsilon: 0.5 delta: 1e-5 mechanism_type: GAUSSIAN lower: -2 upper: 3.5 " \
    "max_partitions_contributed: 4 max_contributions_per_partition: 300"
COUNT = "count: -5 epsilon: 0.5 delta: 1e-5 mechanism_type: GAUSSIAN " \
    "max_partitions_contributed: 4 max_contributions_per_partition: 300"
BINS = "pos_bin_count: [0, 1, 300] neg_bin_count: [-1]"
VALUES = "pos_sum: {int_value: -3} pos_sum: {float_value: 0.1} pos_sum: {} " \
    "neg_sum: {string_value: 'two'}"
SUM = f"{VALUES} bounds_summary: {{{BINS}}} partial_sum: {{int_value: 9}} {PARAMETERS} " \
    f"bounds: {{approx_bounds_summary: {{{BINS}}}}}"
TEXTS = [
    ("Summary", "data: {[type.googleapis.com/differential_privacy.CountSummary]: {count: 5}}"),
    ("CountSummary", COUNT),
    ("ApproxBoundsSummary", BINS),
    ("BoundedSumSummary", SUM),
    ("BoundedMeanSummary", f"count: 7 {VALUES} bounds_summary: {{{BINS}}} "
     f"sum_summary: {{{SUM}}} count_summary: {{{COUNT}}} bounds: {{}}"),
    ("BoundedVarianceSummary", f"count: 7 {VALUES} pos_sum_of_squares: [1.5, -0.0] "
     f"neg_sum_of_squares: [inf] bounds_summary: {{{BINS}}} sum_of_squares_summary: {{{SUM}}} "
     f"sum_summary: {{{SUM}}} count_summary: {{{COUNT}}} bounds: {{}}"),
    ("BinarySearchSummary", "input: {int_value: 1} input: {float_value: -0.0} input: {}"),
    ("BoundedQuantilesSummary", "quantile_tree: {key: 1 value: 2} quantile_tree: {key: 300 "
     f"value: 9000000000}} {PARAMETERS} tree_height: 4 branching_factor: 16"),
]


def protoc(*arguments, data):
    return subprocess.run(
        ["protoc", "-I", str(HERE), *arguments, "summary.proto"], input=data,
        capture_output=True, cwd=HERE)


def protoc_lines():
    for name, text in TEXTS:
        encoded = protoc(f"--encode=differential_privacy.{name}", data=text.encode())
        assert encoded.returncode == 0, encoded.stderr
        yield f"{name} {encoded.stdout.hex()}"


def message_classes():
    with tempfile.NamedTemporaryFile() as file:
        assert protoc("--include_imports", "-o", file.name, data=b"").returncode == 0
        files = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(file.name).read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return {
        name: message_factory.GetMessageClass(
            pool.FindMessageTypeByName(f"differential_privacy.{name}")) for name, _ in TEXTS}


def varint(value):
    encoded = b""
    while value > 127:
        encoded += bytes([value & 127 | 128])
        value >>= 7
    return encoded + bytes([value])


def random_message(source, depth=0):
    """Fields of any number and wire type; groups and nested messages among them."""
    encoded = b""
    scalars = [0, 1, 5, 127, 128, 2**31 - 1, 2**31, 2**32 + 3, 2**63, 2**64 - 1]
    for _ in range(source.randrange(4)):
        number = source.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 31, 2**29 - 1])
        wire_type = source.choice([0, 0, 1, 2, 2, 2, 3, 5])
        encoded += varint(number << 3 | wire_type)
        inner = random_message(source, depth + 1) if depth < 3 else b""
        if wire_type == 0:
            encoded += varint(source.choice(scalars))
        elif wire_type == 1:
            encoded += struct.pack("<d", source.choice([0.0, 1.5, -20.0, 1e300]))
        elif wire_type == 3:
            encoded += inner + varint(number << 3 | 4)
        elif wire_type == 5:
            encoded += source.randbytes(4)
        else:
            packed = b"".join(varint(source.choice(scalars)) for _ in range(source.randrange(4)))
            content = source.choice([inner, packed, struct.pack("<dd", 2.5, -3)])
            encoded += varint(len(content)) + content
    return encoded


def mutated(source, data):
    data = bytearray(data)
    for _ in range(source.randrange(1, 4)):
        if not data:
            break
        place = source.randrange(len(data))
        kind = source.randrange(4)
        if kind == 0:
            data[place] ^= 1 << source.randrange(8)
        elif kind == 1:
            del data[place:]
        elif kind == 2:
            data.insert(place, source.choice([0, 1, 8, 11, 12, 18, 127, 128, 255]))
        else:
            del data[place]
    return bytes(data)


def mutation_lines(count):
    source = random.Random(20)
    classes = message_classes()
    names = sorted(set(classes) - {"Summary"})
    encoded = dict(line.split() for line in protoc_lines())
    while count > 0:
        name = source.choice(names)
        valid = bytes.fromhex(encoded[name])
        start = valid if len(valid) < 130 and source.random() < 0.5 else random_message(source)
        data = mutated(source, start)
        decoded = protoc(f"--decode=differential_privacy.{name}", data=data)
        try:
            message = classes[name].FromString(data)
            message.DiscardUnknownFields()
            known = message.SerializeToString(deterministic=True).hex() or "empty"
        except Exception:
            known = "refused"
        if (decoded.returncode == 0) != (known != "refused"):
            continue
        # The package drops a map's entry that has unknown fields, protoc keeps it.
        if name == "BoundedQuantilesSummary" and known != "refused" and len(
                message.quantile_tree) != decoded.stdout.count(b"quantile_tree {"):
            continue
        # Few of the dull ones, so that a good part of the vectors is read.
        if source.random() < {"empty": 0.95, "refused": 0.8}.get(known, 0):
            continue
        count -= 1
        yield f"{name} {data.hex() or 'empty'} {known}"


def swift(name, lines):
    print(f'\n    static let {name} = """')
    for line in lines:
        print(f"        {line}")
    print('        """')


print("// Made by Tests/Interchange/make_vectors.py; not to be edited.")
print("// swift-format-ignore-file")
print("enum GoogleVectors {", end="")
swift("pydp", pydp_lines())
swift("protoc", protoc_lines())
swift("mutations", mutation_lines(400))
print("}")
