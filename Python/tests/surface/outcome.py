"""What a call came to, as a short text that two libraries can be compared by."""

from __future__ import annotations

import ast
import os
import re
import signal
import sys

STATUS = re.compile(r"\b(INVALID_ARGUMENT|FAILED_PRECONDITION|INTERNAL|UNIMPLEMENTED)\b")
PROCESSOR_SECONDS = 3  # a call that hangs works all the time; a busy machine must not look like one
SECONDS = 300


def text(value: object) -> str:
    """A value: numbers to six digits, containers by element, other objects by the name of their class."""
    if value is None or isinstance(value, (bool, int, str)) and type(value).__module__ == "builtins":
        return repr(value)
    if type(value) is float:
        return repr(float(f"{value:.6g}") + 0.0)
    if isinstance(value, type):
        return value.__name__
    if type(value) is list:
        return f"[{', '.join(map(text, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(text, value))})"
    if type(value) is bytes:
        return value.hex()
    return type(value).__name__


def evaluate(call: str, namespace: dict) -> str:
    """Runs statements, the last of which is an expression; its value, or which exception was raised."""
    try:
        body = ast.parse(call).body
        exec(compile(ast.Module(body[:-1], []), "row", "exec"), namespace)
        return text(eval(compile(ast.Expression(body[-1].value), "row", "eval"), namespace))
    except Exception as error:  # the exception is the outcome
        status = STATUS.search(str(error))
        return type(error).__name__ + (f" {status[1]}" if status else "")


def outcome(call: str, namespace: dict) -> str:
    """As `evaluate`, in a child process: a call may hang or crash."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS)
        sys.stderr = open(os.devnull, "w")
        os.write(writable, evaluate(call, namespace).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return answer
    return "hangs" if os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGPROF) else "crashes"
