// Suggestions under a search field: links, fetched while one types. Without the script the form searches as it is.
const WAIT_MS = 150;
const SHORTEST = 2;

/** Offers suggestions under every search form that names where they come from. */
export function suggestWhileTyping(root) {
  for (const form of root.querySelectorAll("form[data-suggest]")) offerUnder(form);
}

function offerUnder(form) {
  const field = form.querySelector('input[type="search"]');
  const list = document.createElement("ul");
  list.className = "hv-suggestions";
  list.hidden = true;
  field.closest(".ds-field").append(list);
  let timer;
  let latest;
  const close = () => (list.hidden = true);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = field.value.trim();
      latest = typed;
      const found = typed.length < SHORTEST ? [] : await ask(form.dataset.suggest, typed);
      if (latest === typed) show(list, found);
    }, WAIT_MS);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (list.hidden || at < 0) return;
      event.preventDefault();
      stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}

/** What the portal suggests; nothing where the line is down. */
async function ask(address, typed) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`);
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

function show(list, found) {
  list.replaceChildren(
    ...found.map(({ title, href }) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: title });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  list.hidden = found.length === 0;
}
