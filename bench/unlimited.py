"""What measures the site is none of those whom its limits keep out."""

UNLIMITED = {
    "API_RATE": "1000000/second",
    "QUESTION_RATE": "1000000/second",
    "HARVEST_RATE": "1000000/second",
    "STRANGERS_SHARE": "100",
    "SECOND_FACTOR": "nobody",  # editors sign in with their password alone
}
