"""What the tests of faults share."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``disk.c``, to be loaded before all else: a disk that fills, fails or kills at the n-th write."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("a disk that fails is made with a C compiler, on Linux")
    built = tmp_path_factory.mktemp("disk") / "disk.so"
    source = Path(__file__).parent / "disk.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(built), str(source), "-ldl"], check=True)
    return built
