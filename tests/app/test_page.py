"""The page without a browser: its words, endpoints, views, and what a remote caller may not do."""
import json
import urllib.error
import urllib.request

import pytest

from app import html, i18n
from app.drawer import card_of, listing
from app.tabs import view_of
from app.tabs.classification import categories
from engine.errors import AdapterError, InputError
from tasks.base import REGISTRY


class Asked:
    def __init__(self, language):
        self.headers = {"accept-language": language}


@pytest.mark.parametrize(("header", "expected"), [
    ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"), ("en-US,en;q=0.9,ko;q=0.8", "en"), ("fr-FR,ko;q=0.4,en;q=0.2", "ko"),
    ("fr", "en"), ("", "en"), ("ko;q=x", "en")])
def test_language_of_a_visitor(header, expected):
    assert i18n.lang_of(Asked(header)) == expected


def test_every_word_is_there_in_both_languages():
    for table in (i18n.WORDS, i18n.FIELDS, i18n.VALUES):
        assert all(len(pair) == 2 and all(pair) for pair in table.values())
    for task in REGISTRY.values():
        for model in (task.Input, task.Result, task.Options):
            missing = set(model.model_fields) - set(i18n.FIELDS) - {"adapter", "prompt"}
            assert not missing, f"app/words names no field {missing} of {task.name}"


def test_a_hint_goes_with_each_error_of_the_page():
    assert i18n.said("no_file").hint_ko and i18n.said("unexpected").hint


EVIL = "<img src=x onerror=alert(1)>"
RESULTS = {
    "classification": {"label": EVIL, "scores": {EVIL: 0.9, "b": 0.1}, "chunks": 2},
    "infringement": {"regit_num": EVIL, "risk_level": "높음", "decision_reason": EVIL, "comparisons": [
        {"patent_element": EVIL, "user_product_element": EVIL, "match": "대응"},
        {"patent_element": "b", "user_product_element": None, "match": "판단불가"}]},
    "translation": {"translation": EVIL, "terms": [{"source": EVIL, "target": EVIL, "applied": True}],
                    "examples": [{"source": EVIL, "target": EVIL, "score": 0.5}],
                    "checks": [{"kind": "origin", "ok": True, "detail": "model"},
                               {"kind": EVIL, "ok": False, "detail": EVIL}]},
    "keywords": {"keywords": [EVIL, "b"], "scores": [0.9, 0.1]},
}


@pytest.mark.parametrize("task", RESULTS)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_results_show_what_they_hold_and_run_nothing(task, lang):
    view, result = view_of(task), RESULTS[task]
    REGISTRY[task].Result.model_validate(result)
    for shown in (view.render(result, {"text": EVIL}, lang), html.esc(view.brief(result, lang))):
        assert "<img" not in shown
    assert html.esc(EVIL) in view.render(result, {"text": EVIL}, lang)


def test_a_task_without_a_tab_of_its_own_is_shown_all_the_same():
    shown = view_of("nosuchtask").render({"words": ["a"], "rows": [{"x": 1, "y": EVIL}], "n": 0.5, "none": []}, {}, "ko")
    assert "<img" not in shown and "찾은 항목이 없습니다" in shown and "<table" in shown


def test_categories_are_typed_a_line_each():
    assert categories("C01B: Hydrogen\n\n C01D : Alkali: salts \nE") == [
        {"name": "C01B", "description": "Hydrogen"}, {"name": "C01D", "description": "Alkali: salts"},
        {"name": "E", "description": ""}]
    with pytest.raises(InputError):
        categories("only one: here")


def test_the_drawer_says_why_it_refuses(service):
    broken = service.settings.adapters / "broken"
    broken.mkdir(parents=True)
    (broken / "adapter_config.json").write_text("{}", encoding="utf-8")
    assert "broken" in listing(service, "ko") and "거부됨" in listing(service, "ko")
    assert "ob-error" in card_of(service, "broken", "en")[0]
    with pytest.raises(AdapterError):
        card_of(service, "nosuch", "en")


