"""What the host of the repository runs and shows: workflows, templates, hooks, annotations."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from projects import CONF, build, write_project
from workflow_linters import actionlint, run, zizmor

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
BIN = Path(sys.executable).parent
BROKEN = """\
name: broken
on:
  pull_request_target:
jobs:
  one:
    runs-on: ubuntu-latest
    needs: nothing
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credential: false
      - run: echo "${{ github.event.pull_request.title }}"
"""


def read(path: Path) -> Any:
    """A YAML file; the word ``on`` is a key and no truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder whose only workflow has faults."""
    path = tmp_path / ".github" / "workflows" / "broken.yml"
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_workflows_are_correct() -> None:
    """Actionlint has read each of them, and finds nothing."""
    status, said = actionlint(ROOT)
    assert 0 == status, said
    assert f"Checking {len(WORKFLOWS)} workflow" in said


def test_workflows_are_safe() -> None:
    """Zizmor has read each of them, and finds nothing."""
    status, said = zizmor(ROOT)
    assert 0 == status, said
    assert all(f"completed .github/workflows/{path.name}" in said for path in WORKFLOWS)


def test_faults_of_a_workflow_are_found(broken: Path) -> None:
    """Both programs do find what is wrong, and each what the other one passes over."""
    status, said = actionlint(broken)
    assert 1 == status
    assert '.github/workflows/broken.yml:5:3 job "one" needs job "nothing"' in said
    assert 'input "persist-credential" is not defined' in said
    status, said = zizmor(broken)
    assert status
    for fault in ("dangerous-triggers", "template-injection", "unpinned-uses"):
        assert f"[{fault}]" in said


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_has_no_more_rights_than_it_needs(path: Path) -> None:
    """Rights are given to jobs, actions are pinned by digest, and strangers' code may only read."""
    workflow = read(path)
    assert {} == (workflow["permissions"] or {})
    text = path.read_text(encoding="utf-8")
    pins = re.findall(r"uses: (\S+)( # v\S+)?", text)
    assert pins
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) and tag for action, tag in pins)
    for job in workflow["jobs"].values():
        may_write = "write" in job["permissions"].values()
        assert not (may_write and "pull_request" in workflow["on"])
    assert "pull_request_target" not in text


def steps_of(workflow: str, job: str) -> list[dict[str, Any]]:
    """The steps of a job, in their order."""
    steps: list[dict[str, Any]] = read(GITHUB / "workflows" / f"{workflow}.yml")["jobs"][job][
        "steps"
    ]
    return steps


def places(steps: list[dict[str, Any]], word: str) -> list[int]:
    """Where the steps are that run or use something with ``word``."""
    texts = [step.get("run", "") + step.get("uses", "") for step in steps]
    return [at for at, text in enumerate(texts) if word in text]


def test_reviewers_get_the_pages_whatever_is_wrong_with_them() -> None:
    """They are built and kept after a red check too, and not as if a warning were the end."""
    steps = steps_of("check", "pages")
    (checked,), (built,), (kept,) = (
        places(steps, word) for word in ("make words", "make html", "upload-artifact")
    )
    assert checked < built < kept
    assert "!cancelled()" in steps[built]["if"]
    assert "always()" == steps[kept]["if"]
    assert "_build/html" in steps[kept]["with"]["path"].split()
    assert "make html STRICT=" == steps[built]["run"]
    dry = ("make", "--dry-run", "--no-print-directory", "VENV=/nowhere", "html")
    assert [True, False] == [
        "-W --keep-going" in run(*dry, *more, cwd=ROOT)[1] for more in ((), ("STRICT=",))
    ]


def test_tests_of_the_software_wait_for_its_changes() -> None:
    """Both jobs for code ask what has changed; without an answer they run."""
    jobs = read(GITHUB / "workflows" / "check.yml")["jobs"]
    assert "${{ steps.changed.outputs.code }}" == jobs["pages"]["outputs"]["code"]
    (asked,) = places(jobs["pages"]["steps"], "changed_parts.py")
    assert "changed" == jobs["pages"]["steps"][asked]["id"]
    for name in ("code", "elsewhere"):
        assert "needs.pages.outputs.code != 'false'" in jobs[name]["if"]
        assert "!cancelled()" in jobs[name]["if"]
    ran = " ".join(step.get("run", "") for step in jobs["code"]["steps"])
    assert "make check" in ran
    assert "make test" in ran


