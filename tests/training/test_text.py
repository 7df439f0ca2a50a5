"""Experiments on texts: what is said of those that do not fit, the edits that mend them, and a run with what it leaves."""

import json
from dataclasses import replace

import pytest
import torch

from workbench.data.facts import facts_and_problems
from workbench.data.vocabulary import vocabulary_of
from workbench.spec.edits import apply
from workbench.spec.experiment import Experiment, Model
from workbench.spec.files import from_toml
from workbench.spec.parts import find
from workbench.spec.shapes import Tokens
from workbench.training.check import check, check_run, check_with
from workbench.training.events import RunFinished
from workbench.training.loop import train
from workbench.training.trace import trace

SENTENCES = 'type = "Sentences", train_count = 60, test_count = 12'
TOKENIZE = 'type = "Tokenize"\nlevel = "words"\nlength = 32'
GRU = ('type = "Embedding"\nembedding_dim = 8', 'type = "GRU"\nhidden_size = 6', 'type = "Linear"\nout_features = 3')


def experiment(layers=GRU, steps=(TOKENIZE,), source=SENTENCES, data="batch_size = 16", training=""):
    rows = [f"[[data.transforms]]\n{step}" for step in steps] + [f"[[model.layers]]\n{layer}" for layer in layers]
    return from_toml(
        f"format = 1\n[data]\nsource = {{ {source} }}\n{data}\n" + "\n".join(rows)
        + f'\n[training]\nepochs = 1\ndevice = "cpu"\n{training}\n'
    )  # fmt: skip


def only_problem(value, data_dir=None):
    (found,) = check(value, data_dir).problems
    return found


def mended(value, data_dir=None):
    """After the one problem's fix."""
    return apply(value, only_problem(value, data_dir).fix.edits)


def test_shapes_and_sizes():
    checked = check(experiment(), None)
    assert not checked.problems
    assert checked.input_shape == (32,) and isinstance(checked.input_shape, Tokens)
    first = checked.trace.layers[0]
    size = checked.facts.vocabulary
    assert 60 < size < 120 and first.inferred == (("num_embeddings", size),)
    assert first.call.source() == f"nn.Embedding({size}, 8)"
    assert first.output_shape == (32, 8) and first.parameters == 8 * size and first.mult_adds == 0
    assert checked.trace.output_shape == (3,)


def test_the_vocabulary_has_the_size_that_the_experiment_allows():
    small = experiment(steps=('type = "Tokenize"\nlevel = "characters"\nlength = 8\nmax_tokens = 7',))
    assert check(small, None).facts.vocabulary == 7


def test_texts_without_tokens():
    value = experiment(steps=())
    found = only_problem(value)
    assert found.address == "data.transforms" and "texts" in found.line() and str(found.fix.label) == "Add Tokenize"
    assert not check(mended(value), None).problems


def test_a_tokenize_that_is_switched_off_is_none():
    assert "Add Tokenize" in str(only_problem(experiment(steps=(TOKENIZE + "\nenabled = false",))).fix.label)


def test_tokens_made_twice():
    value = experiment(steps=(TOKENIZE, TOKENIZE))
    assert only_problem(value).address == "data.transforms[1]"
    assert not check(mended(value), None).problems


@pytest.mark.parametrize("step", ['type = "Normalize"', 'type = "Standardize"', 'type = "RandomRotation"'])
def test_steps_for_other_data(step):
    value = experiment(steps=(TOKENIZE, step))
    assert "texts" in only_problem(value).line()
    assert not check(mended(value), None).problems


@pytest.mark.parametrize("source", ['type = "Iris"', 'type = "Strokes"', 'type = "Waves"'])
def test_other_data_have_no_tokens(source):
    found = check(experiment(source=source), None).problems[0]
    assert found.address == "data.transforms[0]" and "texts" in found.line() and found.fix


@pytest.mark.parametrize("layer", ["Linear", "GRU", "ReLU", "Dropout", "Softmax"])
def test_a_layer_of_measures_right_after_the_texts(layer):
    value = experiment(layers=(f'type = "{layer}"', *GRU[1:]))
    found = check(value, None).problems[0]
    assert found.address == "model.layers[0]" and layer in found.line() and str(found.fix.label) == "Insert Embedding"
    after = apply(value, found.fix.edits)
    assert after.model.layers[0].type == "Embedding" and after.model.layers[1].type == layer
    assert "tokens" not in "".join(item.line() for item in check(after, None).problems)


@pytest.mark.parametrize("between", ['type = "Identity"', 'type = "Flatten"', 'type = "Permute"\ndims = [1]'])
def test_what_only_moves_numbers_leaves_tokens(between):
    checked = check(experiment(layers=(between, *GRU)), None)
    assert not checked.problems and isinstance(checked.trace.layers[0].output_shape, Tokens)
    found = only_problem(experiment(layers=(between, *GRU[2:])))
    assert found.address == "model.layers[1]" and "Insert Embedding" in str(found.fix.label)


