// The home page: shows the circuit at one or another of the states that the build computed, and leads back to what was begun.
import * as store from "./common/store.js";
import { part } from "./common/tools.js";
import { slideByTouch } from "./page/touch.js";
import { resumes } from "./path/resume.js";
import { reviewer } from "./path/review.js";

function moves(circuit) {
  const slider = circuit.querySelector("[type=range]");
  const picture = part(circuit, "picture");
  const states = new Map([...circuit.querySelectorAll("template")].map((state) => [state.dataset.value, state]));
  slider.addEventListener("input", () => {
    const { content, dataset } = states.get(slider.value);
    picture.replaceChildren(content.cloneNode(true));
    picture.setAttribute("aria-label", dataset.reading);
    part(circuit, "headline").textContent = dataset.headline;
    part(circuit, "value").textContent = dataset.value;
    slider.setAttribute("aria-valuetext", dataset.spoken);
    slider.style.setProperty("--reached", dataset.value);
    circuit.toggleAttribute("data-moved", true);
  });
  slideByTouch(slider);
  slider.disabled = false;
}

moves(part(document, "circuit"));
const resume = part(document, "resume");
const review = reviewer(part(document, "review"));
store.follow(() => {
  resumes(resume);
  review();
});
