"""Settings. Each may be set by an environment variable of the same name with GUIZE_ before it.

GUIZE_DATA        folder of the database, uploads and secrets (default: var/ of the working folder)
GUIZE_DATABASE    postgresql://user:password@host:port/name; empty: SQLite in the data folder
GUIZE_HOSTS       host names this server answers to, joined by commas (default: loopback)
GUIZE_BACKUPS     folder of backups (default: backups/ of the data folder)
GUIZE_BACKUP_PASSPHRASE  seals backups, and then takes the secret keys in (default: not sealed)

Signing in:
GUIZE_HTTPS       1: a proxy on this machine speaks TLS and sets X-Forwarded-Proto
GUIZE_PASSWORDS   mlps (default) or asvs: see guize.accounts.passwords
GUIZE_IDLE_MINUTES, GUIZE_SESSION_HOURS, GUIZE_SESSIONS
                  when a session ends by itself (30, 10), and how many an account may have (3)
GUIZE_DEMO_SIGN_IN  strict: the demo county needs second factors like any other (default: open)
GUIZE_OLD_SECRET_KEYS  earlier values of GUIZE_SECRET_KEY, joined by commas: they still unseal
GUIZE_OUTGOING    origins this system may ask, joined by commas (default: none)
GUIZE_OUTGOING_CA file of certificates to trust for them (default: those of the machine)
GUIZE_OIDC_ISSUER, GUIZE_OIDC_CLIENT, GUIZE_OIDC_SECRET
GUIZE_CAS_SERVER, GUIZE_CAS_PROTOCOL (3 or 2)
GUIZE_LDAP_SERVER services that sign in for us: see guize.accounts.elsewhere
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from guize.accounts.passwords import validators

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
DATA = Path(os.environ.get("GUIZE_DATA") or Path.cwd() / "var").resolve()
RULEBOOKS = Path(os.environ.get("GUIZE_RULEBOOKS") or ROOT / "rulebooks")
CALENDARS = Path(os.environ.get("GUIZE_CALENDARS") or ROOT / "calendars" / "cn")


def _secret() -> str:
    """The key of this installation, made on first use and readable by its owner only."""
    if given := os.environ.get("GUIZE_SECRET_KEY"):
        return given
    path = DATA / "secret-key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:  # noqa: PTH123
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _database() -> dict[str, object]:
    url = os.environ.get("GUIZE_DATABASE", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "guize.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _listed(name: str, otherwise: str = "") -> list[str]:
    """The values of a variable that are joined by commas."""
    given = os.environ.get(name) or otherwise
    return [one.strip() for one in given.split(",") if one.strip()]


def _chosen(name: str, *values: str) -> str:
    """One of these values, the first where nothing is set; a slip is not read as another value."""
    given = os.environ.get(name) or values[0]
    if given not in values:
        raise SystemExit(f"guize: {name}={given}. Remedy / 办法: {' | '.join(values)}")
    return given


def _number(name: str, otherwise: int) -> int:
    given = os.environ.get(name) or str(otherwise)
    if not given.isdecimal() or int(given) < 1:
        raise SystemExit(f"guize: {name}={given}. Remedy / 办法: 1, 2, 3 …")
    return int(given)


SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = _listed("GUIZE_OLD_SECRET_KEYS")
DEBUG = False
ALLOWED_HOSTS = _listed("GUIZE_HOSTS", "localhost,127.0.0.1,[::1],testserver")
DATABASES = {"default": _database()}
LEDGER_ALGORITHM = "sha256"  # of new entries; sm3 where national cryptography is required
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "guize.ui",
    "guize.ledger",
    "guize.organisation",
    "guize.accounts",
    "guize.regulations",
    "guize.cases",
    "guize.accountability",
    "guize.papers",
    "guize.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guize.web.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guize.accounts.middleware.ActorMiddleware",
    "guize.web.shell.RulebookMiddleware",
    "axes.middleware.AxesMiddleware",
    "guize.accounts.middleware.FreshMiddleware",
]
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "guize.accounts.checking.CodeBackend",
    "guize.accounts.elsewhere.ldap.DirectoryBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PROFILE = _chosen("GUIZE_PASSWORDS", "mlps", "asvs")
PASSWORD_DAYS = 0 if PROFILE == "asvs" else 90  # 0: no change for its age alone
AUTH_PASSWORD_VALIDATORS = validators(PROFILE)
ROOT_URLCONF = "guize.web.urls"
WSGI_APPLICATION = "guize.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "guize.web.shell.context",
            ],
            "builtins": ["guize.ui.templatetags.guize"],
        },
    }
]
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["guize.web.formats"]
LANGUAGE_COOKIE_NAME = "guize-language"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
IS_HTTPS = _chosen("GUIZE_HTTPS", "0", "1") == "1"
if IS_HTTPS:  # the proxy must set this header itself and pass on none that it was sent
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_ENGINE = "guize.accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = _number("GUIZE_SESSION_HOURS", 10) * 3600
SESSION_IDLE = _number("GUIZE_IDLE_MINUTES", 30) * 60
SESSION_LIMIT = _number("GUIZE_SESSIONS", 3)
DEMO_SIGN_IN = _chosen("GUIZE_DEMO_SIGN_IN", "open", "strict")
OUTGOING = _listed("GUIZE_OUTGOING")
OUTGOING_CA = os.environ.get("GUIZE_OUTGOING_CA", "")
SIGN_IN_ELSEWHERE = {
    "oidc": os.environ.get("GUIZE_OIDC_ISSUER", ""),
    "cas": os.environ.get("GUIZE_CAS_SERVER", ""),
    "ldap": os.environ.get("GUIZE_LDAP_SERVER", ""),
}
OIDC_CLIENT = os.environ.get("GUIZE_OIDC_CLIENT", "")
OIDC_SECRET = os.environ.get("GUIZE_OIDC_SECRET", "")
CAS_PROTOCOL = _chosen("GUIZE_CAS_PROTOCOL", "3", "2")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "guize.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
REVIEWED_CASES = "guize.cases.queries.reviewed_cases"  # in the justice bureau's place
CASES_IN_VIEW = "guize.cases.queries.visible"  # accounts lie below cases: who grants one, names it
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "guize.accounts.views.locked_out"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # an office shares one address: names are locked
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
