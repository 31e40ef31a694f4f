// One message as a bubble.

import { hour } from "./dates.js";
import { make } from "./dom.js";
import { mediaNodes } from "./media.js";
import { textNodes } from "./text.js";

const SERVICE = [
  ["new_chat_members", (people) => `Entró ${people.map((person) => person.first_name).join(", ")}`],
  ["left_chat_member", (person) => `Salió ${person.first_name}`],
  ["migrate_to_chat_id", () => "El grupo pasó a ser un supergrupo"],
  ["migrate_from_chat_id", () => "Este supergrupo viene de un grupo"],
  ["pinned_message", () => "Se fijó un mensaje"],
];

/** The bubble of a message as `personId` sees it; `actions` is what can be done with it. */
export function bubble(message, personId, actions) {
  for (const [field, words] of SERVICE) {
    if (message[field]) return make("div", { class: "service" }, words(message[field]));
  }
  const mine = message.from?.id === personId;
  const author = message.from?.first_name ?? message.sender_chat?.title ?? "";
  const text = textNodes(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities, actions);
  const card = make(
    "div",
    { class: "bubble" },
    make("span", { class: "hidden" }, `${mine ? "Usted" : author}: `),
    message.chat.type === "private" || mine ? null : make("strong", { class: "author" }, author),
    quote(message),
    ...mediaNodes(message, actions),
    text.length ? make("div", { class: "text" }, ...text) : null,
    foot(message),
  );
  return make("div", { class: mine ? "mine" : "theirs", "data-id": message.message_id }, card, keyboard(message, actions));
}

function quote(message) {
  const original = message.reply_to_message;
  if (!original) return null;
  const author = original.from?.first_name ?? original.sender_chat?.title ?? "";
  const words = original.text ?? original.caption ?? "Archivo";
  return make("div", { class: "quote" }, make("strong", {}, author), " ", words.slice(0, 120));
}

function foot(message) {
  const marks = [
    message.has_protected_content ? "protegido" : "",
    message.edit_date ? "editado" : "",
    hour(new Date(message.date * 1000)),
  ];
  return make("small", { class: "foot" }, marks.filter(Boolean).join(" · "));
}

function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const made = rows.map((row) => make("div", { class: "row" }, ...row.map((button) => key(message, button, actions))));
  return make("div", { class: "keyboard", role: "group", "aria-label": "Botones del mensaje" }, ...made);
}

function key(message, button, actions) {
  if (button.url && !actions.isDeepLink(button.url)) {
    return make("a", { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  }
  const press = button.url
    ? () => actions.open(button.url)
    : (event) => actions.press(message, button, event.currentTarget);
  return make("button", { type: "button", class: "key", onclick: press }, button.text);
}
