"""The vocabulary that is promised, against what can be picked: nothing is missing, and nothing came in unnoticed."""

import json

import pytest
import torch
from torchvision.transforms import v2

from workbench.catalog.transforms import Lambda
from workbench.cli import main
from workbench.data.pipeline import Pipeline
from workbench.spec.parts import parts

PROMISED = {
    "dataset": """
        Strokes Digits Waves Shapes
        MNIST FashionMNIST KMNIST EMNIST QMNIST USPS CIFAR10 CIFAR100 SVHN STL10 Flowers102 OxfordIIITPet
        Food101 GTSRB FakeData
        ImageFolder ImageList ImageTextPairs NPZ
        Iris Wine BreastCancer Diabetes CSV Sentences CSVText
    """,
    "layer": """
        Linear Identity Flatten Unflatten Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d
        MaxPool1d MaxPool2d MaxPool3d AvgPool1d AvgPool2d AvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d
        AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm GroupNorm
        InstanceNorm1d InstanceNorm2d InstanceNorm3d Dropout Dropout1d Dropout2d Dropout3d AlphaDropout RNN LSTM GRU
        Embedding TransformerEncoderLayer MultiheadAttention Upsample PixelShuffle ZeroPad2d ReLU LeakyReLU PReLU RReLU ELU SELU CELU
        GELU SiLU Mish Sigmoid Tanh Softmax LogSoftmax Softplus Softsign Hardswish Hardsigmoid Hardtanh LogSigmoid Threshold
        Permute PositionalEncoding MeanSteps Bilinear Sequential Residual Parallel
        ResNet VGG Inception MobileNet EfficientNet DenseNet ConvNeXt ShuffleNet SqueezeNet SwinTransformer VisionTransformer
    """,
    "transform": """
        Resize CenterCrop RandomCrop RandomResizedCrop Pad RandomHorizontalFlip RandomVerticalFlip RandomRotation RandomAffine
        RandomPerspective ElasticTransform ColorJitter Grayscale RandomGrayscale RandomInvert GaussianBlur GaussianNoise
        RandomErasing RandAugment AutoAugment TrivialAugmentWide Normalize MixUp CutMix Lambda
        Standardize MinMaxScale FillMissing Tokenize
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


def test_no_step_has_to_make_tensors_of_images():
    """ToTensor and ToDtype(float32, scale=True) are what every image goes through first, listed or not."""
    images = torch.arange(256, dtype=torch.uint8).view(1, 1, 16, 16)
    wanted = v2.ToDtype(torch.float32, scale=True)(images)
    for found in (Pipeline((), 0).evaluation(images), Pipeline((Lambda(expression="x"),), 0).prepare_training(images)):
        torch.testing.assert_close(found, wanted, rtol=0, atol=1e-7)


@pytest.mark.parametrize("kind", PROMISED)
def test_what_is_promised_is_there_and_nothing_else(kind, capsys):
    assert main(["parts", kind, "--json"]) == 0
    offered = [row["type"] for row in json.loads(capsys.readouterr().out)]
    assert sorted(offered) == sorted(PROMISED[kind].split())
    assert len(offered) == len(parts(kind)) == len(set(offered))
