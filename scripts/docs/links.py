#!/usr/bin/env python3
"""Whether every link of a Markdown page to a file, or to a heading of one, leads somewhere.

Links to other hosts are not followed. Pages may be named; otherwise it is all that git knows.
"""

import pathlib
import re
import subprocess
import sys


def prose(page: pathlib.Path) -> list[tuple[int, str]]:
    """The lines of a page with their numbers, without blocks of code."""
    lines, is_code = [], False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            is_code = not is_code
        elif not is_code:
            lines.append((number, line))
    return lines


def anchors(page: pathlib.Path) -> set[str]:
    """What the headings of a page are called in links, as GitHub makes it."""
    found: set[str] = set()
    for _, line in prose(page):
        if heading := re.match(r"#{1,6} +(.*)", line):
            words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading[1]).strip().lower()
            name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            repeats = sum(name == known or re.fullmatch(f"{re.escape(name)}-\\d+", known) is not None for known in found)
            found.add(f"{name}-{repeats}" if repeats else name)
    return found


def faults(page: pathlib.Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for number, line in prose(page):
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists():
                found.append(f"{page}:{number}: {link}: there is no such file")
            elif anchor and anchor not in anchors(target):
                found.append(f"{page}:{number}: {link}: there is no such heading")
    return found


def main() -> None:
    known = ["git", "ls-files", "--", "*.md"]
    pages = sys.argv[1:] or subprocess.run(known, capture_output=True, text=True, check=True).stdout.split()
    found = [fault for page in pages for fault in faults(pathlib.Path(page))]
    print(*found, f"{len(pages)} pages, {len(found)} links that lead nowhere", sep="\n")
    sys.exit(bool(found) or not pages)


if __name__ == "__main__":
    main()
