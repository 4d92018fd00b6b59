"""An actor and a critic learn to keep a ball on a beam that they tilt.

Plain PyTorch of 2018: it needs torch alone, and knows nothing of minitorch.
"""

from __future__ import print_function

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.distributions import Categorical


class Beam(object):
    """A ball rolls on a beam of length 2; the actions tilt it to the left or to the right."""

    def reset(self):
        self.position, self.speed = (torch.rand(2) * 0.4 - 0.2).tolist()
        self.tilt = 0.0
        return self.state()

    def state(self):
        return torch.tensor([self.position, self.speed, self.tilt])

    def step(self, action):
        self.tilt = max(-1.0, min(1.0, self.tilt + (0.3 if action else -0.3)))
        self.speed += 0.2 * self.tilt
        self.position += 0.2 * self.speed
        done = abs(self.position) > 1
        return self.state(), 0.0 if done else 1.0 - abs(self.position), done


class Policy(nn.Module):
    def __init__(self):
        super(Policy, self).__init__()
        self.affine = nn.Linear(3, 64)
        self.action_head = nn.Linear(64, 2)
        self.value_head = nn.Linear(64, 1)

    def forward(self, x):
        x = F.relu(self.affine(x))
        return F.softmax(self.action_head(x), dim=-1), self.value_head(x)


def play(policy, env, limit):
    state, log_probs, values, rewards, entropy = env.reset(), [], [], [], 0
    for _ in range(limit):
        probs, value = policy(state)
        m = Categorical(probs)
        action = m.sample()
        state, reward, done = env.step(action.item())
        log_probs.append(m.log_prob(action))
        values.append(value)
        rewards.append(reward)
        entropy = entropy + m.entropy()
        if done:
            break
    return torch.stack(log_probs), torch.cat(values), rewards, entropy


def returns(rewards, gamma):
    found, total = [], 0.0
    for reward in rewards[::-1]:
        total = reward + gamma * total
        found.insert(0, total)
    found = torch.tensor(found)
    return (found - found.mean()) / (found.std() + 1e-3)


def main():
    parser = argparse.ArgumentParser(description="actor-critic on a beam")
    parser.add_argument("--gamma", type=float, default=0.97)
    parser.add_argument("--limit", type=int, default=40, help="steps of an episode")
    parser.add_argument("--lr", type=float, default=1e-2)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--steps", type=int, default=50, help="episodes")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    policy, env = Policy(), Beam()
    optimizer = optim.RMSprop(policy.parameters(), lr=args.lr)

    for step in range(1, args.steps + 1):
        log_probs, values, rewards, entropy = play(policy, env, args.limit)
        target = returns(rewards, args.gamma)
        advantage = target - values.detach()
        actor = -(log_probs * advantage).sum()
        critic = F.smooth_l1_loss(values, target, reduction="sum")
        loss = actor + critic - 0.01 * entropy
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print("step {} loss {:.9g} length {}".format(step, loss.item(), len(rewards)))


if __name__ == "__main__":
    main()
