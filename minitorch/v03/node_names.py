"""How 0.3.1 names the nodes of the graph, where 0.4.1 has another name.

Source: PyTorch 0.3.1, tools/autograd/derivatives.yaml; overloads are numbered as they stand there.
"""

from ..nodes import NodeClasses

NAMES = {
    "AddBackward": "AddBackward0",
    "MulBackward": "MulBackward0",
    "SubBackward": "SubBackward0",
    "ThAddBackward": "AddBackward1",
    "ThMulBackward": "MulBackward1",
    "ThSubBackward": "SubBackward1",
    "ThAddmmBackward": "AddmmBackward",
    "ProdBackward0": "ProdBackward",
    "ProdBackward1": "ProdBackward",
    "TakeBackward": "IndexBackward",
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
    "MaxPool3DWithIndicesBackward": "MaxPool3DBackward",
    "AdaptiveAvgPool2DBackward": "AdaptiveAvgPool2dBackward",
    "AdaptiveAvgPool3DBackward": "AdaptiveAvgPool3dBackward",
    "AdaptiveMaxPool2DBackward": "AdaptiveMaxPool2dBackward",
    "AdaptiveMaxPool3DBackward": "AdaptiveMaxPool3dBackward",
    "ThnnBatchNormBackward": "BatchNormBackward",
    "UpsampleNearest2DBackward": "UpsamplingNearest2dBackward",
    "UpsampleBilinear2DBackward": "UpsamplingBilinear2dBackward",
    "ReflectionPad2DBackward": "ReflectionPad2dBackward",
    "ReplicationPad2DBackward": "ReplicationPad2dBackward",
}


def clamped(min=None, max=None, **_):
    """Return how ``clamp`` is named, by the bounds it has."""
    if min is not None and max is not None:
        return "ClampBackward"
    return "CmaxConstantBackward" if max is None else "CminConstantBackward"


VARYING = {  # operations whose nodes are named by the arguments of the call
    "clamp": clamped,
}


class NodesOf03(NodeClasses):
    """The classes of nodes by operation, and by name where one operation has several names."""

    def __init__(self, wrap):
        super().__init__(wrap, lambda op: NAMES.get(op.node_name, op.node_name))

    def renamed(self, op, name):
        return super().renamed(op, NAMES.get(name, name))

    def rename(self, op, node):
        """Give a node of an operation in ``VARYING`` the class that its arguments call for."""
        arguments = dict(zip(op.constants, node.constants, strict=True))
        name = VARYING[op.name](**{k: arguments[k] for k in op.attributes if k in arguments})
        if name != type(node).__name__:
            node.__class__ = self.renamed(op, name)
