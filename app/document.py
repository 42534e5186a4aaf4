"""`python -m app document translation IN.xlsx OUT.xlsx`: a workbook in place of its cells, layout kept."""
from __future__ import annotations

import argparse
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import Meter, pairs, say, settings_of, stop_on_interrupt, task_options
from engine.errors import InputError

if TYPE_CHECKING:
    from app.service import Service
    from tasks.base import Row, Task


def document(args: argparse.Namespace) -> int:
    """Exit status of the command. A text that fails keeps its source in the output and is named on stderr."""
    from app.service import Service
    from tasks.base import get

    if args.task != "translation":
        raise InputError(f"{args.task} does not work on documents.", "Only translation does.",
                         ko=f"{args.task} 작업은 문서를 처리하지 않습니다.", hint_ko="translation만 지원합니다.")
    task, settings = get(args.task), settings_of(args)
    options = task_options(task, pairs(args.option) | ({"adapter": args.adapter} if args.adapter else {}))
    source, target = Path(args.input), Path(args.output)
    for path in (source, target):
        if path.suffix.lower() != ".xlsx":
            raise InputError(f"{path.name} is not an .xlsx workbook.", "Name .xlsx files.",
                             ko=f"{path.name}은(는) .xlsx 통합 문서가 아닙니다.", hint_ko=".xlsx 파일을 지정하세요.")
    if source.resolve() == target.resolve():
        raise InputError("The output would overwrite the input.", "Give another output.",
                         ko="출력이 입력 파일을 덮어씁니다.", hint_ko="출력에 다른 파일을 지정하세요.")
    service = Service(settings)
    with stop_on_interrupt() as stop:
        try:
            failed = translate(service, task, source, target, options, cancel=stop, progress=Meter(task.name))
        finally:
            service.close()
    for row in failed:
        say(f"{row.input['text'][:40]}: {' '.join(row.error.words(settings.lang)).strip()}")
    return 1 if failed else 0


def translate(service: Service, task: Task, source: Path, target: Path, options: Any, *, cancel: threading.Event,
              progress: Callable[[int, int], None]) -> list[Row]:
    """Write `target`; returns the rows that failed, whose source stands in it unchanged."""
    from documents.workbooks import replace, texts
    translations, failed = {}, []
    for row in service.run(task, [{"text": t} for t in texts(source)], options, cancel=cancel, progress=progress):
        if row.error is None:
            translations[row.input["text"]] = row.result.translation
        else:
            failed.append(row)
    replace(source, target, translations)
    return failed
