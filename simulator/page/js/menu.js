// A small menu that opens beside what it belongs to: arrows go through it, Escape and a click elsewhere close it.

import { make } from "./dom.js";

let close = () => {};

/** Open a menu in `place`; `items` are [label, what to do]. The focus goes back to `opener`. */
export function openMenu(place, opener, label, items) {
  close();
  const menu = make("div", { class: "popup", role: "menu", "aria-label": label });
  const away = (event) => !menu.contains(event.target) && close();
  close = (refocus = false) => {
    menu.remove();
    document.removeEventListener("pointerdown", away, true);
    opener.setAttribute("aria-expanded", "false");
    close = () => {};
    if (refocus) opener.focus();
  };
  for (const [words, act] of items) {
    const choose = () => {
      close(true);
      act();
    };
    menu.append(make("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: choose }, words));
  }
  menu.addEventListener("keydown", (event) => steer(event, menu));
  document.addEventListener("pointerdown", away, true);
  opener.setAttribute("aria-expanded", "true");
  place.append(menu);
  menu.scrollIntoView({ block: "nearest" });
  menu.firstChild.focus();
}

function steer(event, menu) {
  const items = [...menu.children];
  const place = items.indexOf(document.activeElement);
  const wanted = { ArrowDown: place + 1, ArrowUp: place - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (wanted !== undefined) {
    event.preventDefault();
    items[wanted % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close(true);
  }
  event.stopPropagation();
}
