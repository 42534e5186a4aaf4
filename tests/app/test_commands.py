"""The command line: what goes in, what comes out, and the exit code."""
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

import engine.loading
from app.__main__ import main
from engine.errors import BaseModelError
from engine.fake import FakeEngine
from tasks.base import REGISTRY, Options, Strict, Task, register

ROOT = Path(__file__).resolve().parents[2]


class Input(Strict):
    text: str
    tags: list[str] = []


class Result(Strict):
    translation: str
    tags: list[str]


class EchoOptions(Options):
    times: int = 1
    loud: bool = False
    words: list[str] = []


class Echo(Task):
    name, title, about = "echo", {"ko": "메아리", "en": "Echo"}, {"ko": "되풀이합니다.", "en": "Repeats."}
    Input, Result, Options, batch = Input, Result, EchoOptions, 2

    def run(self, inputs, engine, options, adapter):
        for row in inputs:
            if row.text == "interrupt":
                os.kill(os.getpid(), signal.SIGINT)
            if row.text.startswith("defect"):
                raise ZeroDivisionError(row.text)
            text = row.text * options.times + "".join(options.words)
            yield Result(translation=text.upper() if options.loud else text, tags=row.tags)


@pytest.fixture(autouse=True)
def echo(monkeypatch, tmp_path):
    monkeypatch.setattr(engine.loading, "open_engine", lambda *a, **k: FakeEngine())
    monkeypatch.setenv("ONEBASE_ADAPTERS", str(tmp_path / "drawer"))
    monkeypatch.setenv("ONEBASE_LANG", "en")
    register(Echo())
    yield
    del REGISTRY["echo"]


@pytest.fixture
def run(tmp_path, capsys):
    """run(content, *flags, task=, suffix=, out=) → (exit code, output path, stderr)"""
    def call(content, *flags, task="echo", suffix=".jsonl", out="out.jsonl"):
        source, target = tmp_path / f"in{suffix}", tmp_path / out
        source.write_text(content, encoding="utf-8")
        code = main(["run", task, "--input", str(source), "--output", str(target), *flags])
        said = capsys.readouterr()
        assert said.out == ""
        return code, target, said.err
    return call


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_row_answered_is_zero(run):
    code, out, err = run('{"text": "가", "id": 3}\n{"text": "나"}\n')
    assert code == 0 and "echo 2/2" in err
    first, second = lines(out)
    assert list(first) == ["input", "result", "error", "seconds"]
    assert first["input"] == {"text": "가", "id": 3} and first["result"] == {"translation": "가", "tags": []}
    assert second["error"] is None and second["seconds"] >= 0


def test_some_rows_failed_is_one_and_the_others_are_answered(run):
    code, out, err = run('{"text": "가"}\nbroken\n{"text": " "}\n{"texts": "x"}\n{"text": 5}\n{"text": "나"}\n')
    assert code == 1 and "4 of 6 rows failed" in err
    got = lines(out)
    assert [bool(x["error"]) for x in got] == [False, True, True, True, True, False]
    assert got[1]["input"] == "broken" and "Line 2" in got[1]["error"]["message"]
    assert all(x["error"]["type"] == "InputError" and x["error"]["hint"] for x in got[1:5])


def test_a_defect_costs_its_own_row_only(run):
    code, out, err = run('{"text": "가"}\n{"text": "defect 비밀"}\n{"text": "나"}\n')
    assert code == 1 and "1 of 3 rows failed" in err and "비밀" not in err and "Traceback" not in err
    first, bad, last = lines(out)
    assert first["result"]["translation"] == "가" and last["result"]["translation"] == "나"
    assert bad["result"] is None and bad["error"].keys() == {"type", "message", "hint"}
    assert bad["error"]["type"] == "UnexpectedError" and "ZeroDivisionError" in bad["error"]["message"]
    assert "비밀" not in str(bad["error"]) and bad["error"]["hint"]


