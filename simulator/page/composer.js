// Where a person writes: text, files, commands.

import { make } from "./dom.js";

const LONGEST = 4096;

/** The composer; `actions` has `write(text)`, `send(files)` and `commands()`. */
export function composer(actions) {
  const text = make("textarea", { rows: "1", "aria-label": "Mensaje", placeholder: "Mensaje", enterkeyhint: "send" });
  const files = make("input", { type: "file", multiple: true, class: "hidden", "aria-label": "Adjuntar archivos" });
  const menu = make("ul", { class: "menu", hidden: true });
  const opener = make("button", { type: "button", class: "tool", "aria-label": "Comandos", "aria-expanded": "false" }, "/");
  const attach = make("button", { type: "button", class: "tool", "aria-label": "Adjuntar" }, "📎");
  const form = make("form", { class: "composer" }, menu, opener, attach, files, text, make("button", { class: "send" }, "Enviar"));

  const show = (shown) => {
    menu.hidden = !shown;
    opener.setAttribute("aria-expanded", String(shown));
  };
  const write = (words) => {
    for (let start = 0; start < words.length; start += LONGEST) actions.write(words.slice(start, start + LONGEST));
  };
  opener.addEventListener("click", () => {
    menu.replaceChildren(...commandItems(actions, () => show(false)));
    show(menu.hidden);
    menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      opener.focus();
    }
  });
  attach.addEventListener("click", () => files.click());
  files.addEventListener("change", () => {
    if (files.files.length) actions.send([...files.files], text.value.trim());
    files.value = text.value = "";
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) write(text.value);
    text.value = "";
    text.focus();
  });
  return form;
}

function commandItems(actions, close) {
  const commands = actions.commands();
  if (!commands.length) return [make("li", {}, "Este chat no tiene comandos.")];
  return commands.map(({ command, description }) => {
    const choose = () => {
      close();
      actions.write(`/${command}`);
    };
    return make("li", {}, make("button", { type: "button", onclick: choose }, make("strong", {}, `/${command}`), ` ${description}`));
  });
}
