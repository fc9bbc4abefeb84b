"""What is said of an audit, whoever answered."""

from . import audit

FINE = {"name": "django", "version": "5.2.19", "vulns": []}
UNKNOWN = {"name": "typst", "skip_reason": "Dependency not found"}
WEAK = {
    "name": "redis",
    "version": "8.1.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["8.1.1"]}],
}


def test_a_weakness_that_is_known_is_named_with_what_mends_it():
    lines, is_weak = audit.words_of("a.lock", [FINE, WEAK, UNKNOWN])

    assert is_weak
    assert lines[0] == "WEAK: redis 8.1.0, PYSEC-2026-1, mended in 8.1.1"
    assert lines[1] == "a.lock: 2 packages audited, 1 weaknesses known, not audited: typst."


def test_where_nobody_answers_nothing_is_said_to_be_fine(monkeypatch):
    monkeypatch.setattr(audit, "asked", lambda lock, service: [UNKNOWN])

    lines, is_weak = audit.words_of("a.lock", audit.answer_of("a.lock"))

    assert lines == ["NOT AUDITED: a.lock. No database of weaknesses answered."]
    assert not is_weak


def test_the_second_is_asked_where_the_first_knows_nothing(monkeypatch):
    knows = {"pypi": [UNKNOWN], "osv": [FINE]}
    monkeypatch.setattr(audit, "asked", lambda lock, service: knows[service])

    assert audit.answer_of("a.lock") == [FINE]


def test_no_answer_at_all_is_no_fault_of_ours(monkeypatch):
    class Ended:
        stdout = "Max retries exceeded"

    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: Ended)

    assert audit.asked("a.lock", "pypi") == []
