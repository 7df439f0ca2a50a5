"""The vocabulary that is promised, against what can be picked: nothing is missing, and nothing came in unnoticed."""

import json

import pytest

from workbench.cli import main
from workbench.spec.parts import parts

PROMISED = {
    "layer": """
        Linear Identity Flatten Unflatten Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d
        MaxPool1d MaxPool2d MaxPool3d AvgPool1d AvgPool2d AvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d
        AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm GroupNorm
        InstanceNorm1d InstanceNorm2d InstanceNorm3d Dropout Dropout1d Dropout2d Dropout3d AlphaDropout RNN LSTM GRU
        TransformerEncoderLayer MultiheadAttention Upsample PixelShuffle ZeroPad2d ReLU LeakyReLU PReLU RReLU ELU SELU CELU
        GELU SiLU Mish Sigmoid Tanh Softmax LogSoftmax Softplus Softsign Hardswish Hardsigmoid Hardtanh LogSigmoid Threshold
        Permute PositionalEncoding MeanSteps Bilinear Sequential Residual Parallel
        ResNet VGG Inception MobileNet EfficientNet DenseNet ConvNeXt ShuffleNet SqueezeNet SwinTransformer VisionTransformer
    """,
    "loss": """
        CrossEntropyLoss NLLLoss BCELoss BCEWithLogitsLoss MSELoss L1Loss SmoothL1Loss HuberLoss KLDivLoss MultiMarginLoss
        PoissonNLLLoss
    """,
    "optimizer": "SGD Adam AdamW NAdam RAdam Adamax Adagrad Adadelta RMSprop ASGD Rprop LBFGS",
    "scheduler": """
        StepLR MultiStepLR ExponentialLR CosineAnnealingLR CosineAnnealingWarmRestarts OneCycleLR CyclicLR LinearLR ConstantLR
        PolynomialLR ReduceLROnPlateau
    """,
}


@pytest.mark.parametrize("kind", PROMISED)
def test_what_is_promised_is_there_and_nothing_else(kind, capsys):
    assert main(["parts", kind, "--json"]) == 0
    offered = [row["type"] for row in json.loads(capsys.readouterr().out)]
    assert sorted(offered) == sorted(PROMISED[kind].split())
    assert len(offered) == len(parts(kind)) == len(set(offered))
