// Small helpers to build the page from nodes; text is always set as text.

/** An element with attributes (`on…` adds a listener, `class` and others are set) and children (nodes or strings). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Whether an address may be a link of the page: nothing that runs a script. */
export function isSafe(address) {
  return /^(https?|mailto|tg):/i.test(address);
}