@pytest.mark.parametrize("source", ['type = "Iris"', 'type = "Strokes", train_count = 20, test_count = 10'])
def test_an_embedding_of_measures(source):
    found = check(experiment(steps=(), source=source), None).problems[0]
    assert (
        found.address == "model.layers[0]" and "tokens" in found.line() and str(found.fix.label) == "Remove Embedding"
    )


def test_a_second_embedding():
    value = experiment(layers=(GRU[0], *GRU))
    assert only_problem(value).address == "model.layers[1]"
    assert not check(mended(value), None).problems


def test_a_padding_that_the_vocabulary_lacks():
    value = experiment(layers=(GRU[0] + "\npadding_idx = 5000", *GRU[1:]))
    assert only_problem(value).address == "model.layers[0].padding_idx"
    assert mended(value).model.layers[0].padding_idx == 0 and not check(mended(value), None).problems


def test_an_autoencoder_of_tokens_is_refused():
    value = experiment(data='target = "input"', training='loss = { type = "MSELoss" }')
    found = only_problem(value)
    assert found.address == "data.target" and apply(value, found.fix.edits).data.target == "label"


def test_half_of_the_texts_are_cut():
    value = experiment(steps=('type = "Tokenize"\nlength = 5',))
    found = only_problem(value)
    assert found.severity == "warning" and found.address == "data.transforms[0].length"
    assert not check(mended(value), None).problems


def test_more_tokens_than_memory():
    value = experiment(
        steps=('type = "Tokenize"\nlength = 65536',), source='type = "Sentences", train_count = 60, test_count = 12'
    )
    assert not check(value, None).problems
    facts = replace(check(value, None).facts, train=10**9)
    found = check_with(value, facts).problems[0]
    assert found.address == "data.transforms[0].length" and "GB" in found.line()
    assert apply(value, found.fix.edits).data.transforms[0].length == facts.text_lengths[1]


def test_an_empty_vocabulary(tmp_path):
    value = experiment(steps=('type = "Tokenize"\nlength = 5\nmin_count = 500',))
    found = only_problem(value)
    assert found.address == "data.transforms[0].min_count" and "500 times" in found.line()
    assert check(mended(value), None).facts.vocabulary > 2
    (tmp_path / "t.csv").write_text("text,label\n,a\n,b\n,a\n,b\n", encoding="utf-8")
    empty = experiment(source='type = "CSVText", path = "t.csv", text = "text", missing = "keep", test_fraction = 0.5')
    assert only_problem(empty, tmp_path).address == "data.source"


def test_a_file_that_is_not_there_is_said_once(tmp_path):
    found = only_problem(experiment(source='type = "CSVText", path = "nowhere.csv"'), tmp_path)
    assert found.address == "data.source.path"
    assert facts_and_problems(experiment(source='type = "CSVText"'), tmp_path)[0] is None


def test_tokens_beyond_any_memory_are_only_shapes():
    traced = trace(experiment(), Tokens((10**6,), 10**9))
    assert traced.problem is None and traced.layers[0].parameters == 8 * 10**9


@pytest.mark.parametrize("more", ["", "proj_size = 3\n", "bidirectional = true\nnum_layers = 2\n"])
@pytest.mark.parametrize("output", ["last", "all", "mean"])
def test_a_recurrent_layer_gives_the_shape_that_is_said_of_it(output, more):
    lstm = f'type = "LSTM"\nhidden_size = 5\noutput = "{output}"\n{more}'
    step = trace(experiment(layers=(GRU[0], lstm)), Tokens((7,), 9)).layers[1]
    assert tuple(step.call.build()(torch.zeros(2, 7, 8)).shape[1:]) == step.output_shape


LAYERS = {
    "transformer": ('type = "PositionalEncoding"', 'type = "TransformerEncoderLayer"\nnhead = 2', 'type = "MeanSteps"'),
    "attention": ('type = "MultiheadAttention"\nnum_heads = 2', 'type = "MeanSteps"'),
    "convolution": ('type = "Permute"', 'type = "Conv1d"\nout_channels = 4', 'type = "AdaptiveMaxPool1d"', 'type = "Flatten"'),
    "lstm": ('type = "LSTM"\nhidden_size = 5\nbidirectional = true',),
    "rnn": ('type = "RNN"\nhidden_size = 5\noutput = "all"', 'type = "Flatten"'),
}  # fmt: skip


@pytest.mark.parametrize("layers", LAYERS.values(), ids=LAYERS.keys())
def test_the_layers_for_sequences_take_an_embedding(layers):
    assert not check(experiment(layers=(GRU[0], *layers, GRU[2])), None).problems


