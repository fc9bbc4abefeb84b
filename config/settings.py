"""One file, from the environment. README.md has the table of variables."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from languages.known import CODES, KNOWN

from .environment import (
    absolute,
    at_least,
    bucket_or_nothing,
    email_or_nothing,
    enough_entropy,
    env,
    goes_with,
    known_cache,
    known_database,
    known_mail,
    mail_settings,
    one_line,
    one_of,
    page_or_nothing,
    percent,
    rate,
    refuse_nonsense,
    secret_or_nothing,
    site_url,
)

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"  # what this machine makes: database, key, collected files
LIMITS_FILE = LOCAL_DIR / "limits.sqlite3"  # how often addresses asked, for all processes

# --- the environment --------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000", validate=site_url)
SECRET_KEY = env.str("SECRET_KEY", validate=enough_entropy)
DATABASE_URL = env.str(
    "DATABASE_URL", f"sqlite:///{LOCAL_DIR / 'atlas.sqlite3'}", validate=known_database
)
DATABASE = env.dj_db_url(
    "DATABASE_URL", f"sqlite:///{LOCAL_DIR / 'atlas.sqlite3'}", conn_max_age=60
)
DATABASE_SECONDS = env.int("DATABASE_SECONDS", 15, validate=at_least(0))
CACHE_URL = env.str("CACHE_URL", "", validate=known_cache)
PAGE_MEMORY_MB = env.int("PAGE_MEMORY_MB", 32, validate=at_least(0))
CDN_SECONDS = env.int("CDN_SECONDS", 60, validate=at_least(0))
LOG_FORMAT = env.str("LOG_FORMAT", "json", validate=one_of(["json", "text"]))
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=one_of(["DEBUG", "INFO", "WARNING", "ERROR"]))
SLOW_MS = env.int("SLOW_MS", 1000, validate=at_least(0))
METRICS_TOKEN = env.str("METRICS_TOKEN", "", validate=secret_or_nothing)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "", validate=email_or_nothing)
EMAIL_URL = env.str("EMAIL_URL", "console://", validate=known_mail)
EMAIL_FROM = env.str("EMAIL_FROM", "", validate=email_or_nothing)
SENDER_DAYS = env.int("SENDER_DAYS", 180, validate=at_least(1))
RELEASES_DIR = env.path("RELEASES_DIR", LOCAL_DIR / "releases", validate=absolute)
RELEASES_URL = env.str("RELEASES_URL", "", validate=bucket_or_nothing)
API_RATE = env.str("API_RATE", "300/minute", validate=rate)
QUESTION_RATE = env.str("QUESTION_RATE", "120/minute", validate=rate)
STRANGERS_SHARE = env.int("STRANGERS_SHARE", 15, validate=percent)
HARVEST_RATE = env.str("HARVEST_RATE", "120/minute", validate=rate)
PROXY_COUNT = env.int("PROXY_COUNT", 0, validate=at_least(0))
HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000, validate=at_least(0))
FOUR_EYES = env.bool("FOUR_EYES", True)
SECOND_FACTOR = env.str(
    "SECOND_FACTOR", "publishers", validate=one_of(["nobody", "publishers", "everybody"])
)
SESSION_HOURS = env.int("SESSION_HOURS", 10, validate=at_least(1))
JOURNAL_DAYS = env.int("JOURNAL_DAYS", 365, validate=at_least(1))
OIDC_URL = env.str(
    "OIDC_URL", "", validate=[page_or_nothing, goes_with("OIDC_CLIENT", "OIDC_SECRET")]
)
OIDC_CLIENT = env.str("OIDC_CLIENT", "", validate=one_line)
OIDC_SECRET = env.str("OIDC_SECRET", "", validate=one_line)
OIDC_NAME = env.str("OIDC_NAME", "", validate=one_line)

refuse_nonsense()

# --- applications -----------------------------------------------------------------------

INSTALLED_APPS = [
    "django_filters",
    "taggit",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "config",
    "edition",
    "pages",
    "council",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "waiting",
    "translations",
    "guide",
    "letters",
    "open_data",
    "contributions",
    "cases",
    "infrastructures",
    "editorial",
    "search",
    "languages",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.requests.RequestIdMiddleware",
    "config.requests.NoBodyForHead",
    "config.health.Health",
    "config.requests.PermissionsPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.budget.Reading",
    "config.caching.PublicPages",  # what stands below is not done again for the same page
    "config.loaded.Loaded",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.resuming.Resuming",
    "editorial.entrance.second_factor.SecondFactor",
    "open_data.signposts.Signposts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.budget.Budget",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "editorial.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "editorial.backends.RoleBackend",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "languages.context.languages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "languages.templatetags.addresses",
                "languages.templatetags.texts",
                "pages.templatetags.social",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database ---------------------------------------------------------------------------

DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on during a write; IMMEDIATE takes the write lock at the start,
    # so that two editors queue instead of failing with "database is locked".
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASE["CONN_MAX_AGE"] = None
else:
    DATABASE["ENGINE"] = "config.postgresql"
    DATABASE["CONN_HEALTH_CHECKS"] = True
    # A cursor that the server keeps is another client's when a pooler gives connections on.
    DATABASE["DISABLE_SERVER_SIDE_CURSORS"] = True
    # Seconds; the last in milliseconds. A machine that vanished is noticed in half a minute.
    DATABASE["OPTIONS"] = {
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
    } | DATABASE.get("OPTIONS", {})

# Without a shared cache each process has its own, which is enough for one machine.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if CACHE_URL:
    CACHES["default"] = {
        "BACKEND": "config.shared_cache.SharedCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": f"atlas-{SITE_URL}",  # several installations may share one server
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }

# --- languages --------------------------------------------------------------------------

LANGUAGE_CODE = CODES[0]
LANGUAGES = [(language.code, language.name) for language in KNOWN.values()]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["languages.formats"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

TAGGIT_CASE_INSENSITIVE = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # the default from Django 6 on; goes with it

# --- the API ----------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # it shows what everybody may see
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["open_data.api.rendering.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["open_data.throttles.ApiThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "open_data.api.problems.as_problem",
    "NUM_PROXIES": PROXY_COUNT,
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Atlas of Care",
    "DESCRIPTION": "Cases, levers and sources of infrastructures of care. Read-only; every "
    "list of what belongs to cases understands the same question.",
    "VERSION": "1",
    "LICENSE": {"name": "CC-BY-4.0 (texts), CC0-1.0 (coded data)"},
    "SERVERS": [{"url": SITE_URL.rstrip("/")}],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # it would ask a database that may not be there yet
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "open_data.shared_parameters.share_parameters",
    ],
    "ENUM_NAME_OVERRIDES": {
        "SectionEnum": "cases.models.Section",
        "PlaceKindEnum": "cases.models.PlaceKind",
        "OrganisationKindEnum": "cases.models.OrganisationKind",
        "SourceKindEnum": "cases.models.SourceKind",
        "ResultKindEnum": "cases.models.ResultKind",
        "CostKindEnum": "cases.models.CostKind",
    },
}

# --- files ------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = LOCAL_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},  # has nothing
    "releases": {
        "BACKEND": "config.bucket.Bucket"
        if RELEASES_URL
        else "config.release_folder.ReleaseFolder"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- security ---------------------------------------------------------------------------

_site = urlsplit(SITE_URL)
_https = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname] if _https else [_site.hostname, "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL.rstrip("/")]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = HSTS_SECONDS if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "editorial.resuming.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a case with all its inlines in three languages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# --- the way in to the desk: editorial/entrance/ ---------------------------------------------

SESSION_COOKIE_AGE = SESSION_HOURS * 3600  # from the signing in: a working day
ACCOUNT_ADAPTER = "editorial.entrance.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators make accounts, nobody signs up
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours hold for all processes
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"reauthenticate": "editorial.entrance.forms.PasswordAgainForm"}
MFA_ADAPTER = "editorial.entrance.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # thirty seconds on either side: clocks differ
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
MFA_FORMS = {
    "authenticate": "editorial.entrance.forms.CodeForm",
    "reauthenticate": "editorial.entrance.forms.CodeAgainForm",
    "activate_totp": "editorial.entrance.forms.FirstCodeForm",
    "authenticate_webauthn": "editorial.entrance.forms.KeyForm",
    "reauthenticate_webauthn": "editorial.entrance.forms.KeyAgainForm",
}
SOCIALACCOUNT_ADAPTER = "editorial.entrance.adapters.CityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a form may lead to no other host, by our policy
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "city",
                "name": OIDC_NAME or "OpenID Connect",
                "client_id": OIDC_CLIENT,
                "secret": OIDC_SECRET,
                "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_URL
        else [],
    }
}

# --- mails ------------------------------------------------------------------------------

EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail_settings(
    EMAIL_URL
)
EMAIL_USE_TLS, EMAIL_USE_SSL = (
    EMAIL_URL.startswith(f"{scheme}://") for scheme in ("submission", "submissions")
)
EMAIL_TIMEOUT = 10  # seconds for each step; after a first failure nobody waits for more
DEFAULT_FROM_EMAIL = EMAIL_FROM or CONTACT_EMAIL or f"atlas@{_site.hostname}"

# --- logs -------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "config.logs.RequestIdFilter"}},
    "formatters": {
        "json": {"()": "config.logs.JsonFormatter"},
        "text": {"format": "%(levelname)s %(name)s [%(request_id)s] %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
    },
}
