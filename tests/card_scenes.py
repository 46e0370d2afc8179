"""Pictures of a room that votes: the cards as they are printed, seen by a camera, tilted, noisy and not quite sharp."""

import base64
import re
import tempfile
from pathlib import Path

import numpy as np
from pypdfium2 import PdfDocument

from essor.book.rendering import rendered
from essor.book.site.browser import cards_bundle
from essor.book.site.scripts import ensure_packages, put
from essor.book.trainer import paper, vote_cards

WIDTH, HEIGHT = 1920, 1080
CARD = (210, 148.5)  # mm, held with A up
MARKER = 120  # mm
FINE = 1.6  # px in a millimetre, of the cards printed
INK, PAPER = 30, 230  # grey levels, in full light
SAMPLES = 3  # on a side of a pixel
COLUMNS = 6
FOCAL = 1400  # px, of a laptop's camera: 1920 across 69 degrees


def page(folder: Path) -> Path:
    """The page of the cards, as the trainer's edition prints it."""
    put(folder, *paper.COPIED)
    html = rendered("paper/vote-cards.html", title="Cartes", book="Livre", policy="", site="", cards=vote_cards.cards(ensure_packages()))
    made = folder / "cartes-vote.html"
    made.write_text(re.sub("<link [^>]*_static[^>]*>", "", html), "utf8")
    return made


def fronts(browser) -> list[np.ndarray]:
    """The front of each card in grey, from number 1, FINE px in a millimetre."""
    with tempfile.TemporaryDirectory() as folder:
        opened = browser.new_page()
        opened.goto(page(Path(folder)).as_uri())
        opened.wait_for_selector("html[data-drawn]", state="attached")
        pdf = opened.pdf(prefer_css_page_size=True, print_background=True)
        opened.close()
    with PdfDocument(pdf) as document:
        sides = [side.render(scale=FINE * 25.4 / 72, grayscale=True).to_numpy().squeeze().astype(float) for side in document]
    return [INK + (PAPER - INK) * half / 255 for front in sides[::2] for half in np.array_split(front, 2)]


