// One message as a row of the list: its bubble, its buttons and what can be done with it.

import { dateOf, hour } from "./dates.js";
import { hidden, iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";
import { mediaName, mediaNodes } from "./media.js";
import { textNodes } from "./text.js";

const QUOTED = 120;
const names = (people) => people.map((person) => person.first_name).join(", ");
const SERVICE = [
  ["new_chat_members", (people) => t("joined", { names: names(people) })],
  ["left_chat_member", (person) => t("left", { names: names([person]) })],
  ["migrate_to_chat_id", () => t("upgraded")],
  ["migrate_from_chat_id", () => t("upgradedFrom")],
  ["pinned_message", () => t("pinned")],
];

/** Whether somebody wrote a message; in a channel nobody reads under a name. */
export const isBy = (message, readerId) => readerId !== undefined && message.from?.id === readerId;
export const authorOf = (message) => message.from?.first_name ?? message.sender_chat?.title ?? "";
export const wordsOf = (message) => message.text ?? message.caption ?? "";

/** What a screen reader is told of a message: its words, or what it is, and the names of its buttons. */
export function spoken(message) {
  const labels = (message.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text);
  const words = wordsOf(message) || serviceWords(message) || mediaName(message);
  return labels.length ? `${words} ${t("withButtons", { labels: labels.join(", ") })}` : words;
}

/** The row of a message as `readerId` sees it; `actions` is what can be done with it. */
export function messageRow(message, readerId, actions) {
  const service = serviceWords(message);
  if (service) return make("div", { class: "row service", tabindex: "-1" }, make("span", { class: "chip" }, service));
  const mine = isBy(message, readerId);
  const content = make("div", { class: "content" }, card(message, mine, actions), keyboard(message, actions));
  const menu = iconButton(icon("more"), t("messageMenu"), {
    class: "icon more", tabindex: "-1", "aria-haspopup": "menu", onclick: () => actions.menu(message),
  });
  return make(
    "div",
    { class: `row ${mine ? "mine" : "theirs"}`, tabindex: "-1", "data-id": message.message_id },
    content,
    actions.menu ? menu : null,
  );
}

function serviceWords(message) {
  const known = SERVICE.find(([field]) => message[field]);
  return known ? known[1](message[known[0]]) : "";
}

/** What a deep link carries is for the bot alone: messengers show "/start". */
const shown = (message, mine) => (mine ? wordsOf(message).replace(/^(\/start) \S+$/, "$1") : wordsOf(message));

function card(message, mine, actions) {
  const text = textNodes(shown(message, mine), message.entities ?? message.caption_entities, actions);
  return make(
    "div",
    { class: message.photo || message.video ? "bubble wide" : "bubble" },
    hidden(`${mine ? t("you") : authorOf(message)}: `),
    message.chat.type === "private" || mine ? null : make("strong", { class: "author" }, authorOf(message)),
    quote(message, actions),
    ...mediaNodes(message, { vote: (option) => actions.vote(message, option) }),
    text.length ? make("div", { class: "text" }, ...text) : null,
    foot(message),
  );
}

function quote(message, actions) {
  const original = message.reply_to_message;
  if (!original) return null;
  const words = (wordsOf(original) || mediaName(original)).slice(0, QUOTED);
  const go = () => actions.goTo(original.message_id);
  return make(
    "button",
    { type: "button", class: "quote", onclick: go, title: t("goToOriginal") },
    make("strong", {}, authorOf(original)),
    make("span", {}, words),
  );
}

function foot(message) {
  const marks = [message.has_protected_content ? t("protected") : "", message.edit_date ? t("edited") : "", hour(dateOf(message))];
  return make("small", { class: "foot" }, marks.filter(Boolean).join(" · "));
}

function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const made = rows.map((row) => make("div", { class: "keys" }, ...row.map((button) => key(message, button, actions))));
  return make("div", { class: "keyboard", role: "group", "aria-label": t("buttons") }, ...made);
}

function key(message, button, actions) {
  if (button.url && !actions.isDeepLink(button.url)) {
    const attributes = { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" };
    return make("a", attributes, button.text, make("span", { "aria-hidden": "true" }, " ↗"), hidden(` ${t("opensElsewhere")}`));
  }
  const press = button.url
    ? () => actions.open(button.url)
    : (event) => actions.press(message, button, event.currentTarget);
  return make("button", { type: "button", class: "key", onclick: press }, button.text);
}
