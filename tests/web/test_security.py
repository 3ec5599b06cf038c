"""Who may ask for what: every route by role, forms of our own only, headers, limits, redirects."""

import json
import re

import pytest
from fastapi.routing import APIRoute

from rashomon.web import accounts
from rashomon.web.limits import Limiter
from rashomon.web.routes import ROUTERS
from rashomon.web.routes.incident import local_path
from rashomon.web.security import FORM_BYTES, HEADERS
from rashomon.web.users import ROLES

ROUTES = [
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    for method in sorted(route.methods)
]
POSTS = [path for method, path in ROUTES if method == "POST" and path != "/login"]
GETS = [path for method, path in ROUTES if method == "GET" and path != "/login"]
LEAST = {
    "/incidents/{id}/decide": "coder",
    "/judgements/{id}/undo": "coder",
    "/api/v1/judgements": "coder",
    "/api/v1/judgements/{id}/undo": "coder",
    "/api/v1/codebook": "editor",
    "/api/v1/coding": "editor",
    "/api/v1/coding/units/{id}": "coder",
    "/api/v1/coding/units/{id}/settle": "editor",
    "/forecasts/{id}/resolve": "coder",
    "/review/{id}/decide": "coder",
    "/review/{id}/correct": "coder",
    "/codebook": "editor",
    "/codebook/edit": "editor",
    "/coding/sample": "editor",
    "/coding/next": "coder",
    "/coding/units/{id}": "coder",
    "/coding/resolve": "editor",
    "/logout": "reader",
    "/admin": "admin",
    "/admin/accounts": "admin",
    "/admin/accounts/{name}/disable": "admin",
    "/admin/tokens": "admin",
    "/admin/tokens/{id}/drop": "admin",
    "/api/v1/admin/accounts": "admin",
    "/api/v1/admin/accounts/{name}/disable": "admin",
    "/api/v1/admin/tokens": "admin",
    "/api/v1/admin/tokens/{id}/drop": "admin",
    "/api/v1/admin/log": "admin",
}
"""Least role of a route that is more than reading; every POST must stand here."""
READ_ALONE = {"/codebook", "/api/v1/judgements", "/api/v1/codebook", "/api/v1/coding"}
FORMS = {
    "/incidents/{id}/decide": {"action": "comment", "why": "seen"},
    "/judgements/{id}/undo": {"why": "taken back"},
    "/api/v1/judgements": {"action": "comment", "subjects": ["{statement}"], "why": "seen"},
    "/api/v1/judgements/{id}/undo": {"why": "taken back"},
    "/api/v1/codebook": {"text": "x", "why": "x", "after": 0},
    "/api/v1/coding": {"size": 2},
    "/api/v1/coding/units/{id}": {"values": {"said": "yes"}},
    "/api/v1/coding/units/{id}/settle": {"field": "type", "value": "x", "why": "x"},
    "/forecasts/{id}/resolve": {"state": "open", "why": "seen"},
    "/review/{id}/decide": {"action": "accept"},
    "/review/{id}/correct": {"field": "status", "status": "planned", "why": "as the text says"},
    "/codebook": {"text": "x", "why": "x", "after": "0", "action": "check"},
    "/coding/sample": {"size": "2"},
    "/coding/units/{id}": {"occurred": "yes"},
    "/coding/resolve": {"subject": "s", "field": "type", "value": "=x", "why": "x"},
    "/logout": {},
    "/admin/accounts": {"name": "oslan", "role": "reader", "password": "a long new password"},
    "/admin/accounts/{name}/disable": {"disabled": "true"},
    "/admin/tokens": {"name": "reader", "scopes": "read"},
    "/admin/tokens/{id}/drop": {},
    "/api/v1/admin/accounts": {"name": "oslan", "role": "reader", "password": "a long password"},
    "/api/v1/admin/accounts/{name}/disable": {"disabled": True},
    "/api/v1/admin/tokens": {"name": "reader", "scopes": ["read"]},
    "/api/v1/admin/tokens/{id}/drop": {},
}


@pytest.fixture
def address(base, ids):
    """Fill an address's parts with ids that exist."""
    made = base.judge("comment", [ids.statement], who="editor", why="a first look")
    base.draw_sample(2, start="s0", who="editor", kind="event")
    sampled = base.sample().ids[0]

    def fill(path):
        named = {"documents": ids.document, "incidents": ids.incident, "judgements": made.id}
        head = path.removeprefix("/api/v1").split("/")[1]
        named["forecasts"] = next((s.id for s in base.foretelling()), ids.statement)
        id_ = sampled if "/coding/units" in path else named.get(head, ids.statement)
        path = path.replace("{id}", id_).replace("{name}", "coder").replace("{number}", "0")
        path += "?day=2019-12-31" if path.endswith("/as-of") else ""
        return path + ("?as=csv" if path == "/api/v1/export" else "")

    return fill


def _least(method, path):
    return "reader" if method == "GET" and path in READ_ALONE else LEAST.get(path, "reader")


def _post(client, path, address, ids, csrf):
    form = json.loads(json.dumps(FORMS[path]).replace("{statement}", ids.statement))
    if path.startswith("/api/"):
        headers = {} if csrf is None else {"X-CSRF-Token": csrf}
        return client.post(address(path), json=form, headers=headers)
    return client.post(address(path), data=form if csrf is None else form | {"csrf": csrf})


def test_every_route_that_changes_something_is_known_here():
    assert set(POSTS) <= set(LEAST)
    assert set(POSTS) == set(FORMS)
    assert {m for m, _ in ROUTES} == {"GET", "POST"}