def room(cards, held, size, rng, blur=0.8, noise=8.0, tilt=25, lean=15) -> np.ndarray:
    """A picture of `held`, edges (0 to 3, that of A first) by number, whose markers are `size` px wide.

    Each is turned by `tilt` degrees at most away from the camera, both ways, and leans by `lean`. Behind, furniture.
    Noise is a standard deviation in grey levels, blur one in px.
    """
    picture = np.full((HEIGHT, WIDTH), 150.0)
    for x, y, width, height in rng.integers((0, 0, 4, 4), (WIDTH, HEIGHT, 120, 120), (300, 4)):
        picture[y : y + height, x : x + width] = rng.uniform(20, 240)
    rows = -(-len(held) // COLUMNS)
    for rank, (number, edge) in enumerate(held.items()):
        x = (rank % COLUMNS + 0.5) * WIDTH / COLUMNS + rng.uniform(-30, 30)
        y = (rank // COLUMNS + 0.5) * HEIGHT / rows + rng.uniform(-15, 15)
        turned = np.radians([rng.uniform(-tilt, tilt), rng.uniform(-tilt, tilt), rng.uniform(-lean, lean) - 90 * edge])
        _hold(picture, cards[number - 1] * rng.uniform(0.6, 1), (x, y), _back(turned, size), size)
    picture = _blurred(picture, blur) * np.linspace(0.7, 1.1, WIDTH)
    return np.clip(picture + rng.normal(0, noise, picture.shape), 0, 255).astype(np.uint8)


def _back(turned, size):
    """What takes px of the picture, from the centre of a card, to its millimetres."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(turned), np.sin(turned)
    about = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]]) @ [[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]] @ [[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]]
    seen = np.array([[FOCAL], [FOCAL], [1]]) * about
    seen[:, 2] = 0, 0, FOCAL * MARKER / size  # how far it is held
    return np.linalg.inv(seen)


def _hold(picture, card, centre, back, size):
    reach = int(size * 1.3) + 2
    left, top = int(centre[0]) - reach, int(centre[1]) - reach
    steps = (np.arange(2 * reach * SAMPLES) + 0.5) / SAMPLES
    across, down = np.meshgrid(steps + left - centre[0], steps + top - centre[1])
    x, y, depth = np.tensordot(back, [across, down, np.ones_like(across)], 1)
    columns, rows = ((x / depth + CARD[0] / 2) * FINE).astype(int), ((y / depth + CARD[1] / 2) * FINE).astype(int)
    on = (columns >= 0) & (columns < card.shape[1]) & (rows >= 0) & (rows < card.shape[0])
    light = np.where(on, card[rows.clip(0, card.shape[0] - 1), columns.clip(0, card.shape[1] - 1)], 0)
    share, light = (part.reshape(2 * reach, SAMPLES, 2 * reach, SAMPLES).mean((1, 3)) for part in (on.astype(float), light))
    place = np.s_[max(top, 0) : top + 2 * reach, max(left, 0) : left + 2 * reach]
    shown = picture[place]
    inside = np.s_[max(-top, 0) : max(-top, 0) + shown.shape[0], max(-left, 0) : max(-left, 0) + shown.shape[1]]
    picture[place] = shown * (1 - share[inside]) + light[inside]


def _blurred(picture, deviation):
    reach = int(3 * deviation + 1)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    for axis in (0, 1):
        picture = np.apply_along_axis(np.convolve, axis, picture, weights / weights.sum(), "same")
    return picture


def video(pictures, path: Path, rate=5) -> Path:
    """Pictures as a file that Chromium's fake camera plays, round and round."""
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{rate}:1 Ip A1:1 C420\n".encode()
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(head + b"".join(b"FRAME\n" + picture.tobytes() + grey for picture in pictures))
    return path


# Gives the worker one picture in grey, as it gets those of the camera.
READ = """
async ([text, width, height]) => {
  const grey = atob(text);
  const data = new ImageData(width, height);
  const pixels = new Uint32Array(data.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 + 0x10101 * grey.charCodeAt(at);
  const picture = await createImageBitmap(data);
  window.reader ??= new Worker(URL.createObjectURL(new Blob([window.ESSOR_CARDS])));
  const began = performance.now();
  return new Promise((resolve) => {
    window.reader.onmessage = ({ data }) => resolve([data, performance.now() - began]);
    window.reader.postMessage(picture, [picture]);
  });
}
"""


class Reader:
    """The worker that reads cards, in a page of its own; `read` gives the edge of each number (None if it leans), and how long that took, in ms."""

    def __init__(self, browser, cache: Path):
        self.page = browser.new_page()
        self.page.add_script_tag(content=cards_bundle(ensure_packages(), cache).script.decode())

    def read(self, picture) -> tuple[dict[int, int | None], float]:
        cards, time = self.page.evaluate(READ, [base64.b64encode(picture.tobytes()).decode(), *picture.shape[::-1]])
        return {card["number"]: card["edge"] for card in cards}, time


def agreed(before, now) -> dict[int, int]:
    """What counts of two pictures in a row."""
    return {number: edge for number, edge in now.items() if edge is not None and before.get(number) == edge}


def judged(read, held) -> tuple[int, int, int]:
    """How many of the cards held are read right, missed, and how many are read that are not so held."""
    read = {number: edge for number, edge in read.items() if edge is not None}
    right = sum(held.get(number) == edge for number, edge in read.items())
    return right, sum(number not in read for number in held), len(read) - right


def votes(rng, count=30) -> dict[int, int]:
    """Cards drawn among those printed, and the edge that each has up."""
    return {int(number) + 1: int(edge) for number, edge in zip(rng.permutation(vote_cards.CARDS)[:count], rng.integers(0, 4, count), strict=True)}