def test_half_a_character_and_deep_values_cost_their_own_rows_only(run):
    halves = ('{"text": "\\ud83d 가"}', '{"text": "나", "id": ["\\uDC00"]}', '"\\ud83d"')
    deep = (f'{{"text": "다", "id": {"[" * n}{"]" * n}}}' for n in (200, 100_000))
    code, out, err = run("\n".join((*halves, *deep, '{"text": "\\ud83d\\ude00"}')))
    assert code == 1 and "4 of 6 rows failed" in err
    got = lines(out)
    assert [x["error"] and x["error"]["type"] for x in got] == ["InputError"] * 3 + [None, "InputError", None]
    assert [x["input"] for x in got[:3]] == [*halves] and "Line 2 holds half of a character" in got[1]["error"]["message"]
    assert got[5]["result"]["translation"] == "😀"


@pytest.mark.parametrize(("flags", "said"), [
    (("--option", "times=many"), "times"), (("--option", "tymes=2"), "tymes"), (("--option", "times"), "key=value"),
    (("--adapter", "nosuch"), "nosuch"), (("--quant", "int3"), "quant")])
def test_a_bad_option_is_two_and_writes_nothing(run, flags, said):
    code, out, err = run('{"text": "가"}\n', *flags)
    assert code == 2 and said in err and not out.exists()


def test_no_such_task_file_or_format_is_two(run, tmp_path, capsys):
    assert run('{"text": "가"}\n', task="nosuch")[0] == 2
    assert run('{"text": "가"}\n', out="out.pdf")[0] == 2
    assert run("", suffix=".csv")[0] == 2
    assert run('{"text": "가"}\n', out="none/out.jsonl")[0] == 2
    assert main(["run", "echo", "-i", str(tmp_path / "none.csv"), "-o", str(tmp_path / "o.csv")]) == 2
    assert main(["run", "echo", "-i", str(tmp_path / "in.csv"), "-o", str(tmp_path / "in.csv")]) == 2
    assert "overwrite" in capsys.readouterr().err


def test_a_base_that_cannot_be_loaded_is_two(run, monkeypatch):
    def fails(*a, **k):
        raise BaseModelError("No such base.", "Name another.", ko="베이스가 없습니다.")
    monkeypatch.setattr(engine.loading, "open_engine", fails)
    code, out, err = run('{"text": "가"}\n')
    assert code == 2 and "No such base. Name another." in err and not out.exists()


def test_words_follow_the_language(run, monkeypatch):
    monkeypatch.setenv("ONEBASE_LANG", "ko")
    code, out, err = run('{"text": ""}\n')
    assert "text 값이 비어 있습니다." in lines(out)[0]["error"]["message"] and "1행이 실패" in err
    assert "작업이 없습니다" in run('{"text": "가"}\n', task="nosuch")[2]


def test_options_are_read_as_the_task_wants_them(run):
    _, out, _ = run('{"text": "ab"}\n', "-O", "times=2", "-O", "loud=true", "-O", "words=c, d")
    assert lines(out)[0]["result"]["translation"] == "ABABCD"


def test_sheets_in_and_out_with_lists_in_cells(run):
    code, out, _ = run('text,tags,번호\n가,"[""x"", ""y""]",01\n나,"p, q",02\n다,,03\n라,[broken,04\n', suffix=".csv",
                       out="out.xlsx")
    sheet = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert code == 1 and sheet[0] == ("text", "tags", "번호", "translation", "result tags", "error", "hint", "seconds")
    assert [json.loads(r[4]) for r in sheet[1:4]] == [["x", "y"], ["p", "q"], []]
    assert [r[2] for r in sheet[1:]] == ["01", "02", "03", "04"]
    assert "not JSON" in sheet[4][5]


def test_the_first_interrupt_keeps_the_finished_rows(run):
    code, out, _ = run("".join(json.dumps({"text": t}) + "\n" for t in ("a", "b", "interrupt", "c", "d", "e")))
    got = lines(out)
    assert code == 1 and len(got) == 6
    assert [x["result"]["translation"] for x in got[:4]] == ["a", "b", "interrupt", "c"]
    assert [x["error"]["type"] for x in got[4:]] == ["Cancelled", "Cancelled"]


