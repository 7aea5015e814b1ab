"""Losses and clipping against float64 references."""

import pytest
import torch

from tuneteller.losses import head_cross_entropy, token_cross_entropy, token_kl
from tuneteller.training.optim import clip_slots


def test_kl_is_that_of_the_teacher_to_the_student_with_its_gradient() -> None:
    torch.manual_seed(0)
    student, teacher = torch.randn(3, 5, 50, requires_grad=True), torch.randn(5, 50)
    exact = student.detach().double().requires_grad_()
    p, q = torch.log_softmax(teacher.double(), -1), torch.log_softmax(exact, -1)
    expected = (p.exp() * (p - q)).sum(-1)
    found = token_kl(student, teacher)
    torch.testing.assert_close(found, expected.float(), rtol=1e-4, atol=1e-5)
    found.sum().backward()
    expected.sum().backward()
    torch.testing.assert_close(student.grad, exact.grad.float(), rtol=1e-4, atol=1e-6)
    assert token_kl(teacher.expand(2, 5, 50), teacher).abs().max() < 1e-5


def test_cross_entropy_is_minus_log_likelihood() -> None:
    logits, target = torch.randn(4, 9), torch.tensor([0, 3, 8, 2])
    expected = -torch.log_softmax(logits.double(), -1)[torch.arange(4), target]
    torch.testing.assert_close(token_cross_entropy(logits, target), expected.float())


def test_each_slot_is_clipped_by_its_own_norm() -> None:
    parameters = [torch.zeros(2, 3, 4, requires_grad=True), torch.zeros(2, 5, requires_grad=True)]
    for p in parameters:
        p.grad = torch.ones_like(p)
        p.grad[1] *= 100
    norms = clip_slots(parameters, 1.0)
    torch.testing.assert_close(norms, torch.tensor([17**0.5, 100 * 17**0.5]))
    for slot in range(2):
        after = sum(p.grad[slot].square().sum() for p in parameters) ** 0.5
        torch.testing.assert_close(after, torch.tensor(1.0), rtol=1e-4, atol=1e-5)


def test_a_gradient_that_is_not_finite_is_left_out_of_its_slot_alone() -> None:
    parameters = [torch.zeros(3, 4, requires_grad=True), torch.zeros(3, 5, requires_grad=True)]
    for p in parameters:
        p.grad = torch.ones_like(p)
    parameters[0].grad[1, 2], parameters[1].grad[2, 0] = float("inf"), float("nan")
    clip_slots(parameters, 100.0)
    for p in parameters:
        assert p.grad[0].eq(1).all() and p.grad[1:].eq(0).all()


@pytest.mark.parametrize("tokens", [1, 3, 7, 100])
def test_losses_piece_by_piece_and_their_gradients_are_those_of_all_logits(tokens: int) -> None:
    generator = torch.Generator().manual_seed(0)
    weight, weights = (torch.randn(*shape, generator=generator, dtype=torch.float64) for shape in ((11, 5), (7,)))
    hidden = torch.randn(7, 5, generator=generator, dtype=torch.float64).requires_grad_()
    target = torch.randint(11, (7,), generator=generator)

    def head(h: torch.Tensor) -> torch.Tensor:  # with a soft cap, as Gemma 2 has
        return torch.tanh(h @ weight.T / 3) * 3

    whole = token_cross_entropy(head(hidden), target)
    pieces = head_cross_entropy(head, hidden, target, tokens)
    torch.testing.assert_close(pieces, whole)
    slopes = [torch.autograd.grad((losses * weights).sum(), hidden)[0] for losses in (whole, pieces)]
    torch.testing.assert_close(*slopes)
    with torch.no_grad():
        torch.testing.assert_close(head_cross_entropy(head, hidden, target, tokens), whole)