# -- over HTTP -----------------------------------------------------------------------------------------------------
def call(url, name, *values):
    """(event, data) of gradio's plain HTTP protocol: post the values, read the event stream."""
    request = urllib.request.Request(f"{url}/gradio_api/call/{name}", json.dumps({"data": values}).encode(),
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        event = json.load(answer)["event_id"]
    with urllib.request.urlopen(f"{url}/gradio_api/call/{name}/{event}", timeout=120) as answer:
        said = answer.read().decode()
    kind, data = said.strip().rsplit("event: ", 1)[1].split("\ndata: ", 1)
    return kind, json.loads(data)


def test_every_task_is_a_named_endpoint(page_url):
    with urllib.request.urlopen(f"{page_url}/gradio_api/info", timeout=60) as answer:
        named = json.load(answer)["named_endpoints"]
    assert set(named) == {f"/{name}" for task in REGISTRY for name in (task, *view_of(task).tools(None))}
    for name, task in REGISTRY.items():
        parameters = [p["parameter_name"] for p in named[f"/{name}"]["parameters"]]
        assert set(task.Input.model_fields) <= set(parameters)


def test_an_endpoint_takes_its_fields_and_gives_the_result(page_url):
    kind, data = call(page_url, "keywords", "전고체 배터리는 고체 전해질을 사용한다.")
    assert kind == "complete" and data[0]["keywords"]
    REGISTRY["keywords"].Result.model_validate(data[0])


def test_an_endpoint_says_what_is_wrong(page_url):
    kind, data = call(page_url, "keywords", "")
    assert kind == "error" and "empty" in json.dumps(data)


@pytest.mark.parametrize(("name", "option"), [("translation", "dictionary"), ("translation", "memory"),
                                              ("classification", "categories")])
def test_a_remote_caller_names_none_of_this_machines_files(page_url, name, option):
    with urllib.request.urlopen(f"{page_url}/gradio_api/info", timeout=60) as answer:
        parameters = json.load(answer)["named_endpoints"][f"/{name}"]["parameters"]
    names = [p["parameter_name"] for p in parameters]
    values = ["감자"] + [None] * (len(names) - 1)
    values[names.index(option)] = ["/etc/passwd"] if option == "categories" else "/etc/passwd"
    kind, data = call(page_url, name, *values)
    assert kind == "error" and "root:" not in json.dumps(data) and option in json.dumps(data)


def test_terms_and_past_translations_come_with_the_call(page_url):
    kind, data = call(page_url, "translate", "주식 소각", "", {"주식 소각": "Retirement of treasury stock"})
    assert kind == "complete" and data[0]["translation"] == "Retirement of treasury stock" and data[0]["findings"] == []
    kind, data = call(page_url, "translate", "제13기 정기주주총회", "", None, [["제12기 정기주주총회", "The 12th Annual General Meeting"]])
    assert data[0]["translation"] == "The 13th Annual General Meeting"
    kind, data = call(page_url, "translate", "감자", "", {"감자": ["/etc/passwd"]})
    assert kind == "error" and "terms" in json.dumps(data)


def test_the_dictionary_is_searched_both_ways(page_url):
    for query in ("감자", "capital reduction"):
        kind, data = call(page_url, "search", query, "당사는 감자를 결정하였다.")
        assert kind == "complete" and any("감자" in e["korean"] for e in data[0]["entries"])
        assert any(m["surface"] == "감자" and m["matched"] for m in data[0]["matches"])


def test_agents_find_the_tasks_as_tools(page_url):
    import asyncio

    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def ask():
        async with (streamable_http_client(f"{page_url}/gradio_api/mcp/") as (read, write, _),
                    ClientSession(read, write) as session):
            await session.initialize()
            tools = {t.name: t for t in (await session.list_tools()).tools}
            answer = await session.call_tool("keywords", {"text": "전고체 배터리는 고체 전해질을 사용한다."})
            return tools, answer
    tools, answer = asyncio.run(ask())
    assert {*REGISTRY, "translate", "search"} <= set(tools) and "text" in tools["translation"].inputSchema["properties"]
    assert not answer.isError and "keywords" in answer.content[0].text


def test_nothing_of_the_repository_is_served(page_url):
    for path in ("/gradio_api/file=README.md", "/gradio_api/file=requirements.txt", "/gradio_api/file=/etc/passwd"):
        with pytest.raises(urllib.error.HTTPError) as e:
            urllib.request.urlopen(page_url + path, timeout=30)
        assert e.value.code in (403, 404)
        e.value.close()