def test_packages_are_kept_from_one_run_to_the_next() -> None:
    """Those of Python in each job, those of npm where they are installed by make."""
    for job in read(GITHUB / "workflows" / "check.yml")["jobs"].values():
        (python,) = (step for step in job["steps"] if "setup-python" in step.get("uses", ""))
        assert "pip" == python["with"]["cache"]
        assert "requirements/*.txt" == python["with"]["cache-dependency-path"]
    for name in ("pages", "code"):
        (cached,) = places(steps_of("check", name), "actions/cache")
        assert "~/.npm" == steps_of("check", name)[cached]["with"]["path"]


def test_who_may_write_runs_nothing_of_the_request() -> None:
    """Programs are those of the main branch, and no step that reads pages has the token."""
    workflow = read(GITHUB / "workflows" / "suggest.yml")
    steps = workflow["jobs"]["suggest"]["steps"]
    (checkout,) = (step for step in steps if "actions/checkout" in step.get("uses", ""))
    assert {"fetch-depth": "0", "persist-credentials": "false"} == checkout["with"]
    commands = [step for step in steps if "run" in step]
    for step in commands:
        has_token = "github.token" in str(step.get("env", {}))
        is_only_asking = not re.search(r"python|make |checkout|switch|worktree|apply", step["run"])
        assert has_token == ("gh api" in step["run"])
        assert is_only_asking or not has_token
        assert "${{" not in step["run"]
    (reads,) = places(steps, "suggest_mends.py")
    assert "git fetch" in steps[reads]["run"]
    assert not re.search(r"git (checkout|switch|merge|worktree|reset)", str(steps))


