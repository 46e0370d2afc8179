// Reads the voting cards of a picture, in a worker of its own: the deck answers its keys meanwhile. js-aruco2 finds the
// markers. Nothing of a picture outlives the next one, nor the worker.
import { AR } from "js-aruco2";

// Of the dictionaries that js-aruco2 ships, the one whose codes are the furthest apart: 13 bits of 36 for our cards,
// however turned. Up to three wrong bits are put right; js-aruco2 by itself would take eleven, and see cards in furniture.
const MARKERS = { dictionaryName: "ARUCO_MIP_36h12", maxHammingDistance: 4 };
const STRAIGHT = 35; // degrees: a card that leans more than this from upright answers nothing
// Sizes at which a picture is read, in halves: js-aruco2 sees edges some pixels wide, and those of a near card, or of a
// picture not quite sharp, are wider.
const eyes = [0, 1, 2].map((halves) => ({
  share: 1 / 2 ** halves,
  context: new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }),
  detector: new AR.Detector(MARKERS),
}));

// Which edge is up: 0 to 3 clockwise from that of A, or null if the card leans. `corners` begin at the left of A's, clockwise.
function edgeUp([a, b, c, d]) {
  const turned = (Math.atan2(a.x + b.x - c.x - d.x, c.y + d.y - a.y - b.y) * 180) / Math.PI;
  const quarters = Math.round(turned / 90);
  return Math.abs(turned - 90 * quarters) > STRAIGHT ? null : (4 - quarters) % 4;
}

// A card by its number: its edge and where it is in the picture; one that is seen in two ways answers nothing.
function readings(frame) {
  const read = new Map();
  let picture = frame;
  for (const { share, context, detector } of eyes) {
    const { canvas } = context;
    [canvas.width, canvas.height] = [frame.width, frame.height].map((side) => Math.floor(side * share));
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture = canvas;
    for (const { id, corners } of detector.detect(context.getImageData(0, 0, canvas.width, canvas.height))) {
      const [number, edge] = [id + 1, edgeUp(corners)];
      const before = read.get(number);
      const at = corners.map(({ x, y }) => [x / share, y / share]);
      read.set(number, { number, edge: before && before.edge !== edge ? null : edge, corners: before?.corners ?? at });
    }
  }
  return [...read.values()];
}

onmessage = ({ data: frame }) => {
  const read = readings(frame);
  frame.close();
  postMessage(read);
};
