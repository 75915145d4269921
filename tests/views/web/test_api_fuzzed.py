"""The API asked at random by schemathesis along its own OpenAPI document: no server error, no answer it does not know, no write."""

import hashlib

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dateline.views.web.app import application
from dateline.views.web.guard import LOCAL
from dateline.views.web.openapi import document
from dateline.views.web.state import Desk

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
OPERATIONS = [(method.upper(), path) for path, methods in document()["paths"].items() for method in methods]
CALM = settings(max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def schema(example_book):
    """The API of a book whose bytes are the same afterwards."""
    before = hashlib.sha256(example_book.read_bytes()).hexdigest()
    yield schemathesis.openapi.from_asgi("/api/openapi.json", application(Desk(example_book), LOCAL | {"testserver"}))
    assert hashlib.sha256(example_book.read_bytes()).hexdigest() == before, "nothing without the token and the cookie may write"


@pytest.mark.parametrize("method, path", OPERATIONS)
def test_every_operation_answers_what_its_document_says(schema, method, path):
    seen = []

    @CALM
    @given(case=schema[path][method].as_strategy())
    def ask(case):
        seen.append(case.call_and_validate(checks=CHECKS).status_code)
    ask()
    assert len(seen) >= 20 or ("{" not in path and method == "GET"), seen


def test_the_document_names_every_address_of_the_api(example_book):
    app = application(Desk(example_book))
    paths = {r.path for r in app.routes if r.path.startswith("/api/") and r.path != "/api/openapi.json"}
    assert paths == set(document()["paths"])
