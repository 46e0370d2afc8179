// What erases asks first: the button opens the dialog, and `act` runs once the reader has said yes.
export function confirmed(root, act) {
  const asked = root.querySelector("dialog");
  root.querySelector("[data-erase]").addEventListener("click", () => {
    asked.returnValue = "";
    asked.showModal();
  });
  asked.addEventListener("close", () => asked.returnValue === "erase" && act());
}
