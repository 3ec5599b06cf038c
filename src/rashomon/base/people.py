"""Accounts, sessions and tokens of the workbench, and its own log: kept in the base, unjournaled.

Nothing here is evidence. Passwords come in hashed, session and token secrets as digests only.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from rashomon.base import tables as t
from rashomon.base.canonical import now
from rashomon.base.store import Store, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who may sign in.

    Attributes:
        name: What they sign in as.
        role: ``reader`` ``coder`` ``editor`` ``admin``.
        password: Hash of the password, never the password.
        made_at: ISO instant.
        disabled: They may not sign in now.
    """

    name: str
    role: str
    password: str
    made_at: str
    disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in: the digest of its secret, whose it is, its form token and its end (ISO)."""

    digest: str
    user: str
    csrf: str
    expires: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token of the API: the digest of its secret, whose it is, and what it may do."""

    id: str
    digest: str
    user: str
    scopes: str
    label: str
    made_at: str
    expires: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One line of the workbench's log."""

    seq: int
    at: str
    who: str
    what: str
    detail: str


class People(Store):
    """The part of a base that knows who may use the workbench."""

    def accounts(self) -> list[Account]:
        """List accounts by name."""
        with self._read() as conn:
            rows = conn.execute(select(t.users).order_by(t.users.c.name)).all()
        return [Account(**row._mapping) for row in rows]

    def account(self, name: str) -> Account | None:
        """Give an account, or None."""
        with self._read() as conn:
            row = conn.execute(select(t.users).where(t.users.c.name == name)).first()
        return None if row is None else Account(**row._mapping)

    def put_account(self, name: str, *, role: str, password: str, disabled: bool = False) -> None:
        """Make an account or change one; whoever it is signs in anew."""
        row = {
            "name": name,
            "role": role,
            "password": password,
            "made_at": now(),
            "disabled": disabled,
        }
        with self._write() as tx:
            upsert(tx.conn, t.users, [row])
            tx.conn.execute(delete(t.sessions).where(t.sessions.c.user == name))

    def put_session(self, session: Session) -> None:
        """Keep a sign-in, and forget those that are over."""
        with self._write() as tx:
            tx.conn.execute(delete(t.sessions).where(t.sessions.c.expires < now()))
            upsert(tx.conn, t.sessions, [_row(session)])

    def session(self, digest: str) -> tuple[Session, Account] | None:
        """Give a sign-in that is not over, with its account where that may sign in."""
        found = self._kept(("session", digest), lambda: self._session(digest))
        return None if found is None or found[0].expires < now() else found

    def _session(self, digest: str) -> tuple[Session, Account] | None:
        chosen = select(t.sessions, t.users.c.role, t.users.c.password, t.users.c.made_at)
        chosen = chosen.join(t.users, t.users.c.name == t.sessions.c.user).where(
            t.sessions.c.digest == digest, ~t.users.c.disabled
        )
        with self._read() as conn:
            row = conn.execute(chosen).first()
        if row is None:
            return None
        session = Session(digest=row.digest, user=row.user, csrf=row.csrf, expires=row.expires)
        return session, _account(row)

    def end_session(self, digest: str) -> None:
        """Forget a sign-in."""
        with self._write() as tx:
            tx.conn.execute(delete(t.sessions).where(t.sessions.c.digest == digest))

    def put_token(self, token: Token) -> None:
        """Keep a token."""
        with self._write() as tx:
            upsert(tx.conn, t.tokens, [_row(token)])

    def tokens(self, user: str | None = None) -> list[Token]:
        """List tokens, or those of one person, the oldest first."""
        chosen = select(t.tokens).order_by(t.tokens.c.made_at, t.tokens.c.id)
        if user is not None:
            chosen = chosen.where(t.tokens.c.user == user)
        with self._read() as conn:
            return [Token(**row._mapping) for row in conn.execute(chosen)]

    def token(self, digest: str) -> tuple[Token, Account] | None:
        """Give a token that is not over, with its account where that may sign in."""
        with self._read() as conn:
            row = conn.execute(select(t.tokens).where(t.tokens.c.digest == digest)).first()
        if row is None or (row.expires is not None and row.expires < now()):
            return None
        account = self.account(row.user)
        return None if account is None or account.disabled else (Token(**row._mapping), account)

    def drop_token(self, id: str) -> None:
        """Take a token back."""
        with self._write() as tx:
            tx.conn.execute(delete(t.tokens).where(t.tokens.c.id == id))

    def note_access(self, who: str, what: str, detail: str = "") -> None:
        """Append a line to the workbench's log."""
        with self._write() as tx:
            last = tx.conn.execute(select(func.max(t.access_log.c.seq))).scalar() or 0
            row = {"seq": last + 1, "at": now(), "who": who, "what": what, "detail": detail}
            tx.conn.execute(insert(t.access_log), row)

    def accesses(self, limit: int = 200, *, offset: int = 0) -> list[Access]:
        """Give lines of the workbench's log, the newest first, behind the `offset` newest."""
        chosen = select(t.access_log).order_by(t.access_log.c.seq.desc())
        chosen = chosen.limit(limit).offset(offset)
        with self._read() as conn:
            return [Access(**row._mapping) for row in conn.execute(chosen)]

    def access_count(self) -> int:
        """Count the lines of the workbench's log."""
        with self._read() as conn:
            return conn.execute(select(func.count()).select_from(t.access_log)).scalar() or 0

    def disable(self, name: str, *, disabled: bool) -> None:
        """Shut an account, or open it again; shutting ends its sign-ins."""
        with self._write() as tx:
            mark = update(t.users).where(t.users.c.name == name)
            tx.conn.execute(mark.values(disabled=disabled))
            if disabled:
                tx.conn.execute(delete(t.sessions).where(t.sessions.c.user == name))


def _row(record: Session | Token) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _account(row: Any) -> Account:
    return Account(
        name=row.user, role=row.role, password=row.password, made_at=row.made_at, disabled=False
    )
