// A message's text as nodes: its entities become elements. Offsets are UTF-16 units, as in JavaScript's own strings.

import { hidden, isSafe, make } from "./dom.js";
import { t } from "./language.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Nodes for `text`; `actions` has `command(text)`, `isDeepLink(address)` and `open(address)`. */
export function textNodes(text, entities, actions) {
  return part(text, 0, text.length, entities ?? [], actions);
}

function part(text, start, end, entities, actions) {
  const nodes = [];
  let position = start;
  let last = null;
  for (let index = 0; index < entities.length; index++) {
    const entity = entities[index];
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    if (from > position) nodes.push(between(text.slice(position, from), last, entity));
    const inner = entities.slice(index + 1).filter((other) => other.offset < to);
    nodes.push(element(entity, text.slice(from, to), part(text, from, to, inner, actions), actions));
    position = to;
    last = entity;
  }
  if (position < end) nodes.push(between(text.slice(position, end), last, null));
  return nodes;
}

/** Plain text between two entities: a block stands on its own lines, so the line break beside it is not shown. */
function between(text, before, after) {
  const begun = BLOCKS.has(before?.type) ? text.replace(/^\n/, "") : text;
  return BLOCKS.has(after?.type) ? begun.replace(/\n$/, "") : begun;
}

function element(entity, covered, children, actions) {
  switch (entity.type) {
    case "text_link":
    case "url":
    case "email":
      return link(entity, covered, children, actions);
    case "bot_command":
      return make("button", { type: "button", class: "command", onclick: () => actions.command(covered) }, ...children);
    case "spoiler":
      return spoiler(children);
    case "mention":
    case "text_mention":
    case "hashtag":
      return make("span", { class: "named" }, ...children);
    default:
      return make(TAGS[entity.type] ?? "span", {}, ...children);
  }
}

function link(entity, covered, children, actions) {
  const address = entity.type === "email" ? `mailto:${covered}` : (entity.url ?? withScheme(covered));
  if (!isSafe(address)) return make("span", {}, ...children);
  if (actions.isDeepLink(address)) {
    const open = (event) => {
      event.preventDefault();
      actions.open(address);
    };
    return make("a", { href: address, onclick: open }, ...children);
  }
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children, hidden(` ${t("opensElsewhere")}`));
}

function withScheme(address) {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
}

function spoiler(children) {
  const cover = make("button", { type: "button", class: "spoiler", "aria-label": t("hiddenText") });
  cover.append(make("span", { "aria-hidden": "true" }, ...children));
  cover.addEventListener("click", () => {
    cover.replaceWith(make("span", {}, ...cover.firstChild.childNodes));
  });
  return cover;
}
