"""YAML as editors read it: plain texts have the types of YAML 1.2's core schema."""

from __future__ import annotations

import re
from typing import Any

import yaml


class CoreLoader(yaml.SafeLoader):
    """Gives `true`, numbers and nothing their types, and leaves dates, `no` and `1:30` as the words they are."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as in the class it derives from

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping; its keys are always words, since JSON has no others."""
        return {key.value: self.construct_object(value, deep) for key, value in node.value}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))
CoreLoader.yaml_implicit_resolvers[""] = CoreLoader.yaml_implicit_resolvers.pop("\0")


def typed(text: str) -> Any:
    """The values of a YAML text."""
    return yaml.load(text, CoreLoader)
