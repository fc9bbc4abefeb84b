"""What every start of gunicorn reads, where it stands at the root of the project."""

# The address of a council note carries the reader's own words (council/reader_words.py).
limit_request_line = 8190
