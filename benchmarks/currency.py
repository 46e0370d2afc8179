"""Times the local currency's engines beside other ways to write the same model, and prints Markdown tables. See README.md.

The rivals (RIVALS below) are heavy and are not requirements of the course: they go into an environment of their own.

    python benchmarks/currency.py                    # installs the rivals in a throwaway environment first
    python benchmarks/currency.py --rivals PYTHON    # or takes this interpreter, which has them
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
RIVALS = ["mesa==3.3.1", "agentpy==0.1.5", "numpy==2.4.6"]

# Solistes, and prestataires as the Boulonnais has inhabitants and businesses: 161 000 and 7 350 at most.
SIZES = [1000, 20_000, 161_000]
WEEKS = 520
CHANCE, ACT, REUSE = 0.25, 0.5, 0.4

TIMEOUT = 900  # s
REPEATS = 3  # median of, when a run takes less than a second


def shops_of(people):
    return max(2, round(people * 7350 / 161_000))


# The model, eight times. Each gives, for every week, (notes held before acting, notes paid).


def mean(people, weeks):
    """Engine A."""
    from essor.portable.models.currency import mean_path
    from essor.portable.models.currency_cohorts import mean_circuit, town

    place = town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE)
    return [(week.mass_before / 21, week.volume / 21) for week in mean_path(mean_circuit(place), weeks)]


def cohorts(people, weeks):
    """Engine B."""
    from essor.portable.models.currency_cohorts import cohorts_path, town

    place = town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE)
    return [(week.mass_before / 2100, week.volume / 2100) for week in cohorts_path(place, weeks, 1)]


def agents(people, weeks):
    """Engine C."""
    from essor.portable.models.currency_agents import Agents
    from essor.portable.models.currency_cohorts import town

    run = Agents(town(people, shops_of(people), REUSE, ACT, ACT, chance=CHANCE), 1)
    return [(week.mass_before / 2100, week.volume / 2100) for week in (run.week() for _ in range(weeks))]


def numpy_arrays(people, weeks):
    import numpy as np

    draws, shops = np.random.default_rng(1), shops_of(people)
    purses, tills, path = np.zeros(people, np.int64), np.zeros(shops, np.int64), []
    for _ in range(weeks):
        purses += draws.random(people) < CHANCE
        mass = purses.sum() + tills.sum()
        acting = draws.random(people) < ACT
        paid = purses[acting].sum()
        purses[acting] = 0
        acting = draws.random(shops) < ACT
        paid += draws.binomial(tills[acting].sum(), REUSE)
        tills[acting] = 0
        tills += np.bincount(draws.integers(0, shops, paid), minlength=shops)
        path.append((float(mass), float(paid)))
    return path


class Spender:
    """A soliste of Mesa and of AgentPy: both give an agent its `model`, and the model its draws."""

    notes = 0

    def act(self):
        town, draw = self.model, self.model.random
        if draw.random() < CHANCE:
            self.notes += 1
            town.mass += 1
        if self.notes and draw.random() < ACT:
            for _ in range(self.notes):
                draw.choice(town.tills).inbox += 1
            town.paid += self.notes
            self.notes = 0


class Till:
    """A prestataire of both."""

    notes = inbox = 0

    def act(self):
        town, draw = self.model, self.model.random
        if self.notes and draw.random() < ACT:
            for _ in range(self.notes):
                if draw.random() < REUSE:
                    draw.choice(town.tills).inbox += 1
                    town.paid += 1
                else:
                    town.back += 1
            self.notes = 0

    def settle(self):
        self.notes += self.inbox
        self.inbox = 0


@contextmanager
def week_of(town, path):
    """What is counted while everybody acts and tills are settled."""
    town.paid = town.back = 0
    yield
    path.append((town.mass, town.paid))
    town.mass -= town.back


def _mesa(people, weeks, activate):
    import mesa

    class Soliste(Spender, mesa.Agent):
        pass

    class Shop(Till, mesa.Agent):
        pass

    class Town(mesa.Model):
        def __init__(self):
            super().__init__(seed=1)
            Soliste.create_agents(self, people)
            self.tills = list(Shop.create_agents(self, shops_of(people)))
            self.mass = 0

        def step(self):
            with week_of(self, path):
                activate(self.agents_by_type[Soliste], "act")
                activate(self.agents_by_type[Shop], "act")
                self.agents_by_type[Shop].do("settle")

    path, model = [], Town()
    for _ in range(weeks):
        model.step()
    return path


def mesa_do(people, weeks):
    return _mesa(people, weeks, lambda some, method: some.do(method))


def mesa_shuffle(people, weeks):
    return _mesa(people, weeks, lambda some, method: some.shuffle_do(method))


def agentpy_lists(people, weeks):
    import agentpy

    class Soliste(Spender, agentpy.Agent):
        pass

    class Shop(Till, agentpy.Agent):
        pass

    class Town(agentpy.Model):
        def setup(self):
            self.solistes = agentpy.AgentList(self, people, Soliste)
            self.shops = agentpy.AgentList(self, shops_of(people), Shop)
            self.tills = list(self.shops)
            self.mass = 0

        def step(self):
            with week_of(self, path):
                self.solistes.act()
                self.shops.act()
                self.shops.settle()

    path = []
    Town({"steps": weeks, "seed": 1}).run(display=False)
    return path


C_LOOP = r"""
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state = 0x9E3779B97F4A7C15u;
static inline uint32_t bits(void) {  /* xorshift64* */
  state ^= state >> 12; state ^= state << 25; state ^= state >> 27;
  return (uint32_t)((state * 2685821657736338717u) >> 32);
}
static inline int one_in(uint32_t bound) { return bits() < bound; }
static inline uint32_t below(uint32_t count) { return (uint32_t)(((uint64_t)bits() * count) >> 32); }

