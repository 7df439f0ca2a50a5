"""What can be picked: parts, their help, the user's own code."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from workbench import plugins
from workbench.commands.say import DONE, WRONG_INPUT, complain, say_json
from workbench.spec.fields import shown
from workbench.spec.help import named, nearest, plain_help
from workbench.spec.parts import KINDS, parts
from workbench.spec.problems import ExperimentError, problem

if TYPE_CHECKING:
    pass


def add(commands: Any) -> None:
    """Declare the commands."""
    _add_parts(commands)
    _add_help(commands)
    _add_plugins(commands)


def _add_parts(commands: Any) -> None:
    command = commands.add_parser("parts", help="everything that can be picked, with its parameters")
    command.add_argument("kind", nargs="?", choices=tuple(KINDS))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_parts)


def _add_help(commands: Any) -> None:
    command = commands.add_parser("help", help="what a layer, loss, … does: formula, when to use it, its parameters")
    command.add_argument("name", metavar="NAME", help="like Conv2d or Adam")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_help)


def _add_plugins(commands: Any) -> None:
    command = commands.add_parser(
        "plugins", help="files of your own code: what they hold, and whether they are allowed"
    )
    command.add_argument("action", nargs="?", choices=("list", "allow", "revoke"), default="list")
    command.add_argument("file", nargs="?", metavar="FILE", help="a file of the folder of own code")
    command.add_argument("--yes-i-have-read-it", metavar="SHA256", help="the hash of the bytes that you have read")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_plugins)


def _parts(options: argparse.Namespace) -> int:
    rows = [plain_help(cls) for kind in ([options.kind] if options.kind else KINDS) for cls in parts(kind)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{row['kind']:10} {row['type']:22} {row['about']}")
        for p in row["parameters"]:
            print(f"{'':14}{p['name']:20} {p['default']!s:12} {p['description']}")
    return DONE


def _help(options: argparse.Namespace) -> int:
    found = named(options.name)
    if not found:
        near = nearest(options.name)
        remedy = "Did you mean {near}?" if near else "“workbench parts” lists what there is."
        raise ExperimentError([problem("", "There is no part {name}.", remedy, name=shown(options.name), near=near)])
    for row in map(plain_help, found):
        if options.json:
            say_json(row)
            continue
        print(f"{row['type']} ({row['kind']}, {row['group']})", row["about"], sep="\n")
        if row["formula"]:
            print("", *(f"    {line}" for line in row["formula"].splitlines()), sep="\n")
        print("", row["use"], *([row["link"]] if row["link"] else []), "", sep="\n")
        for p in row["parameters"]:
            print(f"    {p['name']:20} {p['default']!s:12} {p['description']}")
    return DONE


def _plugins(options: argparse.Namespace) -> int:
    if options.action == "list":
        return _list_plugins(options.json)
    if not options.file:
        raise ExperimentError([problem("", "Which file?", "“workbench plugins” lists them.")])
    item = plugins.find_file(options.file)
    if options.action == "revoke":
        plugins.revoke(item.path)
        print(f"{item.path} is not run any more.")
        return DONE
    digest = options.yes_i_have_read_it
    if digest is None:
        print(plugins.shown(item.source), f"\n{item.path}\nsha256 {item.digest}", sep="")
        if not _agreed("This code can do whatever you can do on this computer. Allow it? [y/N] "):
            print("Not allowed.")
            return WRONG_INPUT
        digest = item.digest
    plugins.allow(item.path, digest)
    complain(*item.problems)
    print(f"{item.path} is allowed: {', '.join(each.name for each in item.declared) or 'no parts'}.")
    return DONE


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _list_plugins(as_json: bool) -> int:
    found = plugins.listed()
    if as_json:
        say_json({"folder": str(plugins.folder()), "files": [item.plain() for item in found]})
        return DONE
    print(f"Own code in {plugins.folder()}: {len(found) or 'no'} file{'s' * (len(found) != 1)}")
    words = {"allowed": "allowed", "new": "not allowed yet", "changed": "changed since it was allowed"}
    for item in found:
        print(f"{item.path.name:24} {words[item.state]:30} {', '.join(each.name for each in item.declared)}")
        for wrong in item.problems:
            print(f"{'':4}{wrong.line()}")
    return DONE
