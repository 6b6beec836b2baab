"""The least that a linter of plans has to do: read each file below `plans`, and parse its front matter. Nothing is looked at."""

from __future__ import annotations

import os

import yaml_rs


def main() -> None:
    for name in sorted(os.listdir("plans")):  # noqa: PTH208 (a floor is no place for paths that can do more)
        with open(f"plans/{name}", "rb") as file:  # noqa: PTH123
            raw = file.read()
        yaml_rs.loads(raw[4 : raw.index(b"\n---", 4)].decode(), parse_datetime=False)


if __name__ == "__main__":
    main()
