"""The lines of the exported script that build the model and give it the weights with which it begins."""

from __future__ import annotations

from workbench.catalog.layers.backbone import Backbone
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer
from workbench.training.pretrained import pretrained_places

READ_WEIGHTS = '''

def read_weights(name, data_dir):
    """A state_dict from a file; one that is not there is looked for in the folder of the data."""
    path = Path(name).expanduser()
    return torch.load(path if path.is_file() else data_dir / path, map_location="cpu", weights_only=True)
'''


def model_lines(experiment: Experiment) -> list[str]:
    """How the model is built, and with which weights it begins."""
    init, loaded = experiment.training.init, pretrained_places(experiment)
    if init == "default" and not loaded:
        return ["    model = build_model().to(device)"]
    return [
        "    model = build_model()",
        *([f'    initialize(model, "{init}")'] if init != "default" else []),
        *(f"    load_matching({_module(way)}, {_weights(place.layer)})" for place, way in loaded),
        "    model = model.to(device)",
    ]


def _module(way: tuple[int, ...]) -> str:
    return "model" + "".join(f"[{number}]" for number in way)


def _weights(layer: Layer) -> str:
    """An expression for the state_dict with which a layer begins."""
    assert isinstance(layer, Backbone)
    if layer.weights_file:
        return f"read_weights({layer.weights_file!r}, data_dir)"
    return f'models.get_model_weights("{layer.network}")["{layer.begins_with}"].get_state_dict(check_hash=True)'


def model_functions(experiment: Experiment) -> str:
    """The function for files of weights, where there are any."""
    files = [place for place, _ in pretrained_places(experiment) if place.layer.weights_file]  # type: ignore[attr-defined]
    return READ_WEIGHTS if files else ""
