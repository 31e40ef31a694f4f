// What a message holds besides its text: pictures, sounds, documents, places, polls.

import { fileAddress } from "./api.js";
import { size } from "./dates.js";
import { make } from "./dom.js";

const SHOWN_WIDTH = 800;

/** The nodes of a message's contents; `actions.vote(option)` votes in its poll. */
export function mediaNodes(message, actions) {
  return [
    message.photo && photo(message),
    message.video && make("video", { controls: true, src: fileAddress(message.video.file_id), "aria-label": "Video" }),
    message.voice && sound(message.voice, "Nota de voz"),
    message.audio && sound(message.audio, message.audio.title ?? message.audio.file_name ?? "Audio"),
    message.document && file(message.document),
    message.sticker && make("span", { class: "sticker", role: "img", "aria-label": "Sticker" }, message.sticker.emoji ?? "🙂"),
    message.location && place(message),
    message.contact && make("p", {}, `Contacto: ${message.contact.first_name}, ${message.contact.phone_number}`),
    message.dice && make("span", { class: "sticker" }, `${message.dice.emoji} ${message.dice.value}`),
    message.poll && poll(message.poll, actions),
  ].filter(Boolean);
}

function photo(message) {
  const chosen = message.photo.find((one) => one.width >= SHOWN_WIDTH) ?? message.photo.at(-1);
  const address = fileAddress(chosen.file_id);
  const image = make("img", {
    src: address, width: chosen.width, height: chosen.height, loading: "lazy", alt: message.caption ? "" : "Foto",
  });
  return make("a", { href: address, target: "_blank", class: "photo", "aria-label": "Abrir la foto" }, image);
}

function sound(audio, name) {
  const player = make("audio", { controls: true, preload: "none", src: fileAddress(audio.file_id), "aria-label": name });
  return make("div", { class: "sound" }, make("span", {}, `${name} (${audio.duration} s)`), player);
}

function file(document) {
  const name = document.file_name ?? "documento";
  const address = fileAddress(document.file_id);
  return make("a", { class: "document", href: address, download: name }, name, make("small", {}, ` ${size(document.file_size)}`));
}

function place(message) {
  const { latitude, longitude } = message.location;
  const title = message.venue ? `${message.venue.title}, ${message.venue.address}` : "Ubicación";
  return make("p", {}, `${title}: ${latitude}, ${longitude}`);
}

function poll(poll, actions) {
  const options = poll.options.map((option, place) => make(
    "button",
    { type: "button", disabled: poll.is_closed, onclick: () => actions.vote(place) },
    `${option.text} · ${option.voter_count}`,
  ));
  const state = poll.is_closed ? "Encuesta cerrada" : `Votos: ${poll.total_voter_count}`;
  return make("div", { class: "poll" }, make("p", {}, make("strong", {}, poll.question)), ...options, make("small", {}, state));
}
