"""python -m app: serve (default), run, document, check, train, evaluate, adapters, tasks.

Exit: 0 all rows answered, 1 some failed, 2 nothing could run. Progress and errors go to stderr, never to stdout.
"""
from __future__ import annotations

import argparse
import sys

from engine.errors import OnebaseError

FRESH = "answer all anew, and not what OUT.part.jsonl lacks after an interruption"


def parser(command: str) -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m app", description="One base model in memory, adapters, and agents "
                                  "for IP and finance work in Korean. Without a command it serves the page.")
    engine = argparse.ArgumentParser(add_help=False)
    group = engine.add_argument_group("base (each also by environment: ONEBASE_BASE, …)")
    group.add_argument("--base", help="embedded (default), a directory, a hub id, or openai:URL")
    group.add_argument("--quant", help="none, int8 or nf4")
    group.add_argument("--dtype", help="auto, float32 or bfloat16")
    group.add_argument("--embedder", help="a sentence-transformers model in place of the embedded one")
    group.add_argument("--adapters", metavar="DIR", help="folder of adapters (default: adapters/ of the repository)")
    group.add_argument("--memory", metavar="PATH", help="past translations for every translation that names none: a file, or a "
                       "folder of them")

    page = argparse.ArgumentParser(add_help=False)
    group = page.add_argument_group("page")
    group.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    group.add_argument("--port", type=int, help="port (default: the first free one from 7860)")
    group.add_argument("--share", action="store_true", default=None, help="a public link through gradio's tunnel")
    group.add_argument("--auth", help="user:password, or better a file of such lines (or ONEBASE_AUTH)")
    group.add_argument("--public", action="store_true", default=None,
                       help="visitors run tasks, but neither train nor change adapters")
    group.add_argument("--feedback", metavar="DIR", help="folder for corrections that visitors consent to be kept "
                       "(default var/feedback; on a public page none)")
    group.add_argument("--servers", metavar="URL,…", help="OpenAI-compatible servers that visitors may use; in public the "
                       "only ones")
    group.add_argument("--max-upload-mb", type=int, help="largest file taken (default 100)")

    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("serve", parents=[engine, page], help="serve the page (default)")

    run = commands.add_parser("run", parents=[engine], help="answer every row of a file")
    run.add_argument("task", metavar="TASK")
    run.add_argument("--input", "-i", required=True, help="jsonl, csv, tsv or xlsx")
    run.add_argument("--output", "-o", required=True, help="jsonl, csv, tsv or xlsx")
    run.add_argument("--sheet", help="of a workbook, by its name (default: the first)")
    run.add_argument("--adapter", help='name of an adapter, or "none" for the bare base')
    run.add_argument("--option", "-O", action="append", default=[], metavar="K=V", help="an option of the task")
    run.add_argument("--fresh", action="store_true", help=FRESH)

    document = commands.add_parser("document", parents=[engine], help="translate a document in place of its texts")
    document.add_argument("task", metavar="TASK", help="translation")
    document.add_argument("input", metavar="IN", help="xlsx, xlsm, docx, txt or md")
    document.add_argument("output", metavar="OUT", help="of the same kind")
    document.add_argument("--adapter", help='name of an adapter, or "none" for the bare base')
    document.add_argument("--option", "-O", action="append", default=[], metavar="K=V",
                          help="an option of the task; sheets=true: the names of the sheets too")
    document.add_argument("--fresh", action="store_true", help=FRESH)

    check = commands.add_parser("check", parents=[engine], help="findings on a finished translation (xlsx, xlsm, docx, txt, md, "
                                  "tsv, csv, jsonl)")
    check.add_argument("task", metavar="TASK", help="translation")
    check.add_argument("source", metavar="SOURCE")
    check.add_argument("target", metavar="TARGET")
    check.add_argument("--option", "-O", action="append", default=[], metavar="K=V", help="dictionary=FILE")

    # training brings its own flags; they are asked for only when they are needed
    for name, words in (("train", "make an adapter from a file of rows"),
                        ("evaluate", "measure adapters against a file of answers")):
        sub = commands.add_parser(name, help=words)
        if command == name:
            from importlib import import_module

            from app.settings import load
            import_module(f"training.{name}").add_arguments(sub)
            settings = load()
            sub.set_defaults(base=settings.source, adapters=settings.adapters)

    drawer = commands.add_parser("adapters", help="list, show, add, remove, verify")
    verbs = drawer.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", parents=[engine], help="every adapter and every refusal")
    for verb, words in (("show", "everything known of one"), ("remove", "delete one")):
        verbs.add_parser(verb, parents=[engine], help=words).add_argument("name")
    add = verbs.add_parser("add", parents=[engine], help="copy a folder in, after validation")
    add.add_argument("path")
    add.add_argument("--replace", action="store_true")
    verbs.add_parser("verify", parents=[engine], help="recompute every hash")

    commands.add_parser("tasks", help="the tasks with their fields and options")
    return top


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    # `python -m app --port 7861` is `python -m app serve --port 7861`
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help")):
        argv = ["serve", *argv]
    try:
        args = parser(argv[0]).parse_args(argv)
        from app import commands
        return getattr(commands, args.command)(args)
    except OnebaseError as e:
        from app.settings import language
        print(" ".join(e.words(language())).strip(), file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
