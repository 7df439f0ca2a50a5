"""Files of strangers: damaged, absurd or meant to harm. They open, or are refused in words; nothing else happens."""

import random
import sys

import pytest
import tomli_w

from workbench.spec.experiment import MAX_LAYERS, Experiment
from workbench.spec.files import from_toml, read, to_toml
from workbench.spec.parts import parts
from workbench.spec.problems import ExperimentError

WORDS = [
    b"", b"=", b"[", b"]", b"[[", b"]]", b"{", b"}", b'"', b"'", b'"""', b",", b".", b"#", b"\n", b"\\", b"\x00",
    b"\xff", b"none", b"nan", b"-inf", b"true", b"-1", b"0", b"1e999", b"9" * 30, b"9" * 400, b"0x" + b"f" * 400,
    b"1979-05-27", b"[[[[[[", b'"type"', b"type = 3\n", b'type = "Conv2d"\n', b"__class__ = 1\n", b"a.b.c = 1\n",
    b"[model]\n", "\u202e".encode(),
]  # fmt: skip

LITERALS = [
    b"none", b'"none"', b"nan", b"inf", b"-1", b"0", b"1.5", b"true", b"[]", b"[1, 2]", b"{}", b"{ type = 1 }", b'"x"',
    b"9" * 30, b"0x" + b"f" * 99, b"2020-01-01", b"[[1], {}]", b'{ type = "ReLU" }', b"''", b"-0.0", b"1e308",
]  # fmt: skip


def outcome(text):
    """The experiment, or the refusal; anything else that is raised is a failure."""
    try:
        return from_toml(text)
    except ExperimentError as error:
        return error


def refusal(text):
    with pytest.raises(ExperimentError) as error:
        from_toml(text)
    return error.value.problems


