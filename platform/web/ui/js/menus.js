// Menus are <details>; with scripts they also close on Escape and on a click elsewhere.

/** Lets the menus of `document` close the way menus do. */
export function closeOpenMenus(document) {
  const open = () => document.querySelectorAll("details.hv-drop[open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
