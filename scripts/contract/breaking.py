#!/usr/bin/env python3
"""Names what contract/openapi.json takes away from the clients of contract/released.json, the
description of the last release, and sees to it that contract/CHANGELOG.md tells of every change.

Needs nothing but Python. To release, copy openapi.json over released.json and open a new entry.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Shape:
    """A schema of one description, with what its references and alternatives say put together."""

    def __init__(self, description: dict, schema: dict) -> None:
        self.name = None
        if "$ref" in schema:
            self.name = schema["$ref"].rsplit("/", 1)[-1]
            schema = description["components"]["schemas"][self.name] | {"$ref": None}
        given = schema.get("type", [])
        self.types = set([given] if isinstance(given, str) else given)
        self.fields = dict(schema.get("properties", {}))
        self.required = set(schema.get("required", []))
        self.values = set(map(json.dumps, schema.get("enum", [])))
        if "const" in schema:
            self.values.add(json.dumps(schema["const"]))
        self.items = schema.get("items")
        self.rest = schema.get("additionalProperties")
        together = [Shape(description, one) for one in schema.get("allOf", [])]
        either = schema.get("oneOf", []) + schema.get("anyOf", [])
        either = [Shape(description, one) for one in either]
        for one in together + either:
            self.name = self.name or one.name
            self.types |= one.types
            self.fields |= one.fields
            self.values |= one.values
            self.items = self.items or one.items
            self.rest = self.rest or one.rest
        self.required |= {name for one in together for name in one.required}
        objects = [one.required for one in either if one.types != {"null"}]
        self.required |= set.intersection(*objects) if objects else set()


class Comparison:
    """Of two descriptions; what it finds is in `breaks`, each once."""

    def __init__(self, released: dict, now: dict) -> None:
        self.released, self.now = released, now
        self.breaks: list[str] = []
        self.seen: set[tuple[str, bool]] = set()
        for name in self.gone(*(d.get("components", {}).get("schemas", {}) for d in (released, now))):
            self.add(f"schema {name} vanished: clients name a type after it")
        for kind in ("paths", "webhooks"):
            self.operations(kind)

    def add(self, sentence: str) -> None:
        if sentence not in self.breaks:
            self.breaks.append(sentence)

    @staticmethod
    def gone(before: dict | set, now: dict | set) -> list:
        return [name for name in sorted(before) if name not in now]

    def operations(self, kind: str) -> None:
        paths = [description.get(kind, {}) for description in (self.released, self.now)]
        for path in self.gone(*paths):
            self.add(f"path {path} vanished")
        for path in paths[0].keys() & paths[1].keys():
            before, now = paths[0][path], paths[1][path]
            for method in METHODS:
                where = f"{method.upper()} {path}"
                if method in before and method not in now:
                    self.add(f"operation {where} vanished")
                elif method in before:
                    # A client reads what a webhook is sent, and writes what it answers.
                    self.operation(where, before[method], now[method], is_sent=kind == "paths")

    def operation(self, where: str, before: dict, now: dict, is_sent: bool) -> None:
        ids = [operation.get("operationId") for operation in (before, now)]
        if ids[0] != ids[1]:
            self.add(f"{where}: operationId {ids[0]} became {ids[1]}: clients name a function after it")
        self.parameters(where, before, now)
        bodies = [operation.get("requestBody", {}) for operation in (before, now)]
        self.content(f"{where}: request", bodies[0], bodies[1], is_sent)
        if bodies[1].get("required") and not bodies[0].get("required"):
            self.add(f"{where}: the request body is newly required")
        answers = [operation.get("responses", {}) for operation in (before, now)]
        for status in self.gone(*answers):
            self.add(f"{where}: status {status} vanished")
        for status in answers[0].keys() & answers[1].keys():
            label, one, other = f"{where}: {status}", answers[0][status], answers[1][status]
            for header in self.gone(one.get("headers", {}), other.get("headers", {})):
                self.add(f"{label}: header {header} vanished")
            self.content(label, one, other, not is_sent)

    def parameters(self, where: str, before: dict, now: dict) -> None:
        one, other = (
            {(p["in"], p["name"]): p for p in operation.get("parameters", [])} for operation in (before, now)
        )
        for place, name in self.gone(one, other):
            self.add(f"{where}: {place} parameter {name} vanished")
        for (place, name), parameter in other.items():
            earlier = one.get((place, name), {})
            label = f"{where}: {place} parameter {name}"
            if parameter.get("required") and not earlier.get("required"):
                self.add(f"{label} is newly required")
            if earlier:
                self.schema(label, earlier["schema"], parameter["schema"], is_sent=True)

    def content(self, where: str, before: dict, now: dict, is_sent: bool) -> None:
        one, other = before.get("content", {}), now.get("content", {})
        for media_type in self.gone(one, other):
            self.add(f"{where}: media type {media_type} vanished")
        for media_type in one.keys() & other.keys():
            schemas = [content[media_type].get("schema", {}) for content in (one, other)]
            self.schema(where, *schemas, is_sent)

    def schema(self, where: str, before: dict, now: dict, is_sent: bool) -> None:
        """Compares what is sent by a client, or else what it reads."""
        one, other = Shape(self.released, before), Shape(self.now, now)
        if one.name and one.name == other.name:
            self.types(where, one, other, is_sent)
            if (one.name, is_sent) in self.seen:
                return
            self.seen.add((one.name, is_sent))
            where = one.name
        else:
            self.types(where, one, other, is_sent)
        what = "request field" if is_sent else "response field"
        for field in self.gone(one.fields, other.fields):
            self.add(f"{what} {where}.{field} vanished")
        for field in self.gone(other.required, one.required) if is_sent else []:
            self.add(f"{what} {where}.{field} is newly required")
        for field in [] if is_sent else self.gone(one.required & other.fields.keys(), other.required):
            self.add(f"{what} {where}.{field} is no longer always there")
        for value in self.gone(one.values, other.values) if other.values else []:
            self.add(f"{where}: the value {value} vanished")
        for field in one.fields.keys() & other.fields.keys():
            self.schema(f"{where}.{field}", one.fields[field], other.fields[field], is_sent)
        for each in ("items", "rest"):
            inner = [getattr(shape, each) for shape in (one, other)]
            if all(isinstance(schema, dict) for schema in inner):
                self.schema(f"{where}[]", *inner, is_sent)

    def types(self, where: str, one: Shape, other: Shape, is_sent: bool) -> None:
        # Every integer is a number; a schema that names no type takes any.
        wide, narrow = (other.types, one.types) if is_sent else (one.types, other.types)
        if wide and narrow:
            whole = {"integer"} if "number" in wide else set()
            for lost in self.gone(narrow, wide | whole):
                self.add(f"{where} may {'no longer' if is_sent else 'now'} be {lost}")
        if bool(one.values) != bool(other.values) and bool(other.values) == is_sent:
            self.add(f"{where} {'is newly' if is_sent else 'is no longer'} one of a list of values")


def untold(description: bytes, changelog: str) -> Iterator[str]:
    """What the newest entry of the changelog lacks."""
    line = f"Description: sha256 {hashlib.sha256(description).hexdigest()[:16]}"
    newest = changelog.split("\n## ")[1:2] or [""]
    lines = newest[0].splitlines()
    if not any(text.startswith("- ") for text in lines):
        yield "the newest entry of contract/CHANGELOG.md tells of nothing"
    if line not in lines:
        yield (
            "contract/openapi.json is not the one that the newest entry of contract/CHANGELOG.md tells of: "
            f"tell there what changed, and end the entry with\n    {line}"
        )


def unreleased(released: bytes, changelog: str) -> Iterator[str]:
    """What speaks against released.json being the description of a release."""
    version = json.loads(released)["info"]["version"]
    line = f"Description: sha256 {hashlib.sha256(released).hexdigest()[:16]}"
    entries = [entry.splitlines() for entry in changelog.split("\n## ")[1:]]
    if not any(entry[0] == version and line in entry for entry in entries):
        yield (
            f"contract/released.json is not the description that the entry {version} of contract/CHANGELOG.md "
            "tells of: it is changed by a release alone, and its entry stays as it is"
        )


def main(contract: Path) -> int:
    description = (contract / "openapi.json").read_bytes()
    last = (contract / "released.json").read_bytes()
    released, changelog = json.loads(last), (contract / "CHANGELOG.md").read_text()
    found = sorted(Comparison(released, json.loads(description)).breaks)
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        print(f"contract/openapi.json breaks clients of the last release: {len(found)}", file=sys.stderr)
    missing = [*untold(description, changelog), *unreleased(last, changelog)]
    for sentence in missing:
        print(sentence, file=sys.stderr)
    return 1 if found or missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[2] / "contract"))
