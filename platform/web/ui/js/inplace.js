// A form inside a place with `data-in-place` is sent without leaving the page: the same place of the answer takes its place.

/** Sends the forms of every such place of `root`, also of those that come later. */
export function answerInPlace(root) {
  root.addEventListener("submit", (event) => {
    const place = event.target.closest("[data-in-place]");
    if (!place || event.defaultPrevented) return;
    event.preventDefault();
    send(event.target, event.submitter, place);
  });
}

async function send(form, button, place) {
  const answer = await ask(form, button);
  const next = answer?.getElementById(place.id);
  if (!next) return leave(form, button);
  place.replaceWith(next);
  (next.querySelector("[role=alert]") ?? next).focus();
}

/** The page that answers; nothing where the line is down or the portal says no. */
async function ask(form, button) {
  try {
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok && answer.status !== 422) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

/** Sends it as a browser without scripts does: it shows what is wrong. */
function leave(form, button) {
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}
