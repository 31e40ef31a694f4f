// Small helpers to build the page from nodes; text is always set as text.

/**
 * An element. Attributes: `on…` adds a listener, `true` sets an empty one, null, undefined and false leave it out.
 * Children: nodes and strings; empty ones are left out.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** A button that shows only an icon; its label is its name. */
export function iconButton(icon, label, attributes = {}) {
  return make("button", { type: "button", class: "icon", "aria-label": label, title: label, ...attributes }, icon);
}

/** Text for screen readers only. */
export const hidden = (text) => make("span", { class: "hidden" }, text);

/** Whether an address may be a link of the page: nothing that runs a script. */
export const isSafe = (address) => /^(https?|mailto|tg):/i.test(address);
