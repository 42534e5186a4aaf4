"""A workbook of 720 cells end to end, by stage, beside one call a cell."""
from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

SHEETS, LABELS, NOTES, OWN = 6, 70, 30, 20   # cells of a sheet: the same labels and notes on each, and 20 of its own
SAMPLE = 6                                   # every sixth cell is timed alone, and the time scaled
HEADS = ("발행주식", "전환가액", "납입일", "배정대상자", "이자율", "만기일", "청약일", "이사회결의일", "자금조달", "기준주가")
TAILS = ("의 종류와 수", "의 결정방법", "에 관한 사항", "의 산정근거", "의 조정", "의 변경", "의 내역")
SUBJECTS = ("당사", "당사의 종속회사", "최대주주", "발행회사", "주관회사", "이사회")
VERBS = ("보통주식의 발행을 결정하였으며 그 내용을 공시합니다.", "주주총회의 승인을 받아 자본금을 감소할 예정입니다.",
         "관계기관과의 협의에 따라 일정이 변경될 수 있습니다.", "차입금의 상환을 위하여 자금을 조달하고자 합니다.",
         "신주인수권의 행사기간을 연장하기로 결의하였습니다.")


def document() -> Iterator[tuple]:
    """Each text once and in batches, beside the same engine asked cell by cell."""
    from app.document import answer, english_of
    from app.service import Service
    from app.settings import load
    from app.tabs.translation.findings import Checker
    from app.tabs.translation.workspace import Document
    from documents import files
    from tasks.base import get

    service, task = Service(load()), get("translation")
    service.answer(task, {"text": "당사는 감자를 결정하였습니다."}, {})        # the model is loaded, the tables are read
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.xlsx", Path(folder) / "out.xlsx"
        _write(source)
        stages, began = {}, time.perf_counter()

        def stage(name: str) -> None:
            nonlocal began
            stages[name], began = time.perf_counter() - began, time.perf_counter()

        content = files.read(source)
        stage("read")
        done = answer(service, task, content, {}, cancel=threading.Event())
        stage("translate")
        held = Document(source.name, source, content, done=done)
        Checker().lines(held, None, "en")
        stage("check")
        files.write(source, target, english_of(done))
        stage("write")
        cells = [(text.text, place.context) for text in content.texts for place in text.places]
        began = time.perf_counter()
        sample = cells[::SAMPLE]
        for text, context in sample:
            service.answer(task, {"text": text, "context": context}, {})
        alone = (time.perf_counter() - began) * len(cells) / len(sample)
    service.close()
    total = sum(stages.values())
    yield (f"a workbook of {len(cells)} cells, {len(content.texts)} texts", f"{total:.1f} s",
           f"{alone:.1f} s  one call a cell (every {SAMPLE}th, scaled)", alone / total, "aim 5")
    for name, seconds in stages.items():
        yield f"  {name}", f"{seconds:.2f} s", f"{100 * seconds / total:.0f} % of it"


def _write(path: Path) -> None:
    import xlsxwriter
    labels = [head + tail for head in HEADS for tail in TAILS][:LABELS]
    notes = [f"{subject}는 {verb}" for subject in SUBJECTS for verb in VERBS][:NOTES]
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(SHEETS):
            sheet = book.add_worksheet(f"{number + 1}월")
            own = [f"제{number * OWN + i + 1}회 전환사채 {(number * OWN + i + 1) * 7}억원의 납입이 완료되었습니다." for i in range(OWN)]
            for row, text in enumerate(labels):
                sheet.write(row, 0, text)
            for row, text in enumerate([*notes, *own]):
                sheet.write(row, 1, text)
