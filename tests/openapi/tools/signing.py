"""The rule by which the 1688 API is signed, for httpx and, as hooks, for schemathesis."""

import hashlib
import json
import os
import re
import time
from collections.abc import Generator, Iterable
from functools import reduce
from operator import getitem
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
import requests

KEY_ID, SECRET = os.environ["KEY_ID"], os.environ["SECRET"]
ADDED = ("appKey", "requestTime", "sign")


def signature(pairs: Iterable[tuple[str, str]]) -> str:
    text = "".join(f"{name}={value}&" for name, value in sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be")))
    return hashlib.md5(f"{text}secret={SECRET}".encode()).hexdigest().upper()


def number(text: str) -> float | int:
    """A whole number is one in JSON Schema, however it is written; the vendor's ids have no fraction of zeros."""
    value = float(text)
    return int(value) if value.is_integer() else value


def signed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = [pair for pair in pairs if pair[0] not in ADDED] + [("appKey", KEY_ID)]
    return kept + [("sign", signature(kept))]


class SignedQuery(httpx.Auth):
    """Signs what httpx sends without a body."""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.url = request.url.copy_with(query=urlencode(signed(request.url.params.multi_items())).encode())
        yield request


class Signed(requests.auth.AuthBase):
    """Signs what schemathesis sends: a query, a JSON object or a multipart form."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        kind, body = request.headers.get("content-type", ""), request.body or b""
        body = body.encode() if isinstance(body, str) else body
        if request.method == "GET":
            url = urlsplit(request.url or "")
            pairs = parse_qsl(str(url.query), keep_blank_values=True)
            # It leaves them out to see that such a request is refused.
            if {"appKey", "sign"} <= {name for name, _ in pairs}:
                request.url = urlunsplit(url._replace(query=urlencode(signed(pairs))))
        elif kind.startswith("application/json"):
            request.body = self.json(body)
        elif kind.startswith("multipart/form-data"):
            request.body = self.multipart(body, kind.partition("boundary=")[2].strip('"').encode())
        if request.body is not None and request.method != "GET":
            request.headers["content-length"] = str(len(request.body))
        return request

    @staticmethod
    def json(body: bytes) -> bytes:
        try:
            members = json.loads(body, parse_float=number)
        except ValueError:
            return body
        if not isinstance(members, dict):
            return body
        added = {"appKey": KEY_ID, "requestTime": str(time.time_ns() // 1_000_000)}
        return json.dumps({**members, **added, "sign": signature(added.items())}).encode()

    @staticmethod
    def multipart(body: bytes, boundary: bytes) -> bytes:
        part = rb'--%s\r\n[^\r]*name="([^"]*)"[^\r]*\r\n(?:[^\r]+\r\n)*\r\n(.*?)(?=\r\n--%s)' % (boundary, boundary)
        pairs = [(name.decode(), value.decode("utf-8", "replace")) for name, value in re.findall(part, body, re.DOTALL)]
        text = '--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        added = (text % (boundary.decode(), name, value) for name, value in signed(pairs) if name in ADDED)
        return "".join(added).encode() + body


if "SCHEMATHESIS_HOOKS" in os.environ:
    import schemathesis

    schemathesis.auth.set_from_requests(Signed())

    Schema = dict[str, Any]

    def smallest(schema: Schema, document: Schema) -> Any:
        """A small value of a schema of a request."""
        if "$ref" in schema:
            return smallest(reduce(getitem, schema["$ref"].removeprefix("#/").split("/"), document), document)
        if "anyOf" in schema:
            return smallest(schema["anyOf"][0], document)
        if "enum" in schema:
            return schema["enum"][0]
        match schema.get("type"):
            case "object":
                members = schema.get("properties", {})
                return {name: smallest(members[name], document) for name in schema.get("required", [])}
            case "array":
                return [smallest(schema["items"], document)] * schema.get("minItems", 0)
            case "integer" | "number":
                return max(0, schema.get("minimum", 0))
            case "boolean":
                return False
            case _:
                return "1"

    def fill(values: object, schemas: Schema, document: Schema) -> None:
        """JSON Schema does not check what a string of JSON holds: puts a value of its schema there."""
        for name, schema in schemas.items() if isinstance(values, dict) else ():
            if name in values and "contentSchema" in schema and "pattern" not in schema:
                values[name] = json.dumps(smallest(schema["contentSchema"], document))

    def empty_untyped(query: Schema, parameters: list[Schema], document: Schema) -> None:
        """Whatever stands in place of a joined list of strings is sent as text and would be one: empties the list."""
        for each in (each for each in parameters if each.get("explode") is False):
            value, items = query.get(each["name"]), each["schema"].get("items")
            if value is not None and items and isinstance(smallest(items, document), str):
                if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                    query[each["name"]] = [""]

    @schemathesis.hook
    def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, object]) -> None:
        """Keeps in valid requests the rules that OpenAPI cannot express, or only by extensions, and invalid ones so."""
        rules, query, document = case.operation.definition.raw, case.query, case.operation.schema.raw_schema
        parameters = rules.get("parameters", [])
        if not case.meta or not case.meta.generation.mode.is_positive:
            empty_untyped(query or {}, parameters, document)
            return
        fill(query, {each["name"]: each["schema"] for each in parameters}, document)
        content = rules.get("requestBody", {}).get("content", {})
        fill(case.body, content.get("application/json", {}).get("schema", {}).get("properties", {}), document)
        if "multipart/form-data" in content and isinstance(case.body, dict):
            # Clients disagree on how such a form escapes the names of fields, and names are signed: only declared ones.
            declared = content["multipart/form-data"]["schema"]["properties"]
            case.body = {name: value for name, value in case.body.items() if name in declared}
        if not query:
            return
        for name, value in query.items():
            query[name] = number(str(value)) if isinstance(value, float) else value
        for span in rules.get("x-spans", []):
            if {span["from"], span["until"]} <= query.keys():
                query[span["until"]] = query[span["from"]]
        for group in rules.get("x-require-one-of", []) if "requestBody" not in rules else []:
            chosen = next((name for name in group if name in query), group[0])
            query.setdefault(chosen, "1")
            for name in set(group) - {chosen}:
                query.pop(name, None)
