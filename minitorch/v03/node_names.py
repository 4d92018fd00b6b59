"""What 0.3.1 calls the nodes of the graph, and which of them it wrote in Python.

Source: PyTorch 0.3.1, tools/autograd/derivatives.yaml; overloads are numbered as they stand there.
Written in Python: torch/autograd/_functions.
"""

from .signatures import words

IN_PYTHON = words("""
astype cumprod cumsum part_at power_of prelu prod put_at_key repeat rows_at set_at taken_at
""")  # operations whose nodes print with their module, and are there if nothing requires grad

NAMES = {  # where 0.4.1 has another name
    "AddBackward": "AddBackward0",
    "ClampMinBackward": "CmaxConstantBackward",
    "ClampMaxBackward": "CminConstantBackward",
    "MulBackward": "MulBackward0",
    "SubBackward": "SubBackward0",
    "ThAddBackward": "AddBackward1",
    "ThMulBackward": "MulBackward1",
    "ThSubBackward": "SubBackward1",
    "ThAddmmBackward": "AddmmBackward",
    "ProdBackward0": "ProdBackward",
    "ProdBackward1": "ProdBackward",
    "SliceBackward": "NarrowBackward",
    "SigmoidBackward": "SigmoidBackward0",
    "TanhBackward": "TanhBackward0",
    "TransposeBackward0": "TransposeBackward",
    "TransposeBackward1": "TransposeBackward",
    "UnsqueezeBackward0": "UnsqueezeBackward",
    "UnsqueezeBackward1": "UnsqueezeBackward",
    "SqueezeBackward2": "SqueezeBackward0",
    "SqueezeBackward3": "SqueezeBackward1",
    "VarBackward0": "DivBackward0",
    "VarBackward1": "DivBackward0",
    "StdBackward0": "SqrtBackward",
    "StdBackward1": "SqrtBackward",
    "MaskedFillBackward0": "MaskedFillBackward",
    "IndexFillBackward0": "IndexFillBackward",
    "FillBackward0": "FillBackward",
    "StackBackward": "CatBackward",
    "CopyBackwards": "TypeBackward",
    "UnsafeViewBackward": "ViewBackward",
    "ReluBackward": "ThresholdBackward",
    "ThresholdBackward0": "ThresholdBackward",
    "HardtanhBackward0": "HardtanhBackward",
    "LeakyReluBackward0": "LeakyReluBackward",
    "RreluWithNoiseBackward0": "RreluBackward",
    "PreluBackward": "PReLUBackward",
    "ThnnConv2DBackward": "ConvNdBackward",
    "SlowConv3DBackward": "ConvNdBackward",
    "ThnnConv3DBackward": "ConvNdBackward",
    "ThnnConvTranspose2DBackward": "ConvNdBackward",
    "ThnnConvTranspose3DBackward": "ConvNdBackward",
    "MaxPool2DWithIndicesBackward": "MaxPool2DBackward",
    "MaxPool3DWithIndicesBackward": "MaxPool3dBackward",
    "FractionalMaxPool2DBackward": "FractionalMaxPool2dBackward",
    "AdaptiveAvgPool2DBackward": "AdaptiveAvgPool2dBackward",
    "AdaptiveAvgPool3DBackward": "AdaptiveAvgPool3dBackward",
    "AdaptiveMaxPool2DBackward": "AdaptiveMaxPool2dBackward",
    "AdaptiveMaxPool3DBackward": "AdaptiveMaxPool3dBackward",
    "ThnnBatchNormBackward": "BatchNormBackward",
    "UpsampleNearest2DBackward": "UpsamplingNearest2dBackward",
    "UpsampleBilinear2DBackward": "UpsamplingBilinear2dBackward",
    "UpsampleNearest1DBackward": "UpsamplingNearest1dBackward",
    "UpsampleNearest3DBackward": "UpsamplingNearest3dBackward",
    "UpsampleLinear1DBackward": "UpsamplingLinear1dBackward",
    "UpsampleTrilinear3DBackward": "UpsamplingTrilinear3dBackward",
    "ReflectionPad1DBackward": "ReflectionPad1dBackward",
    "ReflectionPad2DBackward": "ReflectionPad2dBackward",
    "ReplicationPad1DBackward": "ReplicationPad1dBackward",
    "ReplicationPad2DBackward": "ReplicationPad2dBackward",
    "ReplicationPad3DBackward": "ReplicationPad3dBackward",
}
