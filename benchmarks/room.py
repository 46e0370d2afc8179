"""Two hundred phones vote in two rounds, over HTTP on this machine, then one floods the room. See README.md.

    python benchmarks/room.py            # 200 phones, 10 000 requests of one
    python benchmarks/room.py 300 2000

It needs no built book. It fails if an answer is lost or counted twice, or if the two rounds take two minutes; the flood stops
after one.
"""

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from rooms import CHOICE, DECK, PHONE, editions, running

PHONES, FLOOD = 200, 10_000
MOST, LASTS = 120, 60  # seconds: of the two rounds, then failed; of the flood, then stopped
SPREAD = 2.0  # seconds in which a room answers
KEYS = [choice["key"] for choice in CHOICE["choices"]]


class Phone:
    """What phone.js does, over plain sockets: it listens, and each answer has a connection of its own."""

    def __init__(self, port, rank):
        self.port, self.name, self.answer, self.times = port, f"telephone-numero-{rank:03}", "", []
        self.heard: dict[int, float] = {}  # when each vote was heard of
        self.state = asyncio.Condition()

    async def listen(self):
        reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(f"GET /stream?phone={self.name} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b'data: {"server"') and (told := json.loads(line[6:]))["stage"] == "open":
                async with self.state:
                    self.heard[told["asked"]] = time.perf_counter()
                    self.state.notify_all()

    async def vote(self, asked):
        async with self.state:
            await self.state.wait_for(lambda: asked in self.heard)
        for _ in range(random.choice((1, 1, 1, 2))):  # one in four changes its mind
            await asyncio.sleep(random.uniform(0, SPREAD / 2))
            self.answer = random.choice(KEYS)
            started = time.perf_counter()
            status, _ = await post(self.port, {"phone": self.name, "asked": asked, "answer": self.answer})
            self.times.append(1000 * (time.perf_counter() - started))
            assert status == 200, status


async def post(port, told, path="/vote"):
    body = json.dumps(told).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    reply = await reader.read()
    writer.close()
    head, _, text = reply.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), json.loads(text)


async def rounds(room, phones):
    """The time, in ms, for each round to reach all phones."""
    listening = [asyncio.create_task(phone.listen()) for phone in phones]
    reached = []
    while (await lead(room, "ask", round=2, question=CHOICE))["phones"] < len(phones):
        await asyncio.sleep(0.1)
    for round in (1, 2):
        await lead(room, "reveal", stage="closed")
        started = time.perf_counter()
        asked = (await lead(room, "ask", round=round, question=CHOICE))["asked"]
        await asyncio.gather(*(phone.vote(asked) for phone in phones))
        reached.append(1000 * (max(phone.heard[asked] for phone in phones) - started))
        counts = (await lead(room, "reveal", stage="closed"))["choices"]
        assert counts == [[phone.answer for phone in phones].count(key) for key in KEYS], "an answer was lost, or counted twice"
    for task in listening:
        task.cancel()
    return reached


async def lead(room, act, **told):
    status, answer = await post(room.port, {"deck": DECK, **told}, f"{room.trainers}-/{act}")
    assert status == 200, answer
    return answer


async def flood(room, count):
    """How many requests of one phone got each status, how long they took, and how long another waited meanwhile."""
    asked = (await lead(room, "ask", round=1, question=CHOICE))["asked"]
    statuses, waited = {}, []
    started = time.perf_counter()

    async def send(many):
        for _ in range(many):
            if time.perf_counter() - started > LASTS:
                return
            status, _ = await post(room.port, {"phone": PHONE, "asked": asked, "answer": "court"})
            statuses[status] = statuses.get(status, 0) + 1

    sending = asyncio.gather(*(send(count // 20) for _ in range(20)))
    while not sending.done():
        before = time.perf_counter()
        await lead(room, "ask", round=1, question=CHOICE)
        waited.append(1000 * (time.perf_counter() - before))
        await asyncio.sleep(0.2)
    await sending
    return statuses, time.perf_counter() - started, waited


def percentile(times, rank):
    return statistics.quantiles(times, n=100)[rank - 1]


def main():
    count, many = (*map(int, sys.argv[1:]), PHONES, FLOOD)[:2] if len(sys.argv) != 2 else (int(sys.argv[1]), FLOOD)
    with tempfile.TemporaryDirectory() as folder, running(editions(Path(folder))) as room:
        process = psutil.Process(room.process.pid)
        before = process.memory_info().rss / 1e6
        phones = [Phone(room.port, rank) for rank in range(count)]
        reached = asyncio.run(asyncio.wait_for(rounds(room, phones), MOST))
        voted = process.memory_info().rss / 1e6
        statuses, lasted, waited = asyncio.run(flood(room, many))
        flooded = process.memory_info().rss / 1e6
        _, errors = room.stop()
        assert not errors, errors
    times = [one for phone in phones for one in phone.times]
    print(f"{count} phones, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; loopback; answers spread over {SPREAD:.0f} s.\n")
    print("| Measure | Value |\n| --- | ---: |")
    print(f"| Answers, changes of mind included, in two rounds; lost, or counted twice | {len(times)}; 0 |")
    print(f"| An answer counted: median, 95th percentile, longest | {statistics.median(times):.1f} ms, {percentile(times, 95):.1f} ms, {max(times):.1f} ms |")
    print(f"| The question reaches all phones, first round, second | {reached[0]:.0f} ms, {reached[1]:.0f} ms |")
    print(f"| Memory of the server at rest, after the votes, after the flood | {before:.0f} MB, {voted:.0f} MB, {flooded:.0f} MB |")
    told = ", ".join(f"{number} × {status}" for status, number in sorted(statuses.items()))
    print(f"| {sum(statuses.values())} answers of one phone, 20 at a time: what each got, in all | {told}, {lasted:.1f} s |")
    print(f"| Meanwhile, the deck waits: median, longest | {statistics.median(waited):.0f} ms, {max(waited):.0f} ms |")


if __name__ == "__main__":
    main()
