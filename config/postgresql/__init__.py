"""Django's PostgreSQL, with a limit to how long a request waits for it."""
