// What is laid over the page, and what is said aloud: alerts, pictures, questions, toasts, the live region.

import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";

const TOAST_SECONDS = 5;
const SAID_AT_ONCE = 3;

/** Say something to screen readers; several things that come together are said one after the other. */
export function announce(words) {
  const region = document.getElementById("announcer");
  region.append(make("p", {}, words));
  while (region.children.length > SAID_AT_ONCE) region.firstChild.remove();
}

function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A text that must be read before going on. */
export function showAlert(words) {
  const dialog = make("dialog", { class: "alert", "aria-label": words }, make("p", {}, words));
  dialog.append(make("button", { type: "button", class: "main", onclick: () => dialog.close() }, t("accept")));
  show(dialog);
}

/** A picture as large as the screen. */
export function viewPicture(address, words) {
  const dialog = make("dialog", { class: "viewer", "aria-label": t("photo") });
  dialog.append(
    iconButton(icon("close"), t("close"), { onclick: () => dialog.close() }),
    make("img", { src: address, alt: words }),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  show(dialog);
}

/** A window with a title and content of its own. */
export function showWindow(title, ...content) {
  const dialog = make("dialog", { class: "window", "aria-label": title });
  const head = make("header", {}, make("h2", {}, title), iconButton(icon("close"), t("close"), { onclick: () => dialog.close() }));
  dialog.append(head, make("div", { class: "inside" }, ...content));
  return show(dialog);
}

/** A short word that goes away by itself; `place` is a live region. */
export function toast(place, words) {
  const made = make("p", { class: "toast" }, words);
  place.append(made);
  setTimeout(() => made.remove(), TOAST_SECONDS * 1000);
}
