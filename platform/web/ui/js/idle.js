// Warns before the session ends from idleness, and extends it when asked (L10).
// The server decides when it ends; the dialog and its limits are in the page: <dialog class="hv-idle" data-idle-seconds
// data-warn-seconds data-extend data-ended>.

/** Shows the dialog in time, if the page has one. */
export function warnWhenIdle(document) {
  const dialog = document.querySelector("dialog.hv-idle");
  if (!dialog) return;
  const { idleSeconds, warnSeconds, extend, ended } = dialog.dataset;
  let endsAt = Date.now() + Number(idleSeconds) * 1000;

  // Wall-clock time, asked often: a phone that slept must not come back to a page that looks logged in.
  setInterval(() => {
    const left = endsAt - Date.now();
    if (left <= 0) location.assign(ended);
    else if (left <= Number(warnSeconds) * 1000 && !dialog.open) dialog.showModal();
  }, 1000);

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(extend, { method: "POST", redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return location.assign(ended);
    endsAt = Date.now() + Number(idleSeconds) * 1000;
    dialog.close();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
}
