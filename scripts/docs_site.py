"""The documentation as a site, built from docs/ with the README as its first page and the API from
docstrings.

    python scripts/docs_site.py [--to site]

Nothing in it is loaded from elsewhere. What the documents link to beside docs/ (the licence, a lexicon, the
sample) is laid beside them.
"""

from __future__ import annotations

import argparse
import functools
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)([^)]*)\)")
BIN = Path(sys.executable).parent
NAV = {
    "Start": ["index.md", "gallery.md", "reading.md"],
    "Read": ["read.md", "analyse.md", "times.md", "world.md", "lexicon.md", "explain.md"],
    "Look": ["timeline.md", "page.md", "serve.md", "views.md", "questions.md"],
    "Correct and hand on": ["corrections.md", "export.md", "tables.md", "mcp.md"],
    "How it works": ["design.md", "history.md", "quality.md", "durability.md", "scale.md"],
    "More": ["CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"],
}
CONFIG = """[project]
site_name = "onrecord"
site_description = "Turns news reports into a record that can be checked."
docs_dir = "docs"
site_dir = "site"
use_directory_urls = false
nav = [{nav}]
[project.theme]
font = false
features = ["navigation.sections", "toc.follow", "content.code.copy"]
"""


def laid_out(to: Path) -> None:
    """The documents as one folder in which every link stays inside."""
    pages = to / "docs"
    shutil.copytree(ROOT / "docs", pages)
    for name in ("CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"):
        shutil.copy(ROOT / name, pages / name)
    shutil.copy(ROOT / "README.md", pages / "index.md")
    for path in sorted(pages.glob("*.md")):
        home = (
            ROOT
            if path.name
            in ("index.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md")
            else ROOT / "docs"
        )
        text = path.read_text(encoding="utf8")
        path.write_text(LINK.sub(functools.partial(_linked, home, pages), text), encoding="utf8")


def _linked(home: Path, pages: Path, link: re.Match[str]) -> str:
    return f"]({_target(link[1], home, pages)}{link[2]})"


def _target(link: str, home: Path, pages: Path) -> str:
    """Where a link leads within the site; a file from elsewhere in the project is laid beside the
    documents."""
    if "://" in link:
        return link
    inside = (home / link).resolve().relative_to(ROOT)
    if inside == Path("README.md"):
        return "index.md"
    if inside.parts[0] == "docs":
        return inside.relative_to("docs").as_posix()
    if (pages / inside.name).exists() and len(inside.parts) == 1:
        return inside.name
    if (ROOT / inside).is_dir():  # a package: its page of the API
        return "api/" + inside.relative_to("src").as_posix() + ".html"
    beside = (
        pages
        / "files"
        / inside.with_name(
            f"{inside.stem}{inside.suffix}.txt" if inside.suffix in (".md", "") else inside.name
        )
    )
    beside.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / inside, beside)
    return beside.relative_to(pages).as_posix()


def build(to: Path) -> None:
    """The whole site at ``to``. Raises ``CalledProcessError`` where a tool fails."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        laid_out(work)
        known = {p.name for p in (work / "docs").glob("*.md")}
        listed = [name for names in NAV.values() for name in names]
        if known != set(listed):
            raise SystemExit(
                f"the order of pages in {Path(__file__).name} and docs/ differ: {sorted(known ^ set(listed))}"
            )
        nav = ", ".join(f"{{{name!r} = {names!r}}}".replace("'", '"') for name, names in NAV.items())
        (work / "zensical.toml").write_text(CONFIG.format(nav=nav), encoding="utf8")
        subprocess.run([BIN / "zensical", "build", "--clean"], cwd=work, check=True)
        subprocess.run(
            [
                BIN / "pdoc",
                "onrecord",
                "onrecord.api",
                "onrecord.model",
                "onrecord.fuse",
                "-o",
                work / "site" / "api",
            ],
            check=True,
        )
        shutil.rmtree(to, ignore_errors=True)
        shutil.move(work / "site", to)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", default="site")
    asked = parser.parse_args()
    build(Path(asked.to))
    print(f"{asked.to}/index.html: {len(list(Path(asked.to).rglob('*.html')))} pages")


if __name__ == "__main__":
    main()