def test_a_run_keeps_its_vocabulary_and_needs_the_data_no_more(tmp_path):
    (tmp_path / "t.csv").write_text("text,label\n" + "good soup,a\nbad soup,b\n" * 8, encoding="utf-8")
    value = experiment(
        (*GRU[:2], 'type = "Linear"\nout_features = 2'), source='type = "CSVText", path = "t.csv", test_fraction = 0.25'
    )
    events = list(train(value, data_dir=tmp_path, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    learned = json.loads((tmp_path / "run" / "inputs.json").read_text(encoding="utf-8"))
    assert learned == {"data.transforms[0]": {"tokens": ["<padding>", "<unknown>", "soup", "bad", "good"]}}
    weights = torch.load(tmp_path / "run" / "last.pth", weights_only=True)
    assert weights["0.weight"].shape == (5, 8)
    (tmp_path / "t.csv").unlink()
    checked = check_run(tmp_path / "run", tmp_path)
    assert not checked.errors and checked.facts.vocabulary == 5 and checked.facts.kind == "text"


def test_a_run_learns_no_word_of_validation_and_test(tmp_path):
    rows = [f"text number{i},{'ab'[i % 2]}" for i in range(40)]
    (tmp_path / "t.csv").write_text("\n".join(["words,label", *rows]), encoding="utf-8")
    value = experiment(
        (*GRU[:2], 'type = "Linear"\nout_features = 2'), source='type = "CSVText", path = "t.csv", test_fraction = 0.25',
        data="batch_size = 16\nvalidation_fraction = 0.5",
    )  # fmt: skip
    list(train(value, data_dir=tmp_path, out=tmp_path / "run"))
    learned = json.loads((tmp_path / "run" / "inputs.json").read_text(encoding="utf-8"))["data.transforms[0]"]["tokens"]
    assert len(learned) == 3 + 14  # of 30 texts for training and validation, 7 of each class are kept
    assert tuple(learned) == vocabulary_of(value, tmp_path, value.data.transforms[0]).tokens


def test_numbers_can_be_predicted_from_texts(tmp_path):
    (tmp_path / "t.csv").write_text("text,stars\n" + "good soup,4.5\nbad soup,1.25\n" * 8, encoding="utf-8")
    value = experiment(
        (*GRU[:2], 'type = "Linear"\nout_features = 1'), source='type = "CSVText", path = "t.csv"',
        training='loss = { type = "L1Loss" }',
    )  # fmt: skip
    events = list(train(value, data_dir=tmp_path, out=tmp_path / "run"))
    assert isinstance(events[-1], RunFinished), events[-1]
    assert events[-1].test.keys() == {"loss", "mae"}


def test_equal_shapes_of_other_vocabularies_and_of_numbers_are_kept_apart():
    layer = find("layer", "Identity")()
    shapes = [Tokens((6,), 10), (6,), Tokens((6,), 20), Tokens((6,), 10)]
    made = [trace(Experiment(model=Model(layers=(layer,))), shape).output_shape for shape in shapes]
    assert made == [(6,)] * 4
    assert [getattr(shape, "vocabulary", None) for shape in made] == [10, None, 20, 10]


@pytest.mark.parametrize(
    "container",
    [
        ("Residual", ["Identity"], {}), ("Residual", ["Embedding"], {}), ("Parallel", ["Identity", "Identity"], {}),
        ("Parallel", ["Identity", "Identity"], {"combine": "add"}), ("Parallel", ["Embedding", "Identity"], {}),
    ],
)  # fmt: skip
def test_tokens_are_not_added_and_not_put_beside_measures(container):
    name, inside, values = container
    block = find("layer", name)(layers=tuple(find("layer", each)() for each in inside), **values)
    experiment = Experiment(model=Model(layers=(find("layer", "Sequential")(layers=(block,)),)))
    found = trace(experiment, Tokens((6,), 10)).problem
    assert found.address == "model.layers[0].layers[0]" and "which are names" in found.line()
    mended = trace(apply(experiment, found.fix.edits), Tokens((6,), 10))
    assert mended.problem is None or mended.problem.address.startswith("model.layers[0].layers[1].layers[")


def test_tokens_go_through_containers_to_an_embedding_deep_inside():
    branch = find("layer", "Sequential")(
        layers=(find("layer", "Identity")(), find("layer", "Embedding")(embedding_dim=4))
    )
    experiment = Experiment(model=Model(layers=(find("layer", "Parallel")(layers=(branch, branch), dim=2),)))
    traced = trace(experiment, Tokens((6,), 10))
    assert traced.output_shape == (6, 8) and traced.parameters == 2 * 10 * 4
