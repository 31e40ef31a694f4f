// What a message holds besides its text: pictures, sounds, documents, places, polls.

import { fileAddress } from "./api.js";
import { size } from "./dates.js";
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";
import { viewPicture } from "./notices.js";
import { player } from "./player.js";

const SHOWN_WIDTH = 800;

/** The nodes of a message's contents; `actions.vote(option)` votes in its poll. */
export function mediaNodes(message, actions) {
  return [
    message.photo && photo(message),
    message.video && make("video", { controls: true, preload: "metadata", src: fileAddress(message.video.file_id), "aria-label": t("video") }),
    message.voice && player(fileAddress(message.voice.file_id), message.voice.duration, t("voice")),
    message.audio && player(fileAddress(message.audio.file_id), message.audio.duration, message.audio.title ?? message.audio.file_name ?? t("audio")),
    message.document && fileCard(message.document),
    message.sticker && make("span", { class: "sticker", role: "img", "aria-label": t("sticker") }, message.sticker.emoji ?? "🙂"),
    message.location && place(message),
    message.contact && make("p", {}, t("contact", { name: message.contact.first_name, phone: message.contact.phone_number })),
    message.dice && make("span", { class: "sticker" }, `${message.dice.emoji} ${message.dice.value}`),
    message.poll && poll(message.poll, actions),
  ].filter(Boolean);
}

/** What a message is when it has no words: "Foto", "Nota de voz"… */
export function mediaName(message) {
  const known = ["photo", "video", "voice", "audio", "document", "sticker"].find((kind) => message[kind]);
  return message.document?.file_name ?? t(known ?? "file");
}

/** A file to download: its kind, name and size. `file` is a Document of the Bot API. */
export function fileCard(file) {
  const name = file.file_name ?? t("document");
  const ending = /\.(\w{1,4})$/.exec(name)?.[1] ?? "";
  const shownSize = size(file.file_size);
  return make(
    "a",
    { class: "document", href: fileAddress(file.file_id), download: name, "aria-label": t("download", { name, size: shownSize }) },
    make("span", { class: "badge" }, ending ? ending.toUpperCase() : icon("file")),
    make("span", { class: "file" }, make("span", { class: "name" }, name), make("small", {}, shownSize)),
  );
}

function photo(message) {
  const chosen = message.photo.find((one) => one.width >= SHOWN_WIDTH) ?? message.photo.at(-1);
  const address = fileAddress(chosen.file_id);
  const image = make("img", { src: address, width: chosen.width, height: chosen.height, loading: "lazy", alt: "" });
  const view = () => viewPicture(fileAddress(message.photo.at(-1).file_id), message.caption ?? t("photo"));
  return make("button", { type: "button", class: "photo", "aria-label": t("openPhoto"), onclick: view }, image);
}

function place(message) {
  const { latitude, longitude } = message.location;
  const title = message.venue ? `${message.venue.title}, ${message.venue.address}` : t("place");
  return make("p", {}, `${title}: ${latitude}, ${longitude}`);
}

function poll(poll, actions) {
  const options = poll.options.map((option, number) => make(
    "button",
    { type: "button", class: "option", disabled: poll.is_closed, onclick: () => actions.vote(number) },
    `${option.text} · ${option.voter_count}`,
  ));
  const state = poll.is_closed ? t("pollClosed") : t("votes", { count: poll.total_voter_count });
  return make("div", { class: "poll" }, make("p", {}, make("strong", {}, poll.question)), ...options, make("small", {}, state));
}
