"""The peers, each in a module of its own: one that can't be imported doesn't stop the others."""

import importlib
from types import ModuleType

MODULES = {
    "numpy": "peer_numpy",
    "PyDP": "peer_pydp",
    "OpenDP": "peer_opendp",
    "diffprivlib": "peer_diffprivlib",
}


def load() -> tuple[dict[str, ModuleType], dict[str, str]]:
    """The modules by peer, and for the peers that are missing what to print in their place."""
    modules: dict[str, ModuleType] = {}
    missing: dict[str, str] = {}
    for name, module in MODULES.items():
        try:
            modules[name] = importlib.import_module(module)
        except Exception as error:
            missing[name] = f"import failed: {type(error).__name__}"
            print(f"{name} can't be imported: {error}", flush=True)
    return modules, missing
