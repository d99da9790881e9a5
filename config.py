"""What the environment says: typed settings, and every missing or bad value named at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click import ClickException
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ENVIRONMENTS = ("development", "test", "production")
SECRET_NAMES = ("SECRET_KEY", "SECURITY_PASSWORD_SALT")
SECRET_LENGTH_MIN = 32
SQLITE, POSTGRESQL = "sqlite:///", "postgresql+psycopg://"
INSTANCE = Path(__file__).resolve().parent / "instance"


class BadSettings(ClickException):
    """The environment cannot be used; the message lists every problem with its remedy.

    In a terminal the message stands alone.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("Foothold cannot start:\n" + "\n".join(f"- {line}" for line in problems))


@dataclass(frozen=True, slots=True)
class Smtp:
    """Where e-mail is handed over."""

    host: str
    port: int
    username: str | None
    password: str | None
    starttls: bool


@dataclass(frozen=True, slots=True)
class Service:
    """How the service presents itself to employers: all they are told of it, and so of clients."""

    name: str = "Example Employment Support"
    description: str = (
        "We help people find work that suits them, and stay in touch with them and their employer "
        "once they have started. It costs the employer nothing."
    )
    phone: str = "01632 960123"
    email: str = "work@example.org"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the service is told from outside. Sizes in MB, hops in number of proxies."""

    environment: str
    database_url: str
    secret_key: str
    password_salt: str
    base_url: str
    mail_from: str
    smtp: Smtp | None
    proxy_hops: int = 0
    upload_limit_mb: int = 64
    service: Service = Service()

    @property
    def is_production(self) -> bool:
        """Whether real people are behind this database."""
        return self.environment == "production"

    @property
    def has_development_mailbox(self) -> bool:
        """Whether mail is kept on a page of the service instead of leaving it."""
        return self.smtp is None and not self.is_production


def ensure_secrets(instance: Path = INSTANCE) -> Path:
    """Write `instance/secrets.env` (mode 0600) on the first run; leave an existing one alone."""
    instance.mkdir(mode=0o700, exist_ok=True)
    path = instance / "secrets.env"
    if not path.exists():
        text = "".join(f"{name}={secrets.token_urlsafe(48)}\n" for name in SECRET_NAMES)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(text)
    return path


def read_settings(
    environ: Mapping[str, str] | None = None, instance: Path | None = None
) -> Settings:
    """Settings from the environment, then from `instance/secrets.env` for what it does not name.

    Raises BadSettings with one line for each missing or unusable value.
    """
    given = dict(os.environ if environ is None else environ)
    folder = INSTANCE if instance is None else instance
    values = {**_secrets_in(folder), **{key: value for key, value in given.items() if value}}
    reader = _Reader(values)
    environment = reader.one_of("FOOTHOLD_ENV", ENVIRONMENTS, "development")
    production = environment == "production"
    default_database = None if production else f"sqlite:///{folder / 'foothold.db'}"
    settings = Settings(
        environment=environment,
        database_url=reader.database_url(default_database),
        secret_key=reader.secret("SECRET_KEY"),
        password_salt=reader.secret("SECURITY_PASSWORD_SALT"),
        base_url=reader.url("FOOTHOLD_BASE_URL", None if production else "http://127.0.0.1:8000"),
        mail_from=reader.text("FOOTHOLD_MAIL_FROM", None if production else "foothold@example.org"),
        smtp=reader.smtp(required=production),
        proxy_hops=reader.whole("FOOTHOLD_PROXY_HOPS", 0, lowest=0, highest=5),
        upload_limit_mb=reader.whole("FOOTHOLD_UPLOAD_LIMIT_MB", 64, lowest=1, highest=512),
        service=reader.service(required=production),
    )
    if reader.problems:
        raise BadSettings(reader.problems)
    return settings


def _secrets_in(instance: Path) -> dict[str, str]:
    path = instance / "secrets.env"
    if not path.exists():
        return {}
    lines = (line.strip().partition("=") for line in path.read_text().splitlines())
    return {name: value for name, _, value in lines if name and value}


def _with_driver(url: str) -> str:
    """Hosts hand out `postgres://` addresses; SQLAlchemy wants the driver named."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return POSTGRESQL + url.removeprefix(prefix)
    return url


def _is_readable(url: str) -> bool:
    try:
        make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        return False
    return True


class _Reader:
    """Collects problems instead of stopping at the first one."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.problems: list[str] = []

    def text(self, name: str, default: str | None) -> str:
        value = self.values.get(name, default)
        if value is None:
            self.problems.append(f"{name} is not set: set it in the environment.")
            return ""
        return value

    def database_url(self, default: str | None) -> str:
        url = _with_driver(self.text("DATABASE_URL", default))
        # The value may hold a password, so it is not repeated.
        if url and not (url.startswith((SQLITE, POSTGRESQL)) and _is_readable(url)):
            self.problems.append(
                "DATABASE_URL cannot be read: use sqlite:///path/to/file.db or "
                "postgresql://name:password@host/database."
            )
        return url

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.values.get(name, default)
        if value not in allowed:
            self.problems.append(f"{name} is {value!r}: use one of {', '.join(allowed)}.")
        return value

    def secret(self, name: str) -> str:
        value = self.values.get(name, "")
        if len(value) < SECRET_LENGTH_MIN:
            self.problems.append(
                f"{name} is missing or shorter than {SECRET_LENGTH_MIN} characters: "
                'make one with python3 -c "import secrets; print(secrets.token_urlsafe(48))".'
            )
        return value

    def url(self, name: str, default: str | None) -> str:
        value = self.text(name, default).rstrip("/")
        if value and not value.startswith(("http://", "https://")):
            self.problems.append(f"{name} is {value!r}: it must start with http:// or https://.")
        return value

    def whole(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        value = self.values.get(name, str(default))
        if not (value.isascii() and value.isdigit() and lowest <= int(value) <= highest):
            self.problems.append(
                f"{name} is {value!r}: use a whole number from {lowest} to {highest}."
            )
            return default
        return int(value)

    def service(self, *, required: bool) -> Service:
        demo = Service()
        return Service(
            name=self.text("FOOTHOLD_SERVICE_NAME", None if required else demo.name),
            description=self.text("FOOTHOLD_SERVICE_DESCRIPTION", demo.description),
            phone=self.text("FOOTHOLD_SERVICE_PHONE", "" if required else demo.phone),
            email=self.text("FOOTHOLD_SERVICE_EMAIL", None if required else demo.email),
        )

    def smtp(self, *, required: bool) -> Smtp | None:
        host = self.values.get("SMTP_HOST")
        if host is None:
            if required:
                self.problems.append(
                    "SMTP_HOST is not set: without it no message would leave the service."
                )
            return None
        return Smtp(
            host=host,
            port=self.whole("SMTP_PORT", 587, lowest=1, highest=65535),
            username=self.values.get("SMTP_USERNAME"),
            password=self.values.get("SMTP_PASSWORD"),
            starttls=self.one_of("SMTP_STARTTLS", ("yes", "no"), "yes") == "yes",
        )
