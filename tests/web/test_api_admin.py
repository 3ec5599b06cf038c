"""The JSON interface to accounts, tokens and the log: for admins, like their page, no secrets."""

import logging

import pytest

from rashomon.web import accounts
from rashomon.web.users import ROLES

ADMIN = "/api/v1/admin"
OSLAN = {"name": "oslan", "role": "coder", "password": "quite a long password"}
SCOPES = [None, "read", "write", "read write", "admin write"]
"""None: a session."""


@pytest.fixture
def holding(sign_in, base):
    """Give a client with a session (no scopes) or a token of a role; it posts JSON."""

    def make(role, scopes=None, **changes):
        client = sign_in(role if scopes is None else None, **changes)
        if scopes is None:
            client.headers["X-CSRF-Token"] = client.csrf
        else:
            secret, _ = accounts.make_token(base, role, scopes=scopes, label="test")
            client.headers["Authorization"] = f"Bearer {secret}"
        return client

    return make


def _everything(client, base):
    _, token = accounts.make_token(base, "reader", scopes="read", label="")
    yield client.get(f"{ADMIN}/accounts")
    yield client.get(f"{ADMIN}/tokens")
    yield client.get(f"{ADMIN}/log")
    yield client.post(f"{ADMIN}/accounts", json=OSLAN)
    yield client.post(f"{ADMIN}/accounts/reader/disable", json={"disabled": True})
    yield client.post(f"{ADMIN}/tokens", json={"name": "coder", "scopes": ["write"]})
    yield client.post(f"{ADMIN}/tokens/{token.id}/drop")


def _state(base):
    people = [(a.name, a.role, a.disabled) for a in base.accounts()]
    return people, len(base.tokens()), len(base.accesses())


@pytest.mark.parametrize("scopes", SCOPES)
@pytest.mark.parametrize("role", ROLES)
def test_only_an_admin_or_a_token_for_it_gets_an_answer(holding, base, role, scopes):
    client = holding(role, scopes)
    before = _state(base)
    codes = [answer.status_code for answer in _everything(client, base)]
    if role == "admin" and (scopes is None or "admin" in scopes):
        assert codes == [200, 200, 200, 201, 200, 201, 200]
        assert _state(base) != before
    else:
        assert codes == [403] * 7
        assert _state(base) == (before[0], before[1] + 1, before[2])  # the one of the test


def test_accounts_are_made_changed_shut_and_opened(holding, sign_in):
    admin = holding("admin")
    made = admin.post(f"{ADMIN}/accounts", json=OSLAN)
    assert made.status_code == 201
    assert made.json() | {"made_at": ""} == {
        "name": "oslan", "role": "coder", "made_at": "", "disabled": False}  # fmt: skip
    admin.post(f"{ADMIN}/accounts", json=OSLAN | {"role": "editor"})
    listed = admin.get(f"{ADMIN}/accounts").json()
    roles = {one["name"]: one["role"] for one in listed["items"]}
    assert roles == dict(zip(ROLES, ROLES, strict=True)) | {"oslan": "editor"}
    assert listed["total"] == 5
    form = {"name": "oslan", "password": OSLAN["password"]}
    for disabled, status in ((True, 401), (False, 303)):
        given = {"disabled": disabled}
        shut = admin.post(f"{ADMIN}/accounts/oslan/disable", json=given).json()
        assert shut["disabled"] is disabled
        assert sign_in(None).post("/login", data=form).status_code == status


def test_a_token_opens_until_it_is_dropped(holding, sign_in):
    admin = holding("admin")
    given = {"name": "reader", "scopes": ["write", "read"], "label": "nightly"}
    made = admin.post(f"{ADMIN}/tokens", json=given).json()
    assert (made["scopes"], made["label"]) == (["read", "write"], "nightly")
    headers = {"Authorization": f"Bearer {made.pop('secret')}"}
    client = sign_in(None)
    assert client.get("/api/v1/counts", headers=headers).status_code == 200
    assert admin.get(f"{ADMIN}/tokens").json()["items"] == [made]
    assert admin.post(f"{ADMIN}/tokens/{made['id']}/drop").json() == {"id": made["id"]}
    assert client.get("/api/v1/counts", headers=headers).status_code == 401
    assert admin.get(f"{ADMIN}/tokens").json()["total"] == 0