def mutant(content, chance):
    """The bytes with one to three small accidents."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([0, 0, 1, 1, 4, 20]))
        other = chance.randrange(len(content) + 1)
        piece = chance.choice([chance.choice(WORDS), content[other : other + 12], bytes([chance.randrange(256)])])
        content = content[:start] + piece + content[end:]
    return content


def literal_mutant(lines, chance):
    """The file with one value replaced by another, its form kept: what gets past the TOML reader."""
    lines = list(lines)
    row = chance.choice([i for i, line in enumerate(lines) if b" = " in line])
    lines[row] = lines[row].partition(b" = ")[0] + b" = " + chance.choice(LITERALS)
    return b"\n".join(lines)


@pytest.mark.parametrize("name", ["format-1-every-value.toml", "format-1-first-program.toml"])
def test_mutants_open_or_are_refused_in_words(tmp_path, values, files, name):
    content = (files / name).read_bytes()
    chance = random.Random(name)
    path = tmp_path / "mutant.toml"
    opened = refused = past_the_reader = 0
    for number in range(500):
        path.write_bytes(mutant(content, chance) if number % 2 else literal_mutant(content.split(b"\n"), chance))
        try:
            experiment = read(path)
        except ExperimentError as error:
            refused += 1
            past_the_reader += any(problem.address for problem in error.problems)
            for problem in error.problems:
                assert values.is_a_sentence(problem.line().replace("None", "")), problem.line()
        else:
            opened += 1
            assert from_toml(to_toml(experiment)) == experiment
    assert opened >= 5  # neither is the file so tough nor so tender that nothing is tried
    assert 100 <= past_the_reader < refused


@pytest.mark.parametrize("depth", [5, 50, 300, 500, 1_000, 30_000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_deep_nesting_is_refused(values, depth, brackets):
    opening, closing = ("[", "]") if brackets == "[]" else ("{ a = ", " }")
    for place in ("seed = ", 'model.layers = [{ type = "Conv2d", kernel_size = ', "extra = "):
        end = "}]" if "layers" in place else ""
        (problem,) = refusal(f"format = 1\n{place}{opening * depth}1{closing * depth}{end}")
        assert values.is_a_sentence(problem.line()), problem.line()


@pytest.mark.parametrize("separator", [".", " . ", ".\t"])
@pytest.mark.parametrize("part", ["a", '"a b"', "'.'", '"\\"."', "1"])
def test_key_of_endless_parts_is_refused_before_it_is_parsed(separator, part):
    """tomllib would take half a minute for the first of these."""
    key = separator.join([part] * 40_000)
    for text in (f"format = 1\n{key} = 1", f"format = 1\n[{key}]", f"format = 1\n[[{key}]]", f"a = {{ {key} = 1 }}"):
        (problem,) = refusal(text)
        assert "a key of more than 50 parts" in problem.line()


def test_numbers_with_many_points_and_long_texts_are_no_long_keys():
    mean = ", ".join(["0.5"] * 1000)
    assert (
        len(
            from_toml(f'format = 1\ndata.transforms = [{{ type = "Normalize", mean = [{mean}] }}]')
            .data.transforms[0]
            .mean
        )
        == 1000
    )
    assert from_toml('format = 1\nname = "1. 2. 3. ................................................................"')


def test_long_lists_are_read_or_refused(values):
    row = ", ".join(["1"] * 100_000)
    read_ = from_toml(f'format = 1\ndata.transforms = [{{ type = "Normalize", mean = [{row}] }}]')
    assert read_.data.transforms[0].mean == (1.0,) * 100_000
    row = row[:60_000]
    for text in (
        f'model.layers = [{{ type = "Conv2d", kernel_size = [{row}] }}]',
        f"seed = [{row}]",
        f"model.layers = [{row}]",
    ):
        problems = refusal(f"format = 1\n{text}")
        assert len(problems) in (1, 101)
        assert all(values.is_a_sentence(problem.line()) for problem in problems)


def test_layers_up_to_the_limit_are_read_and_one_more_is_refused(values):
    layer = '[[model.layers]]\ntype = "ReLU"\n'
    assert len(from_toml("format = 1\n" + layer * MAX_LAYERS).model.layers) == MAX_LAYERS == 10_000
    (problem,) = refusal("format = 1\n" + layer * (MAX_LAYERS + 1))
    assert problem.address == "model.layers"
    assert "10000 are allowed" in problem.line()
    assert values.is_a_sentence(problem.line())


@pytest.mark.parametrize("digits", [19, 30, 400, 4_000, 5_000, 100_000])
@pytest.mark.parametrize("base", ["", "0x", "0b1"])
def test_huge_whole_numbers_are_refused(values, digits, base):
    number = base + ("1" if base == "0b1" else "9") * digits * (4 if base == "0b1" else 1)
    places = (
        "seed = {}", "training.epochs = {}", "model.layers = [{}]", "extra = {}",
        "training.checkpoint.every_seconds = 'x{}'", 'training.optimizer = {{ type = "Adam", betas = [0.1, {}] }}',
    )  # fmt: skip
    for place in places:
        problems = refusal("format = 1\n" + place.format(number))
        assert all(values.is_a_sentence(problem.line()) for problem in problems), problems


@pytest.mark.parametrize(
    "name",
    [
        "__class__",
        "__dict__",
        "__init__",
        "model_fields",
        "model_config",
        "replace",
        "parameters",
        "kind",
        "own",
        "targets",
    ],
)
def test_names_of_python_are_only_unknown_names(name):
    for table in ("", "data.", "model.", "training.", "training.checkpoint.", "data.source.", "training.loss."):
        text = f"format = 1\ndata.source.type = 'MNIST'\ntraining.loss.type = 'MSELoss'\n{table}{name} = 'x'"
        (problem,) = refusal(text)
        assert problem.address == f"{table}{name}"
        assert "is not known here" in problem.line()


@pytest.mark.parametrize(
    "name",
    [
        "os.system",
        "torch.nn.Linear",
        "workbench.catalog",
        "../../x",
        "A" * 81,
        "Über",
        "_BatchNorm",
        "",
        "conv2d",
        "Conv2d\n",
    ],
)
def test_only_declared_parts_have_names(name):
    before = set(sys.modules)
    (problem,) = refusal(tomli_w.dumps({"format": 1, "model": {"layers": [{"type": name}]}}))
    assert problem.address == "model.layers[0]"
    assert set(sys.modules) == before


@pytest.mark.parametrize("kind", ["dataset", "transform", "loss", "optimizer", "scheduler"])
def test_part_of_another_kind_is_no_layer(kind, values):
    name = parts(kind)[0].__name__
    (problem,) = refusal(f"format = 1\nmodel.layers = [{{ type = '{name}' }}]")
    assert problem.address == "model.layers[0]"
    assert f'"{name}" is not a layer' in problem.line()


@pytest.mark.parametrize(
    "text",
    [
        "format = 1\n[model]\n[model]",
        "format = 1\n[data]\nseed = 1\n[data]\nseed = 2",
        "format = 1\nseed = 1\nseed = 2",
        "format = 1\n[[model.layers]]\ntype = 'ReLU'\n[model.layers]",
        "format = 1\nmodel = {}\n[[model.layers]]\ntype = 'ReLU'",
        "format = 1\nmodel.layers = []\n[[model.layers]]\ntype = 'ReLU'",
    ],
)
def test_tables_given_twice_are_refused(values, text):
    (problem,) = refusal(text)
    assert "This is not a TOML file" in problem.line()
    assert values.is_a_sentence(problem.line())


@pytest.mark.parametrize("word", ["{0}", "{given}", "{x!r}", "{}", "%s", "{{", "\\u202e", "' + '"])
def test_words_of_a_file_are_never_read_as_a_template(word):
    for text in (
        f'training.loss = {{ type = "{word}" }}',
        f'training.loss = "{word}"',
        f'"{word}" = 1',
        f'seed = "{word}"',
    ):
        problems = refusal("format = 1\n" + text)
        assert len(problems) == 1
        assert problems[0].line()
        assert problems[0].plain()["what"]


def test_a_refused_file_costs_no_memory_in_words():
    """A message stays short, however long the value is that it names."""
    long = "x" * 200_000
    texts = [
        f'seed = "{long}"',
        f"seed = [{'1,' * 100_000}]",
        f'training.loss = "{long}"',
        f'training.loss = {{ type = "{long}" }}',
        f'training.loss = {{ type = "MSELoss", reduction = "{long}" }}',
        f'training.device = "{long}"',
    ]
    for text in texts:
        (problem,) = refusal("format = 1\n" + text)
        assert len(problem.line()) < 400


def test_the_default_experiment_is_not_changed_by_any_file():
    before = to_toml(Experiment())
    outcome("format = 1\nseed = 5\n[data.source]\ntype = 'MNIST'")
    assert to_toml(Experiment()) == before
