"""Accounts, sessions and tokens: what opens, what stays shut, and that no secret is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.base.people import Session
from rashomon.errors import FormError
from rashomon.web import accounts
from rashomon.web.settings import needs_accounts

SECRET = "a long password of the reader"


def _log(base):
    return [(a.who, a.what) for a in base.accesses()]


def test_the_right_password_opens(sign_in, base):
    client = sign_in(None)
    client.post("/login", data={"name": "reader", "password": SECRET})
    assert client.get("/").status_code == 200
    assert ("reader", "signed in") in _log(base)


@pytest.mark.parametrize(
    ("name", "password"),
    [("reader", "wrong"), ("nobody", SECRET), ("reader", ""), ("", ""), ("reader\x00", SECRET)],
)
def test_a_wrong_password_does_not(sign_in, name, password):
    client = sign_in(None)
    answer = client.post("/login", data={"name": name, "password": password})
    assert answer.status_code in (401, 422)
    assert "set-cookie" not in answer.headers
    assert client.get("/").status_code == 303


def test_a_refusal_says_the_same_for_a_name_that_is_none(sign_in):
    client = sign_in(None)
    known = client.post("/login", data={"name": "reader", "password": "wrong"})
    unknown = client.post("/login", data={"name": "nobody", "password": "wrong"})
    assert known.text == unknown.text


def test_passwords_can_not_be_tried_without_end(sign_in, monkeypatch):
    monkeypatch.setattr(accounts, "_fits", lambda *_: False)
    client = sign_in(None)
    codes = [
        client.post("/login", data={"name": "reader", "password": f"wrong {n}"}).status_code
        for n in range(11)
    ]
    assert codes[-1] == 429
    assert set(codes[:-1]) == {401}


def test_a_shut_account_is_out_at_once_and_may_not_come_back(sign_in):
    reader, admin = sign_in("reader"), sign_in("admin")
    form = {"disabled": "true", "csrf": admin.csrf}
    assert admin.post("/admin/accounts/reader/disable", data=form).status_code == 303
    assert reader.get("/").status_code == 303
    answer = reader.post("/login", data={"name": "reader", "password": SECRET})
    assert answer.status_code == 401
    admin.post("/admin/accounts/reader/disable", data=form | {"disabled": "false"})
    assert reader.post("/login", data={"name": "reader", "password": SECRET}).status_code == 303


def test_an_admin_can_not_shut_their_own_account(sign_in):
    admin = sign_in("admin")
    form = {"disabled": "true", "csrf": admin.csrf}
    assert admin.post("/admin/accounts/admin/disable", data=form).status_code == 422


def test_signing_out_ends_the_session(sign_in):
    client = sign_in("reader")
    cookie = client.cookies[accounts.COOKIE]
    assert client.post("/logout", data={"csrf": client.csrf}).status_code == 303
    client.cookies.set(accounts.COOKIE, cookie)
    assert client.get("/").status_code == 303


def test_a_session_ends(sign_in, base):
    client = sign_in("reader")
    digest = accounts.digest_of(client.cookies[accounts.COOKIE])
    session, _ = base.session(digest)
    over = (datetime.now(UTC) - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    base.put_session(Session(digest=digest, user="reader", csrf=session.csrf, expires=over))
    assert client.get("/").status_code == 303


def test_a_new_password_ends_sessions(sign_in):
    reader, admin = sign_in("reader"), sign_in("admin")
    form = {"name": "reader", "role": "reader", "password": "quite another one", "csrf": admin.csrf}
    assert admin.post("/admin/accounts", data=form).status_code == 303
    assert reader.get("/").status_code == 303


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("a b", "reader", SECRET),
        ("<script>", "reader", SECRET),
        ("oslan", "king", SECRET),
        ("oslan", "reader", "short"),
        ("oslan", "reader", "x" * 201),
    ],
)
def test_an_account_that_is_none_is_refused(base, name, role, password):
    with pytest.raises(FormError):
        accounts.make_account(base, name, role, password)


def test_a_token_that_may_read_can_not_write(sign_in, base, ids):
    client = sign_in(None)
    secret, _ = accounts.make_token(base, "coder", scopes="read", label="")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/counts", headers=headers).status_code == 200
    body = {"action": "comment", "subjects": [ids.statement], "why": "seen"}
    assert client.post("/api/v1/judgements", json=body, headers=headers).status_code == 403
    both, _ = accounts.make_token(base, "coder", scopes="read write", label="")
    headers = {"Authorization": f"Bearer {both}"}
    assert client.post("/api/v1/judgements", json=body, headers=headers).status_code == 201


def test_a_token_has_no_more_than_its_account(sign_in, base, ids):
    secret, _ = accounts.make_token(base, "reader", scopes="read write", label="")
    headers = {"Authorization": f"Bearer {secret}"}
    body = {"action": "comment", "subjects": [ids.statement], "why": "seen"}
    answer = sign_in(None).post("/api/v1/judgements", json=body, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("header", ["Bearer rsh_nothing", "Bearer", "Basic abc", "x", "Bearer  "])
def test_a_token_that_is_none_opens_nothing(sign_in, header):
    answer = sign_in(None).get("/api/v1/counts", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"]


def test_a_token_is_over_when_it_is_dropped_expired_or_its_account_shut(sign_in, base):
    client, admin = sign_in(None), sign_in("admin")

    def status(secret):
        headers = {"Authorization": f"Bearer {secret}"}
        return client.get("/api/v1/counts", headers=headers).status_code

    dropped, token = accounts.make_token(base, "reader", scopes="read", label="")
    assert status(dropped) == 200
    admin.post(f"/admin/tokens/{token.id}/drop", data={"csrf": admin.csrf})
    assert status(dropped) == 401
    expired, _ = accounts.make_token(base, "reader", scopes="read", label="", days=-1)
    assert status(expired) == 401
    shut, _ = accounts.make_token(base, "reader", scopes="read", label="")
    base.disable("reader", disabled=True)
    assert status(shut) == 401


def test_the_secret_of_a_token_is_shown_once(sign_in):
    admin = sign_in("admin")
    form = {"name": "reader", "scopes": "read", "csrf": admin.csrf}
    assert "rsh_" in admin.post("/admin/tokens", data=form).text
    assert "rsh_" not in admin.get("/admin").text


def test_no_secret_stands_in_the_base(sign_in, base, tmp_path):
    admin = sign_in(None)
    admin.post("/login", data={"name": "admin", "password": "a long password of the admin"})
    secret, _ = accounts.make_token(base, "reader", scopes="read", label="")
    cookie = admin.cookies[accounts.COOKIE]
    held = b"".join(path.read_bytes() for path in tmp_path.glob("marenna.rashomon*"))
    assert b"signed in" in held
    for word in (secret, cookie, SECRET, "a long password of the admin"):
        assert word.encode() not in held


@pytest.mark.parametrize(
    ("host", "wanted"),
    [("127.0.0.1", False), ("::1", False), ("0.0.0.0", True), ("10.1.1.1", True)],
)
def test_where_others_can_reach_it_people_sign_in(host, wanted):
    assert needs_accounts(host) is wanted
