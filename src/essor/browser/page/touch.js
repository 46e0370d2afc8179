// Sliders under a finger. Browsers give a slider the value under the finger as soon as it comes down, also when it comes
// to scroll the page. Fingers are therefore given to the track around it (common/live.css): the value follows one that moves
// along the track, or a tap. The mouse, which is over the track before it presses, is given back to the slider.

const THUMB = 16; // px: a slider's travel is shorter than its track by that
const SLIDES = 6; // px: a finger that moved less has not chosen between the slider and the page
const MOVING = 60; // ms since the page scrolled: a finger that comes down then stops it

let scrolled = -MOVING;
addEventListener("scroll", () => (scrolled = performance.now()), { capture: true, passive: true });

export function slideByTouch(range) {
  const track = range.parentElement;
  let state = "up"; // until a finger comes down; "down" until it chooses; "sliding", or "up" again if it scrolls the page
  let from, stops;
  const follow = ({ clientX }) => {
    const { left, width } = range.getBoundingClientRect();
    const before = range.value;
    range.focus({ preventScroll: true });
    range.valueAsNumber = Number(range.min) + ((clientX - left - THUMB / 2) / (width - THUMB)) * (range.max - range.min);
    if (range.value !== before) range.dispatchEvent(new Event("input"));
  };
  track.addEventListener("pointerdown", (event) => {
    state = event.target === track && event.isPrimary ? "down" : "up";
    stops = performance.now() - scrolled < MOVING;
    from = event;
  });
  track.addEventListener("pointermove", (event) => {
    if (state === "down") {
      const along = Math.abs(event.clientX - from.clientX);
      const across = Math.abs(event.clientY - from.clientY);
      if (Math.max(along, across) > SLIDES) state = across > along ? "up" : "sliding";
    }
    if (state === "sliding") follow(event);
  });
  // A tap is told by its end: after a finger that slid, Chromium made no click of every other one.
  track.addEventListener("pointerup", (event) => {
    if (state === "down" && !stops) follow(event);
    state = "up";
  });
  track.addEventListener("pointercancel", () => (state = "up"));
  for (const pass of ["pointerenter", "pointerleave"]) {
    track.addEventListener(pass, ({ pointerType, buttons }) => {
      if (pointerType === "mouse" && !buttons) track.classList.toggle("essor-by-mouse", pass === "pointerenter");
    });
  }
}
