"""The damage that ``tools/mutate.py`` does: it repeats, reaches every file, can be made less."""

from __future__ import annotations

import pytest
from mutate import BASE, files_of, kind_of, seeds_of, shown, smaller, smallest
from mutations import ON_BYTES, ON_LINES, ON_PAGES, ON_SETTINGS, Step, apply, names_for, steps_of

SEEDS = [f"unit/{number}" for number in range(300)]


@pytest.fixture(scope="module")
def base():
    """The files of the project that is damaged."""
    return files_of(BASE)


def test_one_seed_gives_one_input(base):
    """The same seed always damages the same bytes; another seed damages others."""
    inputs = [apply(steps_of(seed, base), base) for seed in SEEDS]
    assert inputs == [apply(steps_of(seed, base), base) for seed in SEEDS]
    assert len(SEEDS) * 0.9 < len({str(files) for files in inputs})


def test_every_file_and_every_mutation_has_its_turn(base):
    """Of some thousand inputs, each file is damaged in some, and so is each way of damaging."""
    steps = [step for seed in range(3000) for step in steps_of(f"turn/{seed}", base)]
    assert set(base) == {step.file for step in steps}
    assert {*ON_BYTES, *ON_LINES, *ON_PAGES, *ON_SETTINGS} == {step.name for step in steps}


@pytest.mark.parametrize("name", [*ON_BYTES, *ON_LINES, *ON_PAGES, *ON_SETTINGS])
def test_each_mutation_changes_something(base, name):
    """In most files and with most seeds: a mutation that does nothing would test nothing."""
    files = [file for file in base if name in names_for(file)]
    steps = [Step(file, name, seed) for file in files for seed in range(40)]
    changed = sum(bool(apply([step], base)) for step in steps)
    assert changed > len(steps) / 5


def test_program_of_settings_keeps_its_form(base):
    """Settings are code that is run: only the value of one of ours is changed."""
    for seed in range(60):
        changed = apply([Step("conf.py", "setting", seed)], base).get("conf.py", base["conf.py"])
        pairs = zip(changed.splitlines(), base["conf.py"].splitlines(), strict=True)
        lines = [(new, old) for new, old in pairs if new != old]
        assert all(old.startswith(b"dossier_") for _, old in lines)
        assert len(lines) <= 1
        compile(changed, "conf.py", "exec")


def test_failing_input_is_made_as_small_as_it_fails(base):
    """Steps and lines that the failure does not need are taken back."""
    steps = (
        Step("people.md", "insert_signs", 1),
        Step("places.md", "recode", 2),
        Step("storm.md", "move_lines", 3),
    )
    left, files = smallest(steps, base, lambda files: "places.md" in files)
    assert (steps[1],) == left
    assert ["places.md"] == [*files]


def test_changed_lines_are_taken_back(base):
    """What is left of a damaged file is the line that the failure needs."""
    page = base["people.md"].replace(b"An agency.", b"An agency.\nBAD\nof it")
    files = {"people.md": b"More.\n" + page + b"Less.\n", "index.md": b"Other."}
    left = smaller(files, base, lambda files: b"BAD" in files.get("people.md", b""))
    assert base["people.md"].replace(b"An agency.", b"An agency.\nBAD") == left["people.md"]
    assert "+BAD" in shown(left, base)


def test_tenth_input_is_built():
    """Whole builds are spread over the run; a seed with a number is one input for each builder."""
    seeds = seeds_of("7", 450, 50)
    assert 500 == len({seed for seed, _ in seeds})
    assert 50 == sum(builder == "html" for _, builder in seeds)
    assert [("7/311", "dummy"), ("7/311", "html")] == seeds_of("7/311", 450, 50)


def test_faults_of_one_cause_have_one_kind():
    """Names, numbers and quoted words do not count."""
    first = "line outside: a.md has 4 lines: '/tmp/x/a.md:9: no'"
    second = "line outside: a.md has 19 lines: '/tmp/y/b.md:23: no'"
    assert kind_of(first) == kind_of(second)
    assert kind_of(first) != kind_of("traceback: KeyError at x.py:f")