int main(int argc, char **argv) {
  uint32_t people = atoi(argv[1]), shops = atoi(argv[2]), weeks = atoi(argv[3]);
  uint32_t chance = atof(argv[4]) * 4294967296.0, act = atof(argv[5]) * 4294967296.0, reuse = atof(argv[6]) * 4294967296.0;
  clock_t start = clock();
  uint32_t *purse = calloc(people, 4), *till = calloc(shops, 4), *inbox = calloc(shops, 4);
  double mass = 0, masses = 0, volumes = 0;
  for (uint32_t week = 0; week < weeks; week++) {
    double paid = 0, back = 0;
    for (uint32_t i = 0; i < people; i++) {
      if (one_in(chance)) { purse[i]++; mass++; }
      if (purse[i] && one_in(act)) {
        paid += purse[i];
        for (; purse[i]; purse[i]--) inbox[below(shops)]++;
      }
    }
    double before = mass;
    for (uint32_t j = 0; j < shops; j++)
      if (till[j] && one_in(act))
        for (; till[j]; till[j]--) {
          if (one_in(reuse)) { inbox[below(shops)]++; paid++; } else back++;
        }
    for (uint32_t j = 0; j < shops; j++) { till[j] += inbox[j]; inbox[j] = 0; }
    mass -= back;
    if (2 * week >= weeks) { masses += before; volumes += paid; }
  }
  /* ru_maxrss would remember the parent process; Linux's VmHWM does not. */
  double peak = 0;
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %lf", &peak);
  printf("{\"seconds\": %g, \"peak\": %g, \"mass\": %g, \"volume\": %g}\n", (double)(clock() - start) / CLOCKS_PER_SEC,
         peak / 1024, masses / (weeks - (weeks + 1) / 2), volumes / (weeks - (weeks + 1) / 2));
  return 0;
}
"""

# name, what it is, whether it needs the rivals' environment
IMPLEMENTATIONS = [
    ("mean", "engine A: exact mean, no draw", False),
    ("cohorts", "engine B: cohorts, standard library", False),
    ("c_loop", "C -O3, one loop over everybody", False),
    ("numpy_arrays", "NumPy, vectorised", True),
    ("agents", "engine C: named agents, standard library", False),
    ("mesa_do", "Mesa, `do`", True),
    ("mesa_shuffle", "Mesa, usual idiom (`shuffle_do`)", True),
    ("agentpy_lists", "AgentPy", True),
]


def measure(name, people):
    """Run one implementation in this process and print what it took, as JSON."""
    globals()[name](10, 2)  # imports are not counted
    started = time.process_time()
    path = globals()[name](people, WEEKS)
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "peak": peak_memory()} | averages(path)))


def peak_memory():
    """The most memory that this process held, in MB; 0 where Linux's count is missing."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0)


