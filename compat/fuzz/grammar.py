"""The statements that random programs are made of: tables of text with blanks.

A blank is filled anew for each statement. To test another operation, add a line.

=====  ===========================================================================================
x y z  tensors; x is chosen first, and the others may be the same one
v      a tensor whose elements are the same to the last bit in both libraries, so that a kink, a tie
       or a comparison cannot fall differently for rounding alone
d e    dimensions of x, sometimes counted from behind
i j    indices that dimension d of x has
rows   a list of such indices
n      a number: a constant, or an element of x
k      True or False
view   a shape of as many elements as x
wide   a shape that x expands to
order  the dimensions of x in some order
=====  ===========================================================================================
"""

import string

NAMES = string.ascii_lowercase  # of the tensors of a program

EXACT = """
{x} + {y}
{x} - {y}
{x} * {y}
{x} * {n}
{n} - {x}
{x} + {n}
-{x}
{x}.abs()
{x}.relu()
{x}.sign()
{x}.clamp(-0.75, 0.5)
{x}.clamp(min=-0.25)
{x}.clamp(max=0.25)
{x}.clone()
{x}.detach()
{x}.contiguous()
{x}.view({view})
{x}.reshape({view})
{x}.transpose({d}, {e})
{x}.permute({order})
{x}.expand({wide})
{x}.squeeze()
{x}.squeeze({d})
{x}.unsqueeze({d})
{x}.narrow({d}, {i}, 1)
{x}.select({d}, {i})
{x}[{i}]
{x}[{i}:]
{x}[..., {i}]
{x}[:, None]
{x}[None]
{x}[::2]
{x}[{rows}]
{x}[torch.tensor({rows})]
{x}.index_select({d}, torch.tensor({rows}))
{x}.chunk(2, {d})[0].clone()
{x}.split(1, {d})[-1].clone()
torch.cat([{x}, {y}], {d})
torch.stack([{x}, {y}], {d})
{x}.t()
{x}.repeat(2, 1)
{x}.flip({d})
{x}.diag()
{x}.tril()
{x}.triu(1)
{x}.unfold({d}, 1, 1)
{x}.take(torch.tensor([{i}]))
{x}.gather({d}, torch.zeros_like({x}).long())
{x}.take(torch.tensor([0]))
torch.where({v} > 0.25, {x}, {y})
{x}.masked_fill({v} > 0.25, {n})
{x}.clone().masked_select({v} > 0.25)
{x}.index_fill({d}, torch.tensor({rows}), {n})
{x}.index_add({d}, torch.tensor([{i}]), {y})
{x}.index_copy({d}, torch.tensor([{i}]), {y})
{x}.scatter({d}, torch.zeros_like({x}).long(), {n})
torch.zeros_like({x})
torch.ones_like({x}) * {n}
{x}.expand_as({y})
{x}.view_as({y})
{x}.type_as({y})
"""

KINKS = """
{v}.abs()
{v}.relu()
{v}.sign()
{v}.floor()
{v}.ceil()
{v}.trunc()
{v}.round()
{v}.clamp(-0.25, 0.25)
{v}.max({d})[0]
{v}.min({d}, {k})[0]
torch.nn.functional.leaky_relu({v}, 0.1)
torch.nn.functional.elu({v} + 1 / 128)
"""

ROUNDED = """
{x} / ({y}.abs() + 0.5)
{x} / 1.25
({x}.abs() + 0.5) ** 1.5
({x}.abs() + 0.5) ** {y}
{x} ** 2
{x} ** 3
torch.add({x}, {y}, alpha=0.3)
torch.sub({x}, {y}, alpha=2)
{x}.exp()
{x}.tanh()
{x}.sigmoid()
{x}.sin()
{x}.cos()
({x}.abs() + 0.1).log()
({x}.abs() + 0.1).sqrt()
({x}.abs() + 0.1).rsqrt()
({x}.abs() + 0.5).reciprocal()
{x}.abs().log1p()
{x}.expm1()
{x}.sum()
{x}.sum({d})
{x}.sum({d}, {k})
{x}.mean()
{x}.mean({d}, {k})
{x}.prod()
{x}.prod({d}, {k})
{x}.var()
{x}[None].var(-1)
({x}.abs() + 0.5).norm(1.5)
{x}.cumsum({d})
({x}.abs() + 0.5).norm()
({x}.abs() + 0.5).norm(2, {d})
{x}.softmax({d})
{x}.log_softmax({d})
{x}.matmul({y})
{x}.mm({y})
{x}.t().mm({y})
{x}.bmm({y})
{x}.mv({y})
{x}.dot({y})
torch.addmm({x}, {y}, {z})
torch.nn.functional.linear({x}, {y})
torch.nn.functional.mse_loss({x}, {y})
torch.nn.functional.softplus({x})
torch.nn.functional.logsigmoid({x})
"""

INPLACE = """
{x}.add_({y})
{x}.sub_({y})
{x}.mul_({y})
{x}.mul_({n})
{x}.add_({n})
{x}.zero_()
{x}.fill_({n})
{x}.copy_({y})
{x}.neg_()
{x}.exp_()
{x}.tanh_()
{x}.sigmoid_()
{x}.relu_()
{x}.clamp_(-0.5, 0.5)
{x}.masked_fill_({v} > 0.25, {n})
{x}[{i}] = {n}
{x}[{i}] = {y}
{x}[..., {i}] = {y}
{x}[{i}:] = {n}
{x}[{rows}] = {n}
{x}.select({d}, {i}).mul_({n})
{x}.narrow({d}, {i}, 1).add_({y})
{x}.view(-1)[0] = {n}
{x}.detach().add_({n})
{x} += {y}
{x} *= {n}
{x}.index_add_({d}, torch.tensor([{i}]), {y})
{x}.index_fill_({d}, torch.tensor({rows}), {n})
{x}.scatter_({d}, torch.zeros_like({x}).long(), {n})
{x}.unsqueeze_({d})
{x}.t_()
({x} * {y}).sum().backward(retain_graph=True)
{x}.sum().backward()
"""

INTEGERS = """
{x} + {y}
{x} - {y}
{x} * {y}
{x} * 3
{x} - 2
-{x}
{x}.abs()
{x}.sign()
{x}.clamp(-1, 2)
{x} % 3
{x}.max({d})[0]
{x}.min({d})[1]
{x}.sum()
{x}.sum({d}, {k})
{x}.prod({d})
{x}.cumsum({d})
{x}.double()
({x} > 1).long()
({x} == {y}).sum()
{x}.add_({y})
{x}.mul_(2)
{x}[{i}] = 5
{x}.sort({d})[0]
"""


def lines(table):
    """Return the statements of a table."""
    return [line for line in table.strip().split("\n") if line]


VIEWS_AND_ARITHMETIC, KINKED, ROUNDING, CHANGES, WHOLE = map(
    lines, (EXACT, KINKS, ROUNDED, INPLACE, INTEGERS)
)
