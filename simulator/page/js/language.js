// The language of the page: Spanish unless English was chosen in this browser.

import { browserMemory } from "./memory.js";
import { WORDS } from "./words.js";

const LANGUAGES = ["es", "en"];
const LOCALES = { es: "es-CO", en: "en" };
const KEPT_AS = "participa.language";

let current = read();

function read() {
  const kept = browserMemory.read(KEPT_AS);
  return LANGUAGES.includes(kept) ? kept : LANGUAGES[0];
}

export const language = () => current;

/** The locale for dates and numbers. */
export const locale = () => LOCALES[current];

/** Change to the other language; the caller draws the page anew. */
export function switchLanguage() {
  current = current === "es" ? "en" : "es";
  browserMemory.keep(KEPT_AS, current);
}

/** Call `changed` when another window of this browser changes the language. */
export function whenSwitchedElsewhere(changed) {
  addEventListener("storage", (event) => {
    if (event.key !== KEPT_AS) return;
    current = read();
    changed();
  });
}

/** What the page says, with the `values` in its {places}. */
export function t(key, values = {}) {
  const words = WORDS[key][LANGUAGES.indexOf(current)];
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A text of the scene: the same in all languages, or one for each. */
export const pick = (text) => (typeof text === "string" ? text : (text?.[current] ?? text?.es ?? ""));

/** "1 mensaje", "3 mensajes": the words for one, or for `number`. */
export const counted = (number, one, many) => (number === 1 ? t(one) : t(many, { count: number }));

/** Put the words into the parts of index.html that name them: data-t for the text, data-t-label for the name. */
export function translatePage() {
  document.documentElement.lang = current;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}
