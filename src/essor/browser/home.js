// The home page: shows the circuit at one or another of the states that the build computed, and leads back to what was begun.
import * as store from "./common/store.js";
import { part } from "./common/tools.js";
import { slideByTouch } from "./page/touch.js";

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

// Right answers, in exercises and quizzes; nothing where none was ever given, or where the browser refuses to tell.
function resumes(place) {
  const { exercises, questions } = store.read();
  const given = [...Object.values(exercises), ...Object.values(questions)];
  const right = given.filter((answer) => answer.right).length;
  const told = right ? `\u00a0: ${right} ${right > 1 ? "réponses justes" : "réponse juste"}` : "";
  place.firstElementChild.textContent = `Reprendre${told}`;
  place.hidden = !given.length;
}

const resume = part(document, "resume");
moves(part(document, "circuit"));
resumes(resume);
// Back from a page where something was answered.
addEventListener("pageshow", () => resumes(resume));