def test_tasks_lists_what_there_is(capsys):
    assert main(["tasks"]) == 0
    said = capsys.readouterr().out
    assert "echo: Echo. Repeats." in said and "translation:" in said and "times" in said


def test_adapters_says_what_is_wrong_with_which(tmp_path, capsys):
    broken = tmp_path / "drawer" / "broken"
    broken.mkdir(parents=True)
    (broken / "adapter_config.json").write_text("{}", encoding="utf-8")
    assert main(["adapters", "list"]) == 1
    assert "broken: " in capsys.readouterr().err
    assert main(["adapters", "show", "nosuch"]) == 2
    assert main(["adapters", "add", str(tmp_path / "none")]) == 2
    assert main(["adapters", "remove", "broken"]) == 0 and not broken.exists()
    assert main(["adapters", "verify"]) == 0


def test_train_and_evaluate_have_their_own_flags_and_errors(tmp_path, capsys):
    with pytest.raises(SystemExit) as e:
        main(["train", "--help"])
    assert e.value.code == 0 and "--rank" in capsys.readouterr().out
    assert main(["train", "echo", "--data", str(tmp_path / "none.jsonl"), "--name", "x"]) == 2
    assert main(["evaluate", "echo", "--data", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--nosuch"], ["run"], ["frobnicate"]])
def test_what_is_not_a_command_is_two(argv, capsys):
    with pytest.raises(SystemExit) as e:
        main(argv)
    assert e.value.code == 2 and "usage" in capsys.readouterr().err


def test_help_answers_at_once():
    began = time.monotonic()
    out = subprocess.run([sys.executable, "-m", "app", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert out.returncode == 0 and "adapters" in out.stdout
    assert time.monotonic() - began < 3     # 0.1 s where nothing else runs


def test_a_process_of_its_own_from_another_folder(tmp_path):
    """The module runs from anywhere that Python finds it, and a real base that is missing is an error with words."""
    (tmp_path / "in.jsonl").write_text('{"text": "가"}\n', encoding="utf-8")
    out = subprocess.run([sys.executable, "-m", "app", "run", "keywords", "-i", "in.jsonl", "-o", "out.jsonl",
                          "--base", "./nosuch"], cwd=tmp_path, capture_output=True, text=True, timeout=120,
                         env=os.environ | {"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "ONEBASE_LANG": "en"})
    assert out.returncode == 2 and "nosuch" in out.stderr and "Traceback" not in out.stderr and out.stdout == ""


def test_patents_of_a_chosen_sheet_with_every_option_in_and_out(tmp_path, capsys):
    source, target = tmp_path / "patents.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    page = book.create_sheet("목록")
    for line in (["출원번호", "발명의 명칭", "요약"], ["10-1", "염수", "염수를 증발시켜 소금을 얻는다."], ["10-2", None, " "]):
        page.append(line)
    book.save(source)
    categories = tmp_path / "c.csv"
    categories.write_text("이름,설명\n소금,염화나트륨·염수\n안료,이산화티타늄\n", encoding="cp949")
    code = main(["run", "classification", "-i", str(source), "-o", str(target), "--sheet", "목록", "--option", "details=true",
                 "--option", f"categories={categories}", "--option", "none=없음", "--option", "several=yes"])
    assert code == 1 and "1 of 2 rows failed" in capsys.readouterr().err
    head, good, bad = [[c.value for c in r] for r in openpyxl.load_workbook(target).active.iter_rows()]
    first, second = dict(zip(head, good, strict=True)), dict(zip(head, bad, strict=True))
    assert first["출원번호"] == "10-1" and first["label"] == "소금" and "소금" in first["ranked"] and first["decided"]
    assert second["출원번호"] == "10-2" and second["label"] is None and "empty" in second["error"]
    assert main(["run", "classification", "-i", str(source), "-o", str(target), "--sheet", "없는 시트"]) == 2
    assert "목록" in capsys.readouterr().err
    assert main(["run", "classification", "-i", str(source), "-o", str(target), "--option", "categories=c01.ko"]) == 2
