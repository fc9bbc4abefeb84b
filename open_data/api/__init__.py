"""The read-only API: the answers of the atlas for programs, under ``/api/v1/``."""
