"""The weights of attention are those that the module itself works out, head by head."""

import numpy as np
import pytest
import torch

from workbench.evaluation.inspect.attention import attention, with_attention
from workbench.evaluation.inspect.places import names_of_places, names_of_steps
from workbench.spec.problems import ExperimentError


def of(name, **options):
    return {"type": name, **options}


EMBEDDING = [of("Embedding", embedding_dim=8), of("PositionalEncoding")]
END = [of("MeanSteps"), of("Linear", out_features=3)]


def by_hand(module, steps):
    """softmax(Q Kᵀ / √d) of each head: (heads, L, S)."""
    query, key, _ = (
        torch.nn.functional.linear(steps[0], *pair)
        for pair in zip(module.in_proj_weight.chunk(3), module.in_proj_bias.chunk(3), strict=True)
    )
    if module.bias_k is not None:
        key = torch.cat([key, module.bias_k[0]])
    if module.add_zero_attn:
        key = torch.cat([key, torch.zeros(1, key.shape[1])])
    heads = [each.unflatten(1, (module.num_heads, -1)).transpose(0, 1) for each in (query, key)]
    return (heads[0] @ heads[1].transpose(1, 2) / heads[0].shape[2] ** 0.5).softmax(2).detach().numpy()


@pytest.mark.parametrize("beside", [{}, {"add_bias_kv": True, "add_zero_attn": True}])
def test_the_weights_of_each_head_are_the_modules_own(made, beside):
    trained, seen = made("text", [*EMBEDDING, of("MultiheadAttention", num_heads=2, **beside), *END])
    before = trained.model(torch.tensor(seen)[None])
    found = attention(trained, seen, "model.layers[2]")
    module = trained.model[2].attention
    steps = trained.model[1](trained.model[0](torch.tensor(seen)[None]))
    with torch.no_grad():
        wanted = module(steps, steps, steps, need_weights=True, average_attn_weights=False)[1][0].numpy()
    assert np.array_equal(found.weights, wanted)
    assert np.allclose(found.weights, by_hand(module, steps), atol=1e-6)
    assert found.weights.shape == (2, 12, 14 if beside else 12) and not found.weights.flags.writeable
    assert found.extra == (("learned", "zero") if beside else ()) and found.steps == 12
    assert not module._forward_pre_hooks and torch.equal(trained.model(torch.tensor(seen)[None]), before)


def test_a_transformer_layer_is_asked_on_its_way(made):
    """In evaluation mode PyTorch goes through it in one piece, which would tell nobody."""
    layer = of("TransformerEncoderLayer", nhead=4, dim_feedforward=16)
    trained, seen = made("text", [*EMBEDDING, of("Sequential", layers=[layer, layer | {"norm_first": True}]), *END])
    assert with_attention(trained) == ("model.layers[2].layers[0]", "model.layers[2].layers[1]")
    found = attention(trained, seen, "model.layers[2].layers[1]")
    second = trained.model[2][1]
    with torch.no_grad():
        steps = second.norm1(trained.model[2][0](trained.model[1](trained.model[0](torch.tensor(seen)[None]))))
    assert np.allclose(found.weights, by_hand(second.self_attn, steps), atol=1e-5)
    assert found.weights.sum(2) == pytest.approx(1, abs=1e-5)


def test_a_layer_without_attention_says_so(made):
    trained, seen = made("text", [*EMBEDDING, *END])
    assert with_attention(trained) == ()
    with pytest.raises(ExperimentError, match="Embedding has no heads"):
        attention(trained, seen, "model.layers[0]")


@pytest.mark.parametrize("padding", ["end", "start"])
def test_tokens_stand_where_they_are(made, padding):
    trained, _ = made("text", [*EMBEDDING, *END])
    step = next(iter(trained.pipeline.fitted.values()))
    step.padding = padding
    judgement = trained.judge("a good film")
    places = names_of_places(trained, judgement)
    filler = ("<padding>",) * 9
    assert places == (("a", "good", "film", *filler) if padding == "end" else (*filler, "a", "good", "film"))
    assert [name == "<padding>" for name in places] == (judgement.seen == 0).tolist()
    assert names_of_steps(places, 12, ("zero",)) == (*places, "zero") and names_of_steps(places, 2) == ("0", "1")
