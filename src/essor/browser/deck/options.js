// What a trainer chooses about votes, in a dialog: another question of the chapters, a bet as a number, counts of other sessions.
import { download, element, part } from "../common/tools.js";
import { any, file, past, take } from "./counts.js";

const MESSAGES = {
  none: "Aucun compte à télécharger : il faut dix réponses à un vote.",
  taken: "Comptes repris, avec ceux de cette séance.",
  unread: "Ce fichier ne se lit pas. Rien n’a été repris.",
};

// `given`: the dialog, the deck's votes, and what asks one: `begin(question)`, `question()`, `redo()`.
export function optionsOf({ dialog, votes, begin, question, redo }) {
  const list = part(dialog, "questions");
  const number = part(dialog, "number");
  const shows = part(dialog, "past");
  const said = part(dialog, "said");
  const refused = part(dialog, "refused");
  const tell = (where, text) => {
    for (const one of [said, refused]) one.textContent = one === where ? text : "";
    refused.hidden = !refused.textContent;
  };

  for (const { id, title, text } of Object.values(votes)) list.append(element("option", { value: id, textContent: title || text }));
  const chosen = () => votes[list.value];
  const offer = () => (number.disabled = !chosen()?.slug || chosen().kind === "nombre");
  list.addEventListener("change", offer);

  part(dialog, "ask").addEventListener("click", () => {
    const asked = chosen();
    dialog.close();
    begin(!number.disabled && number.checked ? { ...asked, kind: "nombre", choices: [] } : asked);
  });
  part(dialog, "save").addEventListener("click", () => {
    tell(said, any() ? "" : MESSAGES.none);
    if (any()) download(new Blob([file()], { type: "text/csv" }), "comptes-des-votes.csv");
  });
  part(dialog, "load").addEventListener("change", async ({ target }) => {
    const text = await target.files[0]?.text().catch(() => null);
    if (text === undefined) return;
    const fault = text === null ? MESSAGES.unread : take(text);
    tell(fault ? refused : said, fault || MESSAGES.taken);
    target.value = ""; // the same file, mended, may be chosen again
    if (!fault) shows.checked = true;
    redo();
  });
  shows.addEventListener("change", redo);

  return {
    open(own) {
      tell(said, "");
      list.value = question()?.id ?? own ?? list.options[0].value;
      number.checked = false;
      offer();
      dialog.showModal();
    },
    past: (asked) => (shows.checked ? past(votes[asked.id]) : ""),
  };
}
