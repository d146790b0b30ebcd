// Buttons that need scripts, shown by them: print the page, and copy a text of it.

/** Shows and wires every `data-print` and `data-copy` button of `root`. */
export function printAndCopy(root) {
  for (const button of root.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => globalThis.print());
  }
  if (!globalThis.navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(root, button));
  }
}

async function copy(root, button) {
  const text = root.getElementById(button.dataset.copy).textContent.trim();
  const told = root.getElementById(`${button.dataset.copy}-kopiert`);
  await globalThis.navigator.clipboard.writeText(text).then(
    () => (told.textContent = told.dataset.done),
    () => (told.textContent = told.dataset.failed),
  );
}
