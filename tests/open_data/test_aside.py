"""Nothing lies about of what was being made when its process was killed."""

import pytest

from open_data.aside import NAME, aside, clear


def left(folder):
    return [path.name for path in folder.glob(f"{NAME}*")]


def test_what_a_killed_process_left_is_cleared_away(tmp_path):
    (tmp_path / f"{NAME}killed" / "deep").mkdir(parents=True)
    (tmp_path / f"{NAME}killed" / "deep" / "file").write_text("half")
    (tmp_path / "atlas-release-1.zip").touch()

    assert clear(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["atlas-release-1.zip"]


def test_what_somebody_is_making_is_left_alone(tmp_path):
    with aside(tmp_path) as made:
        (made / "file").write_text("on its way")

        assert clear(tmp_path) == 0
        with aside(tmp_path) as other:
            assert other != made
        assert (made / "file").read_text() == "on its way"
    assert left(tmp_path) == []


def test_nothing_is_left_of_what_failed(tmp_path):
    with pytest.raises(KeyError), aside(tmp_path / "new"):
        raise KeyError

    assert left(tmp_path / "new") == []
