// A sound that can be played: a button, the position, the time.

import { length } from "./dates.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";

/** A player for the sound at `address`, of so many `seconds` as its message says; the file is fetched when it is played. */
export function player(address, seconds, name) {
  const sound = make("audio", { src: address, preload: "none" });
  const button = iconButton(icon("play"), `${t("play")}: ${name}`, { class: "icon play" });
  const position = make("input", { type: "range", min: "0", max: String(Math.max(1, seconds)), step: "0.1", value: "0", "aria-label": t("position") });
  const time = make("span", { class: "time" }, length(seconds));

  button.addEventListener("click", () => (sound.paused ? sound.play().catch(() => {}) : sound.pause()));
  position.addEventListener("input", () => { sound.currentTime = Number(position.value); });
  sound.addEventListener("timeupdate", () => {
    position.value = String(sound.currentTime);
    time.textContent = length(sound.currentTime);
  });
  const show = () => {
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", `${t(sound.paused ? "play" : "pause")}: ${name}`);
  };
  for (const kind of ["play", "pause", "ended"]) sound.addEventListener(kind, show);
  sound.addEventListener("ended", () => { time.textContent = length(seconds); });
  return make("div", { class: "sound", role: "group", "aria-label": `${name}, ${length(seconds)}` }, sound, button, position, time);
}
