"""Every error this package raises on purpose.

Catch `RashomonError` to catch them all. Each class has a stable `code`, which the command
line prints and the docs list (docs/errors.md), and an exit status.
"""

from typing import ClassVar


class RashomonError(Exception):
    """Base of all errors raised on purpose by this package."""

    code: ClassVar[str] = "RSH-000"
    http_status: ClassVar[int] = 500
    exit_status: ClassVar[int] = 1


class InputError(RashomonError):
    """An input can't be opened or holds nothing that can be read."""

    code = "RSH-100"
    http_status = 422
    exit_status = 2

    def __init__(self, key: str, problem: str, remedy: str, *, code: str | None = None) -> None:
        self.key = key
        self.problem = problem
        self.remedy = remedy
        if code is not None:
            self.code = code  # type: ignore[misc]
        super().__init__(f"{key}: {problem}. {remedy}")


class RuleFileError(RashomonError):
    """A rule or lexicon file breaks the schema, or one of its examples is malformed."""

    code = "RSH-110"
    exit_status = 3

    def __init__(self, path: str, rule_id: str | None, problem: str) -> None:
        self.path = path
        self.rule_id = rule_id
        self.problem = problem
        where = path if rule_id is None else f"{path} [{rule_id}]"
        super().__init__(f"{where}: {problem}")


class ModelError(RashomonError):
    """A language model is missing, or its weights are not the ones that were measured."""

    code = "RSH-120"
    exit_status = 3

    def __init__(self, model: str, problem: str, remedy: str) -> None:
        self.model = model
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"model {model}: {problem}. {remedy}")


class GazetteerError(RashomonError):
    """The gazetteer is missing, can't be built, or a gazetteer file of a user can't be read."""

    code = "RSH-130"
    exit_status = 3

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"gazetteer: {problem}. {remedy}")


class ExtraMissingError(RashomonError):
    """A library that only some uses need is not installed."""

    code = "RSH-140"
    exit_status = 3
    http_status = 501

    def __init__(self, library: str, extra: str) -> None:
        self.library = library
        self.extra = extra
        super().__init__(
            f"{library} is not installed. Install it with: pip install 'rashomon[{extra}]'"
        )


class WorkerError(RashomonError):
    """A worker process ended before its work was done, most often for want of memory."""

    code = "RSH-150"
    exit_status = 3

    def __init__(self) -> None:
        super().__init__(
            "a worker process was killed or could not start. Give fewer --processes, or more memory"
        )


class BaseError(RashomonError):
    """An evidence base can't be used; the message never holds a password."""

    code = "RSH-300"
    exit_status = 3

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        self.where = where
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{where}: {problem}. {remedy}")


class BaseOpenError(BaseError):
    """There is no base at this place, or what is there is no base."""

    code = "RSH-301"
    http_status = 422
    exit_status = 2


class BaseVersionError(BaseError):
    """The base was written by a newer version of the program."""

    code = "RSH-302"


class BaseLockedError(BaseError):
    """Another program holds the base for writing."""

    code = "RSH-303"
    http_status = 503


class BaseReachError(BaseError):
    """The database server can't be reached, or refuses the login."""

    code = "RSH-304"
    http_status = 503


class BaseDamagedError(BaseError):
    """The base's file is damaged: the database engine can't read a part of it."""

    code = "RSH-305"


class UnknownIdError(RashomonError):
    """No record, or more than one, has this id or an id that begins so."""

    code = "RSH-310"
    http_status = 404
    exit_status = 2

    def __init__(self, given: str, candidates: tuple[str, ...] = ()) -> None:
        self.given = given
        self.candidates = candidates
        many = f"{len(candidates)} ids begin with it: {', '.join(candidates[:8])}"
        problem = many if candidates else "the base holds no such id"
        super().__init__(f"{given}: {problem}. Give an id that `find` or `incidents` shows")


class JudgementError(RashomonError):
    """A judgement is refused: unknown action, field or subject, or a value of the wrong form."""

    code = "RSH-311"
    http_status = 422
    exit_status = 2

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"judgement: {problem}. {remedy}")


class CodingError(RashomonError):
    """The codebook, the sample or a coding can't be kept as it is given."""

    code = "RSH-313"
    http_status = 409

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


class SignInError(RashomonError):
    """Nobody is signed in, or the session or token is over."""

    code = "RSH-400"
    http_status = 401

    def __init__(self, problem: str = "nobody is signed in") -> None:
        super().__init__(f"{problem}. Sign in, or send a token")


class ForbiddenError(RashomonError):
    """The role or the token's scopes don't cover this."""

    code = "RSH-401"
    http_status = 403

    def __init__(self, role: str, problem: str = "") -> None:
        told = problem or f"this needs the role {role} or above"
        super().__init__(f"{told}. Ask an admin of the workbench")


class FormError(RashomonError):
    """A form or a query of the workbench is not right."""

    code = "RSH-402"
    http_status = 422

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")


class TooManyError(RashomonError):
    """Too many requests came from one address."""

    code = "RSH-403"
    http_status = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many requests. Wait {seconds} s")


class ErasureError(RashomonError):
    """Taking something out is refused: it is not said what, who or why."""

    code = "RSH-312"
    http_status = 422
    exit_status = 2

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


class ExportError(RashomonError):
    """An export is asked for in a way that its format does not allow."""

    code = "RSH-500"
    http_status = 422
    exit_status = 2

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"export: {problem}. {remedy}")
