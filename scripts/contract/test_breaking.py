"""Each break by its name, and nothing else as a break."""

import copy
import hashlib
from pathlib import Path

import pytest

import breaking

STATUS = {"type": "string", "enum": ["open", "done"]}
ALERT = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "string"},
        "status": {"$ref": "#/components/schemas/Status"},
        "score": {"type": ["integer", "null"]},
        "note": {"oneOf": [{"$ref": "#/components/schemas/Note"}, {"type": "null"}]},
    },
}
NOTE = {
    "type": "object",
    "required": ["by"],
    "properties": {"by": {"type": "string"}, "text": {"type": "string"}},
}
JSON = "application/json"


def body(name: str) -> dict:
    return {"content": {JSON: {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


DESCRIPTION = {
    "paths": {
        "/alerts": {
            "get": {
                "operationId": "listAlerts",
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer"}}],
                "responses": {
                    "200": {
                        "headers": {"Link": {"schema": {"type": "string"}}},
                        "content": {
                            JSON: {
                                "schema": {"type": "array", "items": body("Alert")["content"][JSON]["schema"]}
                            }
                        },
                    },
                    "422": {},
                },
            },
            "post": {
                "operationId": "addNote",
                "requestBody": body("Note"),
                "responses": {"200": body("Alert")},
            },
        }
    },
    "webhooks": {"told": {"post": {"requestBody": body("Alert"), "responses": {}}}},
    "components": {"schemas": {"Alert": ALERT, "Note": NOTE, "Status": STATUS}},
}
GET, POST = (f"['paths']['/alerts']['{method}']" for method in ("get", "post"))
SCHEMAS = "['components']['schemas']"


def breaks(change: str) -> list[str]:
    """What a change, a statement about `d`, breaks."""
    now = copy.deepcopy(DESCRIPTION)
    exec(change, {"d": now})
    assert now != DESCRIPTION, "the change changes nothing"
    return breaking.Comparison(DESCRIPTION, now).breaks


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("del d['paths']['/alerts']", "path /alerts vanished"),
        ("del d['webhooks']['told']", "path told vanished"),
        (f"del d{POST}", "operation POST /alerts vanished"),
        (
            f"d{GET}['operationId'] = 'alerts'",
            "GET /alerts: operationId listAlerts became alerts: clients name a function after it",
        ),
        (f"del d{GET}['responses']['422']", "GET /alerts: status 422 vanished"),
        (f"del d{GET}['responses']['200']['headers']", "GET /alerts: 200: header Link vanished"),
        (f"del d{GET}['responses']['200']['content']", f"GET /alerts: 200: media type {JSON} vanished"),
        (f"del d{GET}['parameters']", "GET /alerts: query parameter limit vanished"),
        (
            f"d{GET}['parameters'][0]['required'] = True",
            "GET /alerts: query parameter limit is newly required",
        ),
        (
            f"d{GET}['parameters'][0]['schema']['type'] = 'string'",
            "GET /alerts: query parameter limit may no longer be integer",
        ),
        (
            f"d{GET}['parameters'] += [{{'in': 'header', 'name': 'key', 'required': True, 'schema': {{}}}}]",
            "GET /alerts: header parameter key is newly required",
        ),
        (f"d{POST}['requestBody']['required'] = True", "POST /alerts: the request body is newly required"),
        (f"del d{SCHEMAS}['Alert']['properties']['score']", "response field Alert.score vanished"),
        (
            f"d{SCHEMAS}['Alert']['required'].remove('id')",
            "response field Alert.id is no longer always there",
        ),
        (f"d{SCHEMAS}['Alert']['properties']['id']['type'] = 'integer'", "Alert.id may now be integer"),
        (
            f"d{SCHEMAS}['Alert']['properties']['score']['type'] += ['string']",
            "Alert.score may now be string",
        ),
        (f"d{SCHEMAS}['Note']['required'].append('text')", "request field Note.text is newly required"),
        (
            f"d{SCHEMAS}['Note']['properties']['text']['enum'] = ['a']",
            "Note.text is newly one of a list of values",
        ),
        (f"d{SCHEMAS}['Status']['enum'].remove('open')", 'Status: the value "open" vanished'),
        (f"del d{SCHEMAS}['Status']['enum']", "Alert.status is no longer one of a list of values"),
    ],
)
def test_what_breaks_is_named(change: str, name: str) -> None:
    assert name in breaks(change)


def test_a_field_that_is_read_and_sent_breaks_both() -> None:
    assert set(breaks(f"del d{SCHEMAS}['Note']['properties']['text']")) == {
        "request field Note.text vanished",
        "response field Note.text vanished",
    }


def test_a_schema_is_missed_though_its_fields_stay() -> None:
    change = f"s = d{SCHEMAS}; s['State'] = s.pop('Status'); s['Alert']['properties']['status']['$ref'] = '#/components/schemas/State'"
    assert breaks(change) == ["schema Status vanished: clients name a type after it"]


@pytest.mark.parametrize(
    "change",
    [
        "d['paths']['/more'] = {'get': {'responses': {}}}",
        f"d{GET}['responses']['503'] = {{}}",
        f"d{GET}['parameters'] += [{{'in': 'query', 'name': 'before', 'schema': {{}}}}]",
        f"d{GET}['parameters'][0]['schema']['type'] = 'number'",
        f"d{SCHEMAS}['Alert']['properties']['since'] = {{'type': 'string'}}",
        f"d{SCHEMAS}['Alert']['required'].append('score')",
        f"d{SCHEMAS}['Alert']['properties']['score']['type'] = 'integer'",
        f"d{SCHEMAS}['Note']['properties']['more'] = {{'type': 'string'}}",
        f"d{SCHEMAS}['Status']['enum'].append('lost')",
        f"d{SCHEMAS}['Status']['description'] = 'How it stands.'",
    ],
)
def test_what_is_added_breaks_nothing(change: str) -> None:
    assert breaks(change) == []


ENTRY = "# Changes\n\n## Unreleased\n\n- A field.\n\n{}\n\n## 0.1.0\n\n- All of it.\n"
LINE = "Description: sha256 44136fa355b3678a"


@pytest.mark.parametrize(
    ("description", "changelog", "count"),
    [
        (b"{}", ENTRY.format(LINE), 0),
        (b"{ }", ENTRY.format(LINE), 1),
        (b"{}", ENTRY.format("") + LINE, 1),
        (b"{}", ENTRY.format(LINE).replace("- A field.", ""), 1),
        (b"{}", "# Changes\n", 2),
    ],
)
def test_the_newest_entry_tells_of_every_change(description: bytes, changelog: str, count: int) -> None:
    assert len(list(breaking.untold(description, changelog))) == count


RELEASED = b'{"info": {"version": "0.1.0"}}'
OF_RELEASE = "Description: sha256 " + hashlib.sha256(RELEASED).hexdigest()[:16]


@pytest.mark.parametrize(
    ("released", "changelog", "count"),
    [
        (RELEASED, f"# Changes\n\n## Next\n\n- More.\n\n## 0.1.0\n\n- All.\n\n{OF_RELEASE}\n", 0),
        (RELEASED + b" ", f"# Changes\n\n## 0.1.0\n\n- All.\n\n{OF_RELEASE}\n", 1),
        (RELEASED, f"# Changes\n\n## 0.2.0\n\n- All.\n\n{OF_RELEASE}\n", 1),
        (RELEASED, f"# Changes\n\n## Next\n\n- More.\n\n{OF_RELEASE}\n\n## 0.1.0\n\n- All.\n", 1),
    ],
)
def test_what_is_released_stays_as_its_entry_tells(released: bytes, changelog: str, count: int) -> None:
    assert len(list(breaking.unreleased(released, changelog))) == count


def test_it_fails_by_what_is_checked_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {
        "openapi.json": "{}",
        "released.json": RELEASED.decode(),
        "CHANGELOG.md": ENTRY.format(LINE) + f"\n{OF_RELEASE}\n",
    }.items():
        (tmp_path / name).write_text(text)
    assert breaking.main(tmp_path) == 0
    (tmp_path / "released.json").write_text('{"info": {"version": "0.1.0"}, "paths": {"/score": {}}}')
    assert breaking.main(tmp_path) == 1
    assert "path /score vanished" in capsys.readouterr().err
