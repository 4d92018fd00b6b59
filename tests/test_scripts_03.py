"""What scripts of 2017 rely on in the 0.3 face, beyond any one operation."""

import pytest

import minitorch
import minitorch.v03 as torch


def test_a_tensor_of_0_3_is_changed_by_as_many_elements_of_another_shape():
    """``scores += column`` adds element by element: in place, nothing is broadcast to more."""
    scores = torch.Tensor([1, 2, 3])

    with pytest.warns(UserWarning, match="other is not broadcastable to self"):
        scores += torch.Tensor([[10], [20], [30]])

    assert list(scores) == [11, 22, 33]
    with pytest.raises(RuntimeError, match=r"expected r_ \[3\], t \[3\] and src \[2 x 3\]"):
        scores += torch.ones(2, 3)


def test_a_mask_of_0_3_may_have_another_shape_and_as_many_elements():
    """Beam search fills 6 by 2 by a mask of 3 by 2 by 2."""
    scores, mask = torch.ones(2, 2), torch.ByteTensor([1, 0, 0, 1])

    with pytest.warns(UserWarning, match="mask is not broadcastable to self"):
        scores.masked_fill_(mask, 5)
    with pytest.warns(UserWarning, match="mask is not broadcastable to self"):
        scores.masked_scatter_(mask, torch.Tensor([7, 8, 9]))
    with pytest.warns(UserWarning, match="self and mask not broadcastable"):
        chosen = scores.masked_select(mask)

    assert list(scores.view(-1)) == [7, 1, 1, 8]
    assert list(chosen) == [7, 8]


def test_a_language_model_of_0_3_looks_up_words_in_another_table():
    """``embed._backend.Embedding.apply``: the lookup with a table of which words were dropped."""
    embed, words = torch.nn.Embedding(4, 2), torch.autograd.Variable(torch.LongTensor([[3, 1]]))
    options = embed.max_norm, embed.norm_type, embed.scale_grad_by_freq, embed.sparse

    found = embed._backend.Embedding.apply(words, embed.weight * 2, -1, *options)
    found.sum().backward()

    assert (found.data == embed(words).data * 2).all()
    assert list(embed.weight.grad.data.sum(1)) == [0, 4, 0, 4]


def test_gradients_are_taken_with_respect_to_all_that_parameters_gives():
    """``grad(loss, net.parameters())``: conjugate gradients of 2017 don't write ``list``."""
    for face in (torch, minitorch):
        net = face.nn.Linear(2, 1)
        loss = net(face.autograd.Variable(face.ones(1, 2))).sum()

        weight, bias = face.autograd.grad(iter([loss]), net.parameters(), retain_graph=True)
        face.autograd.backward(iter([loss]))

        assert (weight.data == net.weight.grad.data).all()
        assert (bias.data == net.bias.grad.data).all()


@pytest.mark.parametrize("face", [torch, minitorch])
def test_one_hot_rows_come_from_where_programs_of_2017_took_them(face):
    """``torch.sparse.torch.eye(n)``: a module of torch's has torch in it."""
    rows = face.sparse.torch.eye(3).index_select(dim=0, index=face.LongTensor([2, 0]))

    assert face.sparse.torch is face
    assert rows.numpy().tolist() == [[0, 0, 1], [1, 0, 0]]
