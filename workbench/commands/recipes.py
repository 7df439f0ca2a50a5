"""Where an experiment begins: templates, and blocks of one's own put into a model."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.catalog.templates import Template, templates
from workbench.commands.say import DONE, complain, say_json, spare_file, write_file
from workbench.plugins.blocks import Block, blocks, blocks_dir, save
from workbench.spec import files
from workbench.spec.address import get
from workbench.spec.containers import address_of, list_address, path_of
from workbench.spec.edits import Insert, apply
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, problem


def add(commands: Any) -> None:
    """Declare the commands."""
    command = commands.add_parser("new", help="an experiment file from a template; without one, all templates")
    command.add_argument("template", nargs="?", metavar="TEMPLATE", help="a name of the list, such as lenet-5")
    command.add_argument("--to", type=Path, metavar="FILE", help="the file; without it, the text is printed")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.add_argument("--json", action="store_true", help="the list as JSON")
    command.set_defaults(run=_new)
    command = commands.add_parser("blocks", help="your own blocks of layers: list them, keep one, insert one")
    command.add_argument("action", nargs="?", choices=("list", "save", "insert"), default="list")
    command.add_argument("name", nargs="?", metavar="NAME", help="the name of the block")
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an experiment file; insert changes it")
    at = "save: the layer; insert: before which layer, such as model.layers[2]; without it, all and at the end"
    command.add_argument("--at", metavar="ADDRESS", default="", help=at)
    command.add_argument("--force", action="store_true", help="replace a block of that name")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_blocks)


def _new(options: argparse.Namespace) -> int:
    found = templates()
    if options.template is None:
        for each in found:
            row = {"template": each.name, "kind": each.kind, "title": each.title}
            say_json(row) if options.json else print(f"{each.kind:8} {each.name:22} {each.title}")
        return DONE
    text = files.to_toml(_named(options.template, found).experiment())
    if options.to is None:
        print(text, end="")
        return DONE
    spare_file(options.to, options.force)
    write_file(options.to, text.encode())
    return DONE


def _named(name: str, found: tuple[Template, ...]) -> Template:
    fitting = [each for each in found if name in (each.name, f"{each.kind}-{each.name}")]
    if not fitting:
        what, remedy = "There is no template {name}.", "“workbench new” lists what there is."
        raise ExperimentError([problem("", what, remedy, name=name[:60])])
    return fitting[0]


def _blocks(options: argparse.Namespace) -> int:
    if options.action == "list":
        return _list_blocks(options.json)
    if not options.name or not options.file:
        what = "A block and an experiment file have to be named."
        raise ExperimentError([problem("", what, "Write: workbench blocks {action} NAME FILE.", action=options.action)])
    experiment = files.read(options.file)
    return _save(options, experiment) if options.action == "save" else _insert(options, experiment)


def _save(options: argparse.Namespace, experiment: Experiment) -> int:
    layers = (_layer_at(experiment, options.at),) if options.at else experiment.model.layers
    if not layers:
        raise ExperimentError([problem("model.layers", "The model has no layers.", "Add some first.")])
    print(save(options.name, layers, options.force).path)
    return DONE


def _insert(options: argparse.Namespace, experiment: Experiment) -> int:
    block = _block(options.name)
    assert block.layer is not None
    path: tuple[int, ...] = (len(experiment.model.layers),)
    if options.at:
        _layer_at(experiment, options.at)
        path = path_of(options.at)
    edit = Insert(list_address(path[:-1]), path[-1], (block.layer,))
    write_file(options.file, files.to_toml(apply(experiment, [edit])).encode())
    return DONE


def _layer_at(experiment: Experiment, address: str) -> Any:
    try:
        path = path_of(address)
        if not path or address_of(path) != address:
            raise ValueError(address)
        return get(experiment, address)
    except ValueError:
        what, remedy = "{place} is no layer of this model.", "Write it like model.layers[2], counted from 0."
        raise ExperimentError([problem("", what, remedy, place=address[:100])]) from None


def _block(name: str) -> Block:
    found = next((block for block in blocks() if block.name == name), None)
    if found is None:
        what, remedy = "There is no block {name}.", "“workbench blocks” lists what there is."
        raise ExperimentError([problem("", what, remedy, name=name[:60])])
    if found.problem:
        raise ExperimentError([found.problem])
    return found


def _list_blocks(as_json: bool) -> int:
    found = blocks()
    if as_json:
        rows = [{"name": block.name, "file": str(block.path), "usable": block.layer is not None} for block in found]
        say_json({"folder": str(blocks_dir()), "blocks": rows})
        return DONE
    print(f"Own blocks in {blocks_dir()}: {len(found) or 'none'}")
    for block in found:
        inside = ", ".join(layer.type for layer in getattr(block.layer, "layers", ())) or getattr(
            block.layer, "type", ""
        )
        print(f"{block.name:30} {inside}")
        complain(*([block.problem] if block.problem else []))
    return DONE
