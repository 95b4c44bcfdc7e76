"""A version from the checkout to a tag: what must agree agrees; the change log's part is the release's text.

    python scripts/release.py 0.2.0            # sets it, dates the change log; then: commit, tag, push
    python scripts/release.py --check 0.2.0    # exit 1 where something still says another version
    python scripts/release.py --notes 0.2.0    # what the change log says of it

The version stands in ``src/onrecord/__init__.py``, where the package takes it from; ``CITATION.cff``
repeats it, because those who cite read it there. Pushing the tag ``v0.2.0`` builds, attests and publishes
(.github/workflows/release.yml).
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
# Where a version stands: the file, and the words around it.
PLACES = {
    "src/onrecord/__init__.py": re.compile(r'(?m)^(__version__ = ")[^"]+(")$'),
    "CITATION.cff": re.compile(r"(?m)^(version: )\S+()$"),
}
UPCOMING = "## Upcoming\n"


def said(root: Path) -> dict[str, str]:
    """The version that each place says; empty where it says none."""
    found = {}
    for name, pattern in PLACES.items():
        match = pattern.search((root / name).read_text(encoding="utf8"))
        found[name] = match.group().removeprefix(match[1]).removesuffix(match[2]) if match else ""
    return found


def notes(changelog: str, version: str) -> str:
    """The part of the change log on a version, without its heading; empty where there is none."""
    found = re.search(rf"(?ms)^## {re.escape(version)}(?: .*?)?\n(.*?)(?=^## |\Z)", changelog)
    return found[1].strip() if found else ""


def released(changelog: str, version: str, day: date) -> str:
    """The change log with what is upcoming as a version of a day. Raises ``ValueError`` where nothing is."""
    if not notes(changelog, "Upcoming"):
        raise ValueError("CHANGELOG.md: nothing stands under Upcoming; there is nothing to release")
    return changelog.replace(UPCOMING, f"{UPCOMING}\n## {version} ({day.isoformat()})\n", 1)


def faults(root: Path, version: str) -> list[str]:
    """What still does not say this version, a line each."""
    out = [
        f"{name}: says {v or 'no version'}, not {version}" for name, v in said(root).items() if v != version
    ]
    if not notes((root / "CHANGELOG.md").read_text(encoding="utf8"), version):
        out.append(f"CHANGELOG.md: nothing on {version}")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("version", help="as 0.2.0, or 0.2.0rc1")
    parser.add_argument("--check", action="store_true", help="change nothing; say what does not agree")
    parser.add_argument("--notes", action="store_true", help="print what the change log says of it")
    given = parser.parse_args()
    changelog = ROOT / "CHANGELOG.md"
    if not VERSION.fullmatch(given.version):
        print(f"{given.version}: no version; write it as 0.2.0", file=sys.stderr)
        return 2
    if given.notes:
        print(notes(changelog.read_text(encoding="utf8"), given.version))
        return 0
    if not given.check:
        try:
            text = released(changelog.read_text(encoding="utf8"), given.version, date.today())
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        changelog.write_text(text, encoding="utf8")
        for name, pattern in PLACES.items():
            text = (ROOT / name).read_text(encoding="utf8")
            (ROOT / name).write_text(pattern.sub(rf"\g<1>{given.version}\g<2>", text), encoding="utf8")
    found = faults(ROOT, given.version)
    print(
        "\n".join(found) or f"{given.version}: all say so; commit, then: git tag v{given.version}",
        file=sys.stderr,
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