@pytest.mark.parametrize("path", [f"{ADMIN}/tokens", "/admin/tokens"])
@pytest.mark.parametrize(
    "wanted", [["read"], ["read", "write"], ["write", "read write"], ["admin"]]
)
def test_a_token_makes_none_that_may_more(holding, base, path, wanted):
    client = holding("admin", "admin write")
    given = {"name": "admin", "scopes": wanted}
    kind = "json" if path.startswith("/api/") else "data"
    answer = client.post(path, **{kind: given})
    assert answer.status_code == 403
    assert "RSH-401" in answer.text
    assert len(base.tokens()) == 1
    made = client.post(path, **{kind: given | {"scopes": ["write"]}})
    assert made.status_code in (200, 201)
    assert {one.scopes for one in base.tokens()} == {"admin write", "write"}


@pytest.mark.parametrize(
    ("path", "given"),
    [
        pytest.param("accounts", OSLAN | {"role": "admin"}, id="make"),
        pytest.param("accounts", OSLAN | {"name": "second"}, id="change"),
        pytest.param("accounts/second/disable", {"disabled": "true"}, id="shut"),
        pytest.param("tokens", {"name": "second", "scopes": ["admin"]}, id="token"),
    ],
)
def test_no_token_makes_changes_or_shuts_an_admin(holding, base, path, given):
    accounts.make_account(base, "second", "admin", "quite another password")
    by_token, by_session = holding("admin", "admin"), holding("admin")
    before = _state(base)
    assert by_token.post(f"{ADMIN}/{path}", json=given).status_code == 403
    assert by_token.post(f"/admin/{path}", data=given).status_code == 403
    assert _state(base) == before
    assert by_session.post(f"{ADMIN}/{path}", json=given).status_code in (200, 201)


def test_the_log_names_the_token(holding, base):
    client = holding("admin", "admin")
    [token] = base.tokens()
    client.post(f"{ADMIN}/accounts", json=OSLAN)
    assert base.accesses(1)[0].who == f"admin (token {token.id})"


def test_a_token_gives_its_account_no_more_than_the_role(holding, base, sign_in):
    given = {"name": "editor", "scopes": ["read", "write"]}
    secret = holding("admin").post(f"{ADMIN}/tokens", json=given).json()["secret"]
    client = sign_in(None)
    client.headers["Authorization"] = f"Bearer {secret}"
    assert {answer.status_code for answer in _everything(client, base)} == {403}


REFUSED = [
    ("accounts", OSLAN | {"name": "a b"}),
    ("accounts", OSLAN | {"name": "x" * 65}),
    ("accounts", OSLAN | {"role": "king"}),
    ("accounts", OSLAN | {"password": "short"}),
    ("accounts", OSLAN | {"password": "x" * 201}),
    ("accounts", {"name": "oslan"}),
    ("accounts/admin/disable", {"disabled": "true"}),
    ("accounts/nobody/disable", {"disabled": "true"}),
    ("accounts/reader/disable", {"disabled": "perhaps"}),
    ("tokens", {"name": "nobody", "scopes": ["read"]}),
    ("tokens", {"name": "reader", "scopes": ["all"]}),
    ("tokens", {"name": "reader", "scopes": ["read", "all"]}),
    ("tokens", {"name": "reader", "scopes": ["read"], "label": "x" * 101}),
    ("tokens/none/drop", {}),
]


@pytest.mark.parametrize(("path", "given"), REFUSED)
def test_what_the_page_refuses_is_refused_alike(holding, base, path, given):
    admin = holding("admin")
    before = _state(base)
    page = admin.post(f"/admin/{path}", data=given | {"csrf": admin.csrf})
    answer = admin.post(f"{ADMIN}/{path}", json=given)
    assert answer.status_code == page.status_code
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]["code"] in page.text
    assert _state(base) == before


def test_the_log_says_the_same_as_of_the_page(holding, base):
    admin = holding("admin")
    doings = [
        ("accounts", OSLAN),
        ("accounts/oslan/disable", {"disabled": "true"}),
        ("accounts/oslan/disable", {"disabled": "false"}),
        ("tokens", {"name": "oslan", "scopes": ["read"]}),
        ("tokens/{id}/drop", {}),
    ]

    def told(send):
        for path, given in doings:
            ids = [one.id for one in base.tokens()]
            send(path.format(id=ids[-1] if ids else ""), given)
        lines = base.accesses(len(doings))
        at = lines[0].detail.partition(":")[0]  # the token's id
        return [(a.who, a.what, a.detail.replace(at, "ID")) for a in lines]

    by_page = told(lambda p, g: admin.post(f"/admin/{p}", data=g | {"csrf": admin.csrf}))
    by_api = told(lambda p, g: admin.post(f"{ADMIN}/{p}", json=g))
    assert by_api == by_page
    assert base.access_count() == 2 * len(doings)
    assert by_api[-1] == ("admin", "account", "oslan: coder")


