// The bar for a voice note: the recording that goes on, or the way out where there is no microphone.

import { length } from "./dates.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";
import { startRecording } from "./recorder.js";

const LONGEST_SECONDS = 600;
const STEP = 250;

export class VoiceBar {
  /** `actions.sendVoice(file, seconds)` sends the note; `changed()` is told when the bar appears or goes. */
  constructor(actions, changed) {
    Object.assign(this, { actions, changed, recording: null });
    this.element = make("div", { class: "voice-bar", hidden: true });
  }

  /** Whether it takes the place of the text box. */
  get busy() {
    return this.recording !== null;
  }

  async begin() {
    try {
      this.recording = await startRecording();
    } catch {
      this.offerFile();
      return;
    }
    const time = make("span", { class: "time" }, length(0));
    const discard = iconButton(icon("close"), t("stopRecording"), { onclick: () => this.discard() });
    const send = iconButton(icon("send"), t("send"), { class: "icon send", onclick: () => this.end() });
    this.element.replaceChildren(discard, make("p", { role: "status" }, make("span", { class: "red", "aria-hidden": "true" }), t("recording")), time, send);
    this.show(true);
    send.focus();
    this.timer = setInterval(() => {
      time.textContent = length(this.recording.seconds());
      if (this.recording.seconds() > LONGEST_SECONDS) this.end();
    }, STEP);
  }

  async end() {
    const { file, seconds } = await this.over().end();
    if (file) this.actions.sendVoice(file, seconds);
    else this.actions.say(t("tooShort"));
  }

  discard() {
    this.over().discard();
  }

  over() {
    const recording = this.recording;
    clearInterval(this.timer);
    this.recording = null;
    this.show(false);
    return recording;
  }

  /** Without a microphone a sound file can be sent as the note. */
  offerFile() {
    const picker = make("input", { type: "file", accept: "audio/*,.ogg,.oga,.opus,.m4a,.webm", class: "hidden", tabindex: "-1", "aria-label": t("voiceFile") });
    picker.addEventListener("change", async () => {
      const [file] = picker.files;
      if (!file) return;
      this.show(false);
      this.actions.sendVoice(file, await secondsOf(file));
    });
    const choose = make("button", { type: "button", class: "main", onclick: () => picker.click() }, t("chooseSound"));
    const close = iconButton(icon("close"), t("close"), { onclick: () => this.show(false) });
    this.element.replaceChildren(make("p", { role: "alert" }, t("noMicrophone")), picker, choose, close);
    this.show(true);
    choose.focus();
  }

  show(shown) {
    this.element.hidden = !shown;
    this.changed();
  }
}

/** How long a sound is, in whole seconds; 1 where the browser cannot tell. */
function secondsOf(file) {
  const address = URL.createObjectURL(file);
  const sound = make("audio", { preload: "metadata", src: address });
  return new Promise((resolve) => {
    const tell = () => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(sound.duration) ? Math.max(1, Math.round(sound.duration)) : 1);
    };
    sound.addEventListener("loadedmetadata", tell);
    sound.addEventListener("error", tell);
  });
}