def test_other_systems_run_what_is_documented_for_them() -> None:
    """Windows and macOS run each command that CONTRIBUTING has for systems without make."""
    job = read(GITHUB / "workflows" / "check.yml")["jobs"]["elsewhere"]
    assert ["windows-latest", "macos-latest"] == job["strategy"]["matrix"]["os"]
    ran = [step["run"] for step in job["steps"] if "run" in step]
    assert all("\n" not in line.strip() for line in ran)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(
        r"<!-- without make: (?:once|words|html) -->\n```console\n(.*?)```", text, re.DOTALL
    )
    documented = [line for block in blocks for line in block.splitlines()]
    # A machine that lives for one job needs no environment, and `fix` is not to change its pages.
    left_out = {"python -m venv .venv", r".venv\Scripts\activate", "dossier fix"}
    assert [line for line in documented if line not in left_out] == ran[: len(documented) - 3]
    for path in re.findall(r"tests/\S+", ran[-1]):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_form_can_be_filled_in(path: Path) -> None:
    """Each has a name, a description, and questions with ids of their own."""
    form = read(path)
    assert all(form[key] for key in ("name", "description", "body", "labels"))
    ids = [part["id"] for part in form["body"]]
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        assert part["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert part["attributes"]["label"]
    assert any(part.get("validations", {}).get("required") == "true" for part in form["body"])


def test_owners_own_what_exists() -> None:
    """Each line of CODEOWNERS names a place of the repository and who looks after it."""
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules
    for pattern, *owners in rules:
        assert pattern == "*" or (ROOT / pattern.lstrip("/")).exists(), pattern
        assert owners
        assert all(owner.startswith("@") for owner in owners)


def test_hooks_run_what_is_installed() -> None:
    """Each hook is local, and its program comes with the virtual environment."""
    (repository,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert "local" == repository["repo"]
    for hook in repository["hooks"]:
        program = Path(hook["entry"].split()[0])
        assert (".venv/bin", "system") == (program.parent.as_posix(), hook["language"])
        assert (BIN / program.name).is_file()
    (entry,) = (hook["entry"] for hook in repository["hooks"] if hook["id"] == "dossier-fix")
    status, said = run(
        str(BIN / "dossier"), *entry.split()[1:], "--check", "index.md", "names.md", cwd=ROOT
    )
    assert 0 == status, said


def test_previews_install_what_is_locked() -> None:
    """The settings of the host of previews name files that exist, and fail on a warning."""
    settings = read(ROOT / ".readthedocs.yaml")
    assert ("2", "true") == (settings["version"], settings["sphinx"]["fail_on_warning"])
    assert (ROOT / settings["sphinx"]["configuration"]).is_file()
    steps = " ".join(settings["build"]["jobs"]["install"])
    assert all((ROOT / name).is_file() for name in re.findall(r"-r (\S+)", steps))


def matched(line: str) -> tuple[str, str, str, str] | None:
    """File, line, severity and message of an annotation that the host makes of a line."""
    matchers = json.loads((GITHUB / "problem-matcher.json").read_text(encoding="utf-8"))
    for matcher in matchers["problemMatcher"]:
        (pattern,) = matcher["pattern"]
        # The host takes colours away before it looks for a pattern.
        found = re.search(pattern["regexp"], re.sub(r"\x1b\[[0-9;]*m", "", line))
        if found:
            file, number, severity, message = (
                found[pattern[key]] for key in ("file", "line", "severity", "message")
            )
            return file, number, severity, message
    return None


def test_problems_become_annotations(tmp_path: Path) -> None:
    """Lines as Sphinx prints them, of this package and of others, land on file and line."""
    page = "# Alda\n\n[](#nobody)\n\n[a page](nowhere.md)\n"
    source = write_project(tmp_path / "a folder", {"index.md": page})
    command = (sys.executable, "-m", "sphinx", "-n", "-q", "-b", "dummy", ".", "_build")
    status, said = run(*command, cwd=source)
    assert 0 == status, said
    found = [matched(line) for line in said.splitlines()]
    assert [("index.md", "3"), ("index.md", "5")] == sorted(
        (Path(one[0]).name, one[1]) for one in found if one
    )
    assert all(one and "WARNING" == one[2] and one[3] for one in found)
    assert any(one and one[3].endswith("[dossier.unknown_id]") for one in found)
    assert all(one and (source / one[0]).is_file() for one in found)


def test_types_become_annotations(tmp_path: Path) -> None:
    """Faults of types land on their line as well; summaries and other words do not."""
    (tmp_path / "wrong.py").write_text('number: int = "one"\n', encoding="utf-8")
    status, said = run(str(BIN / "mypy"), "--no-error-summary", "wrong.py", cwd=tmp_path)
    assert 1 == status
    found = [one for one in map(matched, said.splitlines()) if one]
    assert [("wrong.py", "1", "error")] == [one[:3] for one in found]
    for line in ("build succeeded, 1 warning.", "1 passed in 0.1s", "mend: make fix", "", "a: b"):
        assert matched(line) is None


def test_archives_are_suggested(tmp_path: Path) -> None:
    """What a link check really writes becomes a list: each lost address once, with its place."""
    lost, gone = "http://127.0.0.1:9/lost?a=1", "http://127.0.0.1:9/gone"
    links = f"[lost]({lost}), [again]({lost}), [top](#alda)"
    page = f"# Alda\n\n{links}\n\n```{{bibliography}}\n:all:\n```\n"
    bib = f"@online{{gone, title = {{G}}, publisher = {{G}}, date = {{2031}}, url = {{{gone}}}}}\n"
    conf = CONF + "linkcheck_retries = 1\nlinkcheck_timeout = 2\nmyst_heading_anchors = 2\n"
    source = write_project(tmp_path / "source", {"index.md": page, "sources.bib": bib}, conf)
    build(source, tmp_path / "out", "linkcheck")
    tool = (sys.executable, str(ROOT / "tools" / "suggest_archives.py"))
    status, said = run(*tool, "out/linkcheck/output.json", cwd=tmp_path)
    assert 0 == status, said
    assert "## 2 broken addresses" == said.splitlines()[0]
    assert (
        f"- `index.md:3` <{lost}>: look for a copy at <https://web.archive.org/web/*/{lost}>"
        in said
    )
    assert 1 == said.count(f"<{gone}>")
    shutil.rmtree(tmp_path / "out")
    status, said = run(*tool, "out/linkcheck/output.json", cwd=tmp_path)
    assert 1 == status
    assert "Traceback" not in said
    assert "make linkcheck" in said