def averages(path):
    """Mean mass and volume of the second half: it has settled."""
    half = path[len(path) // 2 :]
    return {"mass": sum(m for m, _ in half) / len(half), "volume": sum(v for _, v in half) / len(half)}


def in_subprocess(command):
    """What a measured run printed, or why there is nothing, in a word."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return "timeout"
    return json.loads(done.stdout) if not done.returncode else f"failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}"


def time_one(name, people, pythons, loop):
    """One cell: the run at this size, several times if it is short."""
    if name == "c_loop":
        command = [loop, *map(str, (people, shops_of(people), WEEKS, CHANCE, ACT, REUSE))]
    else:
        command = [pythons[name], __file__, "--run", name, str(people)]
    found = in_subprocess(command)
    if not isinstance(found, str) and found["seconds"] < 1:
        more = [in_subprocess(command)["seconds"] for _ in range(REPEATS - 1)]
        found["seconds"] = statistics.median([found["seconds"], *more])
    return found


def build_loop(folder):
    """The C loop, compiled on the spot; None without a compiler."""
    source, program = Path(folder, "loop.c"), Path(folder, "loop")
    source.write_text(C_LOOP, "utf8")
    try:
        subprocess.run([os.environ.get("CC", "cc"), "-O3", "-march=native", "-o", str(program), str(source)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(program)


def install_rivals(folder):
    """An interpreter that has the rivals; None if they cannot be installed."""
    python = Path(folder, "bin", "python")
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *RIVALS], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def exact(people):
    """Mass and volume in the long run, in notes: n = 1/(1 − p), and the same law held 1/a weeks by each holder."""
    issued = people * CHANCE
    return {"mass": issued * (1 / ACT) * (1 + 1 / (1 - REUSE)), "volume": issued / (1 - REUSE)}


def row(*cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def grouped(count):
    return f"{count:,}".replace(",", " ")


def shown(seconds):
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"


def report(rivals, loop):
    pythons = {name: rivals if needs else sys.executable for name, _, needs in IMPLEMENTATIONS}
    print(f"{datetime.date.today()}, Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start.")
    print(f"Processor time of one run of {WEEKS} weeks, set-up included. Rivals: {', '.join(RIVALS)}.\n")
    row("Implementation", *(f"N = {grouped(n)} (s)" for n in SIZES), f"peak memory, N = {grouped(SIZES[-1])} (MB)", "volume / exact", "mass / exact")
    row("---", *["---:"] * (len(SIZES) + 3))
    times = {}
    for name, what, _ in IMPLEMENTATIONS:
        if (name == "c_loop" and loop is None) or pythons[name] is None:
            row(what, *["not installed"] * len(SIZES), "", "", "")
            continue
        cells = []
        for size in SIZES:
            found = time_one(name, size, pythons, loop)
            if isinstance(found, str):
                cells.append(found)
                break
            times[name, size] = found["seconds"]
            cells.append(shown(found["seconds"]))
        cells += [""] * (len(SIZES) - len(cells))
        checks = ["", "", ""] if isinstance(found, str) else [f"{found['peak']:.0f}", *(f"{found[key] / exact(size)[key]:.3f}" for key in ("volume", "mass"))]
        row(what, *cells, *checks)
    print()
    targets(times)


def targets(times):
    """What was aimed at, and what came out."""
    largest = SIZES[-1]
    mine = times["cohorts", largest]
    row("Target", "Measured", "Held")
    row("---", "---:", "---")
    for what, name, least in (("Engine B at least 20 × faster than Mesa `do`", "mesa_do", 20), ("Engine B within 3 × of the C loop", "c_loop", 1 / 3)):
        if (name, largest) in times:
            ratio = times[name, largest] / mine
            row(f"{what}, N = {grouped(largest)}", f"{ratio:.0f} × faster", "yes" if ratio >= least else "no")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", help="an interpreter that has the rivals")
    parser.add_argument("--run", nargs=2, metavar=("NAME", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        name, people = options.run
        measure(name, int(people))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(options.rivals or install_rivals(str(Path(folder, "rivals"))), build_loop(folder))


if __name__ == "__main__":
    main()