def test_the_log_comes_by_page_the_newest_first(holding, base):
    for n in range(5):
        base.note_access("editor", "export", str(n))
    admin = holding("admin", "admin")
    pages = [admin.get(f"{ADMIN}/log?per_page=2&page={n}").json() for n in (1, 2, 3, 4)]
    assert [[a["detail"] for a in page["items"]] for page in pages] == [
        ["4", "3"], ["2", "1"], ["0"], []]  # fmt: skip
    assert {page["total"] for page in pages} == {5}
    assert pages[0]["items"][0].keys() == {"seq", "at", "who", "what", "detail"}
    assert admin.get(f"{ADMIN}/log?per_page=201").status_code == 422
    assert admin.get(f"{ADMIN}/log?page=0").status_code == 422


@pytest.mark.parametrize("kind", ["accounts", "tokens"])
def test_accounts_and_tokens_come_by_page(holding, base, kind):
    for role in ROLES:
        accounts.make_token(base, role, scopes="read", label="")
    admin = holding("admin")
    whole = admin.get(f"{ADMIN}/{kind}").json()
    parts = [admin.get(f"{ADMIN}/{kind}?per_page=3&page={n}").json() for n in (1, 2)]
    assert [len(part["items"]) for part in parts] == [3, 1]
    assert parts[0]["items"] + parts[1]["items"] == whole["items"]
    assert {whole["total"], *(part["total"] for part in parts)} == {4}


def test_no_secret_is_listed_or_logged(holding, base, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    admin = holding("admin")
    made = admin.post(f"{ADMIN}/accounts", json=OSLAN)
    given = {"name": "oslan", "scopes": ["read"]}
    token = admin.post(f"{ADMIN}/tokens", json=given)
    secret = token.json()["secret"]
    assert token.headers["cache-control"] == "no-store"
    refused = admin.post(f"{ADMIN}/accounts", json=OSLAN | {"role": "king"})
    long = "x" * 150 + OSLAN["password"] + "x" * 50
    refused_too = admin.post(f"{ADMIN}/accounts", json=OSLAN | {"password": long})
    lists = [admin.get(f"{ADMIN}/{kind}") for kind in ("accounts", "tokens", "log")]
    told = "".join(a.text for a in (made, refused, refused_too, *lists)) + caplog.text
    kept = [a.password for a in base.accounts()] + [one.digest for one in base.tokens()]
    for word in (secret, OSLAN["password"], *kept, "argon2", "rsh_"):
        assert word not in told
    assert len(kept) == 6
    held = b"".join(path.read_bytes() for path in tmp_path.glob("marenna.rashomon*"))
    assert secret.encode() not in held
    assert OSLAN["password"].encode() not in held


def test_without_accounts_the_answers_are_those_of_the_page(local, base):
    for path, given in [*REFUSED, ("accounts", OSLAN)]:
        for token in ("", "wrong"):
            page = local.post(f"/admin/{path}", data={"csrf": token} | given)
            answer = local.post(f"{ADMIN}/{path}", json=given, headers={"X-CSRF-Token": token})
            if page.status_code == 403:
                assert answer.json()["error"]["message"] in page.text.replace("&#39;", "'")
            assert answer.status_code == page.status_code, path
    headers = {"X-CSRF-Token": accounts.LOCAL_CSRF}
    assert local.get("/admin").status_code == local.get(f"{ADMIN}/accounts").status_code == 200
    assert local.post(f"{ADMIN}/accounts", json=OSLAN, headers=headers).status_code == 201
    assert base.account("oslan").role == "coder"


def test_requests_are_counted(holding):
    admin = holding("admin", "admin", requests_per_minute=3)
    codes = [admin.get(f"{ADMIN}/log").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_every_field_is_described(local):
    schema = local.get("/api/openapi.json").json()
    paths = {path: one for path, one in schema["paths"].items() if path.startswith(ADMIN)}
    assert sum(len(methods) for methods in paths.values()) == 7
    for methods in paths.values():
        for one in methods.values():
            assert one["description"]
            assert all(p["schema"].get("description") or p.get("description")
                       for p in one.get("parameters", ()))  # fmt: skip
    for name in ("NewAccount", "NewToken", "Shutting"):
        for field in schema["components"]["schemas"][name]["properties"].values():
            assert field["description"]
    password = schema["components"]["schemas"]["NewAccount"]["properties"]["password"]
    assert password["writeOnly"]
