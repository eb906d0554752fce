"""What is made once for all tests is copied, and never where a test has done something else to its folders."""

from pathlib import Path

import pytest

from tests.steps_taken_once import StepsTakenOnce, made_once


def world(root: Path) -> Path:
    folder = root / "mundo"
    folder.mkdir(parents=True)
    (folder / "a").write_text("a")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


def test_the_same_steps_from_the_same_start_are_taken_once(tmp_path: Path, kept: Path) -> None:
    taken: list[Path] = []
    for name in ("one", "two"):
        folder = world(tmp_path / name)
        steps = StepsTakenOnce(kept, [folder])
        for word in ("b", "c"):
            steps.take(word, lambda folder=folder, word=word: (taken.append(folder), (folder / word).write_text(word)))
        assert sorted(path.name for path in folder.iterdir()) == ["a", "b", "c"]
    assert taken == [tmp_path / "one" / "mundo"] * 2


@pytest.mark.parametrize("before", [True, False])
def test_another_start_or_a_hand_laid_on_it_takes_them_really(tmp_path: Path, kept: Path, before: bool) -> None:
    taken: list[str] = []
    for name in ("one", "two"):
        folder = world(tmp_path / name)
        if before:
            (folder / "a").write_text(name)
        steps = StepsTakenOnce(kept, [folder])
        if not before:
            (folder / "a").write_text(f"by hand {name}")
        steps.take("b", lambda name=name: taken.append(name))
        assert name in (folder / "a").read_text()
    assert taken == ["one", "two"]


def test_a_folder_that_was_left_half_made_is_made_again(kept: Path) -> None:
    def half(folder: Path) -> None:
        (folder / "left").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made_once(kept, "it", half)
    whole = made_once(kept, "it", lambda folder: (folder / "whole").touch())
    assert made_once(kept, "it", half) == whole
    assert [path.name for path in whole.iterdir()] == ["whole"]
