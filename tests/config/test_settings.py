"""Settings: everything wrong is named at once, and production takes no chances."""

import stat

import pytest

from config import BadSettings, ensure_secrets, read_settings

SECRETS = {"SECRET_KEY": "k" * 40, "SECURITY_PASSWORD_SALT": "s" * 40}


def test_every_missing_value_of_production_is_named_at_once(tmp_path):
    with pytest.raises(BadSettings) as refused:
        read_settings({"FOOTHOLD_ENV": "production"}, tmp_path)

    named = {line.split()[0] for line in refused.value.problems}
    assert named == {
        "DATABASE_URL",
        "SECRET_KEY",
        "SECURITY_PASSWORD_SALT",
        "FOOTHOLD_BASE_URL",
        "FOOTHOLD_MAIL_FROM",
        "FOOTHOLD_SERVICE_NAME",
        "FOOTHOLD_SERVICE_EMAIL",
        "SMTP_HOST",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FOOTHOLD_ENV", "staging"),
        ("FOOTHOLD_PROXY_HOPS", "-1"),
        ("FOOTHOLD_UPLOAD_LIMIT_MB", "many"),
        ("FOOTHOLD_BASE_URL", "foothold.example.org"),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://localhost/foothold"),
        ("DATABASE_URL", "postgresql://localhost:port/foothold"),
    ],
)
def test_a_bad_value_is_named(tmp_path, name, value):
    with pytest.raises(BadSettings, match=name):
        read_settings({**SECRETS, name: value}, tmp_path)


def test_development_needs_nothing_but_the_secrets_of_its_first_run(tmp_path):
    ensure_secrets(tmp_path / "instance")

    settings = read_settings({}, tmp_path / "instance")

    assert settings.environment == "development"
    assert settings.has_development_mailbox


def test_secrets_are_made_once_and_readable_by_their_owner_alone(tmp_path):
    path = ensure_secrets(tmp_path / "instance")
    first = path.read_text()

    ensure_secrets(tmp_path / "instance")

    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_environment_wins_over_the_secrets_file(tmp_path):
    ensure_secrets(tmp_path)

    settings = read_settings({"SECRET_KEY": "e" * 40}, tmp_path)

    assert settings.secret_key == "e" * 40


def test_a_host_s_postgres_address_gets_its_driver(tmp_path):
    settings = read_settings({**SECRETS, "DATABASE_URL": "postgres://db/x"}, tmp_path)

    assert settings.database_url == "postgresql+psycopg://db/x"


def test_production_never_has_a_development_mailbox(tmp_path):
    settings = read_settings(
        {
            **SECRETS,
            "FOOTHOLD_ENV": "production",
            "DATABASE_URL": "postgresql://db/x",
            "FOOTHOLD_BASE_URL": "https://foothold.example.org",
            "FOOTHOLD_MAIL_FROM": "foothold@example.org",
            "FOOTHOLD_SERVICE_NAME": "Example Employment Support",
            "FOOTHOLD_SERVICE_EMAIL": "work@example.org",
            "SMTP_HOST": "mail.example.org",
        },
        tmp_path,
    )

    assert not settings.has_development_mailbox


def test_what_employers_are_told_of_the_service_is_set_from_outside(tmp_path):
    settings = read_settings(
        {**SECRETS, "FOOTHOLD_SERVICE_NAME": "Harbour Example Work", "FOOTHOLD_SERVICE_PHONE": ""},
        tmp_path,
    )

    assert settings.service.name == "Harbour Example Work"
    assert settings.service.email == "work@example.org"
