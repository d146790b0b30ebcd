// Keeps what is typed in a form with `data-save` while one writes; without scripts every button of the form does.

const AFTER_TYPING = 3000;
const AT_LEAST_BETWEEN = 15000;

/** Saves the drafts of `document` some seconds after the last key, and when the page is left. */
export function saveWhileWriting(document) {
  for (const form of document.querySelectorAll("form[data-save]")) watch(form);
}

function watch(form) {
  const status = form.querySelector("[data-saved]");
  let waiting = null;
  let changed = false;
  let savedAt = 0;

  const typed = () => {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(fields);
  };
  const save = async (keepalive) => {
    clearTimeout(waiting);
    if (!changed) return;
    changed = false;
    savedAt = Date.now();
    const answer = await fetch(form.dataset.save, { method: "POST", body: typed(), keepalive }).catch(() => null);
    if (answer?.ok) status.textContent = status.dataset.saved;
    else changed = true;
  };

  form.addEventListener("input", () => {
    changed = true;
    status.textContent = "";
    clearTimeout(waiting);
    const wait = Math.max(AFTER_TYPING, savedAt + AT_LEAST_BETWEEN - Date.now());
    waiting = setTimeout(save, wait, false);
  });
  form.addEventListener("submit", () => {
    changed = false;
    clearTimeout(waiting);
  });
  form.ownerDocument.addEventListener("visibilitychange", () => {
    if (form.ownerDocument.visibilityState === "hidden") save(true);
  });
}