def test_no_route_is_made_beside_the_routers(local):
    beside = [r for r in local.app.routes if isinstance(r, APIRoute)]
    assert beside == []


@pytest.mark.parametrize("role", [None, *ROLES])
def test_every_page_answers_those_who_may_and_no_others(sign_in, address, role):
    client = sign_in(role)
    for path in GETS:
        answer = client.get(address(path))
        if role is None:
            wanted = {401} if path.startswith("/api/") else {303}
        elif ROLES.index(role) < ROLES.index(_least("GET", path)):
            wanted = {403}
        else:
            wanted = {303} if path in ("/coding/next", "/incidents") else {200}
            wanted = {404} if path == "/api/v1/forecasts/{id}" else wanted  # the base has none
        assert answer.status_code in wanted, (path, answer.text[-300:])
        if role is None and not path.startswith("/api/"):
            assert answer.headers["location"].startswith("/login?to=/")


@pytest.mark.parametrize("path", POSTS)
def test_a_form_needs_the_sessions_own_token(sign_in, address, ids, path):
    client = sign_in("admin")
    other = sign_in("editor")
    for csrf in (None, "", "wrong", other.csrf, accounts.LOCAL_CSRF):
        assert _post(client, path, address, ids, csrf).status_code == 403, csrf
    assert _post(client, path, address, ids, client.csrf).status_code != 403


@pytest.mark.parametrize("path", POSTS)
def test_nobody_posts_who_is_not_signed_in(sign_in, address, ids, path):
    assert _post(sign_in(None), path, address, ids, "").status_code == 401


@pytest.mark.parametrize("path", [p for p in POSTS if LEAST[p] != "reader"])
def test_a_lower_role_may_not_post(sign_in, address, ids, path):
    below = ROLES[ROLES.index(LEAST[path]) - 1]
    client = sign_in(below)
    assert _post(client, path, address, ids, client.csrf).status_code == 403


def test_nobody_signs_in_at_home_but_forms_still_need_the_token(local, address, ids):
    assert local.get("/").status_code == 200
    path = "/incidents/{id}/decide"
    assert _post(local, path, address, ids, "wrong").status_code == 403
    assert _post(local, path, address, ids, accounts.LOCAL_CSRF).status_code == 303


@pytest.mark.parametrize(
    "path", ["/", "/login", "/static/workbench.css", "/static/none", "/nowhere", "/api/v1/nothing"]
)
def test_every_answer_has_the_headers(sign_in, path):
    answer = sign_in("admin").get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    if not path.startswith("/static/"):
        assert answer.headers["cache-control"] == "no-store"


def test_the_policy_lets_nothing_in_from_elsewhere(sign_in):
    policy = sign_in(None).get("/login").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_pages_obey_their_own_policy(sign_in, address):
    client = sign_in("admin")
    for path in GETS:
        answer = client.get(address(path))
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text), path
            assert not re.search(r"\s(style|on\w+)=[\"']", answer.text), path
            assert not re.search(r"(src|href|action)=[\"'](?:https?:)?//", answer.text), path


def test_cookies_are_for_this_site_and_not_for_scripts(sign_in):
    client = sign_in(None, secure_cookies=True)
    form = {"name": "reader", "password": "a long password of the reader"}
    cookie = client.post("/login", data=form).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" in cookie


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "",
           "/\t/evil.example", "/\n/evil.example", " //evil.example", "\\\\evil.example"],
)  # fmt: skip
def test_a_sign_in_leads_nowhere_else(sign_in, to):
    form = {"name": "reader", "password": "a long password of the reader", "to": to}
    assert sign_in(None).post("/login", data=form).headers["location"] == "/"
    assert local_path(to) == "/"


def test_a_sign_in_leads_back(sign_in):
    form = {"name": "reader", "password": "a long password of the reader", "to": "/find?words=a"}
    assert sign_in(None).post("/login", data=form).headers["location"] == "/find?words=a"


def test_what_is_too_large_is_turned_away(sign_in, ids):
    client = sign_in("coder")
    path = f"/incidents/{ids.incident}/decide"
    form = {"csrf": client.csrf, "action": "comment", "why": "x" * (FORM_BYTES + 1)}
    assert client.post(path, data=form).status_code == 413


def test_what_is_too_large_is_turned_away_without_a_length(sign_in, ids):
    client = sign_in("coder")

    def endless():
        for _ in range(20):
            yield b"x" * (FORM_BYTES // 10)

    answer = client.post(f"/incidents/{ids.incident}/decide", content=endless())
    assert answer.status_code == 411


def test_too_many_requests_are_turned_away(sign_in):
    client = sign_in("reader", requests_per_minute=5)
    codes = [client.get("/help").status_code for _ in range(6)]
    assert codes[-1] == 429
    assert 200 in codes


def test_the_limit_forgets_after_a_minute():
    limit = Limiter(2)
    limit.check("a", now=0.0)
    limit.check("a", now=1.0)
    with pytest.raises(Exception, match="Wait"):
        limit.check("a", now=2.0)
    limit.check("b", now=2.0)
    limit.check("a", now=61.5)


def test_an_error_tells_nothing_of_the_inside(sign_in, monkeypatch):
    client = sign_in("reader")
    monkeypatch.setattr(type(client.app.state.listings), "facets", lambda _: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "RSH-000" in answer.text
    assert answer.headers["content-security-policy"]
