"""`python -m app document translation IN OUT`: a document in place of its texts, layout kept; and the run behind it."""
from __future__ import annotations

import argparse
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import Meter, pairs, say, say_left_out, settings_of, stop_on_interrupt, task_options
from engine.errors import Cancelled, InputError
from engine.particles import settled

if TYPE_CHECKING:
    from app.journal import Journal
    from app.service import Service
    from dictionaries.lexicon import Lexicon
    from documents.texts import Content, Notice
    from tasks.base import Row, Task

OPTION = "sheets"                            # of this command alone: translate the names of the sheets too


def document(args: argparse.Namespace) -> int:
    """Exit status of the command. A text that fails keeps its source in the output and is named on stderr."""
    from app.journal import Journal
    from app.service import Service
    from documents import files
    from tasks.base import get
    from tasks.translation import resources

    if args.task != "translation":
        raise InputError(f"{args.task} does not work on documents.", "Only translation does.",
                         ko=f"{args.task} 작업은 문서를 처리하지 않습니다.", hint_ko="translation만 지원합니다.")
    task, settings = get(args.task), settings_of(args)
    given = pairs(args.option)
    sheets = _yes(given.pop(OPTION, "false"))
    options = task_options(task, given | ({"adapter": args.adapter} if args.adapter else {}))
    source, target = Path(args.input), Path(args.output)
    if files.check_kind(source) != target.suffix.lower():
        raise InputError(f"{target.name} has another ending than {source.name}.", f"Name the output {source.suffix}.",
                         ko=f"{target.name}의 확장자가 {source.name}과(와) 다릅니다.",
                         hint_ko=f"결과 파일의 확장자를 {source.suffix}(으)로 지정하세요.")
    if source.resolve() == target.resolve():
        raise InputError("The output would overwrite the input.", "Give another output.",
                         ko="출력이 입력 파일을 덮어씁니다.", hint_ko="출력에 다른 파일을 지정하세요.")
    content = files.read(source, sheets)
    lexicon = resources.lexicon(options.dictionary, options.off)
    say_left_out(task, options, settings.lang)
    with (stop_on_interrupt() as stop, closing(Service(settings)) as service,
          Journal(target, service, task, options, args.fresh) as journal):
        done = answer(journal, task, content, options, cancel=stop, progress=Meter(task.name))
        for notice in (*content.notices, *files.write(source, target, english_of(done), sheets)[1], *senses(content, lexicon)):
            say(said(notice, settings.lang))
    failed = [row for row in done.values() if row.error is not None]
    stopped = [row for row in failed if isinstance(row.error, Cancelled)]
    for row in failed:
        if not isinstance(row.error, Cancelled):
            say(f"{row.input['text'][:40]}: {' '.join(row.error.words(settings.lang)).strip()}")
    if stopped:
        say(f"중지되었습니다. {target}에 문구 {len(stopped):,}개가 한국어로 남아 있습니다." if settings.lang == "ko"
            else f"Stopped: {len(stopped):,} texts are still Korean in {target}.")
    return 1 if failed else 0


def said(notice: Notice, lang: str) -> str:
    """A notice in words."""
    from app.i18n import word
    return settled(word(f"notice_{notice.kind}", lang).format(where=notice.where, detail=notice.detail))


def senses(content: Content, lexicon: Lexicon) -> list[Notice]:
    """A text has one English in a document, that of its first place: where another place means something else is said."""
    from documents.texts import Notice
    from tasks.translation.senses import differing
    return [Notice("senses", place.where, f"“{text.text[:40]}”, {text.places[0].where}") for text, place in
            differing(content.texts, lexicon)]


def english_of(done: Mapping[str, Row]) -> dict[str, str]:
    return {text: row.result.translation for text, row in done.items() if row.error is None}


def _yes(value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise InputError(f"{OPTION}={value} is neither true nor false.", f"Write {OPTION}=true.",
                         ko=f"{OPTION}={value} 값은 true 또는 false여야 합니다.", hint_ko=f"{OPTION}=true로 쓰세요.")
    return value.lower() == "true"


def answer(service: Service | Journal, task: Task, content: Content, options: Any, *, cancel: threading.Event,
           progress: Callable[[int, int], None] | None = None, known: Mapping[str, Row] | None = None,
           each: Callable[[Row], None] | None = None) -> dict[str, Row]:
    """{text: its row}: each text in the context of its first place, and the stretches that place formats.

    Texts that differ in their spaces only are asked once; those of `known` are not asked again. `each` is told of every
    new row.
    """
    asked = {t.text: t.places[0].context for t in content.texts} | dict.fromkeys(content.stretches, "")
    alike: dict[str, list[str]] = {}
    for text in asked:
        alike.setdefault(re.sub(r"[^\S\n]+", "", text), []).append(text)
    done = dict(known or {})

    def settle(row: Row, texts: Sequence[str]) -> None:
        for text in texts:
            if text not in done or done[text].error is not None:
                done[text] = replace(row, input={"text": text})
                if each:
                    each(done[text])

    rows = []
    for texts in alike.values():
        if found := next((done[t] for t in texts if t in done and done[t].error is None), None):
            settle(found, texts)
        else:
            rows.append({"text": texts[0], "context": asked[texts[0]]})
    count = progress and (lambda n, _: progress(len(asked) - len(rows) + n, len(asked)))
    for row in service.run(task, rows, options, cancel=cancel, progress=count):
        settle(row, alike[re.sub(r"[^\S\n]+", "", row.input["text"])])
    return done
