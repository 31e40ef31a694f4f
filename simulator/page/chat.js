// One chat as one person sees it: its messages, and what can be done in it.

import { act } from "./api.js";
import { composer } from "./composer.js";
import { day } from "./dates.js";
import { make } from "./dom.js";
import { bubble } from "./message.js";

const ACTION_SECONDS = 5;
const NEAR_THE_END = 120;

export class ChatView {
  /** `notify(text, alert)` shows something to the person. */
  constructor(store, person, key, notify) {
    Object.assign(this, { store, person, key, notify, bubbles: new Map() });
    this.list = make("div", { class: "messages", role: "log", "aria-label": "Mensajes", tabindex: "0" });
    this.doing = make("p", { class: "doing", role: "status" });
    this.below = make("div", { class: "below" });
    this.element = make("div", { class: "chat" }, this.list, this.doing, this.below);
    this.lastDay = "";
    for (const message of this.chat.messages.values()) this.append(message);
    this.drawBelow();
  }

  get chat() {
    return this.store.chats.get(this.key);
  }

  /** Do something as this person; what cannot be done is said. */
  async act(action, values = {}) {
    if (values instanceof FormData) values.append("chat", this.key);
    try {
      return await act(this.person.id, action, values instanceof FormData ? values : { chat: this.key, ...values });
    } catch (error) {
      this.notify(error.message, false);
      return null;
    }
  }

  get actions() {
    return {
      isDeepLink: (address) => this.store.isDeepLink(address),
      open: (url) => this.act("open", { url }),
      command: (text) => this.act("write", { text }),
      write: (text) => this.act("write", { text }),
      commands: () => this.person.commands[this.key] ?? [],
      send: (files, caption) => this.sendFiles(files, caption),
    };
  }

  append(message) {
    const date = day(new Date(message.date * 1000));
    if (date !== this.lastDay) {
      this.lastDay = date;
      this.list.append(make("div", { class: "service" }, date));
    }
    const made = this.bubbleOf(message);
    this.bubbles.set(message.message_id, made);
    this.list.append(made);
  }

  bubbleOf(message) {
    return bubble(message, this.person.id, {
      ...this.actions,
      vote: (option) => this.act("vote", { message_id: message.message_id, options: [option] }),
      press: (_message, button, key) => this.press(message, button, key),
    });
  }

  async press(message, button, key) {
    if (!button.callback_data) return;
    key.classList.add("pressed");
    const pressed = await this.act("press", { message_id: message.message_id, data: button.callback_data });
    if (!pressed) key.classList.remove("pressed");
  }

  async sendFiles(files, caption) {
    const values = new FormData();
    const kindOf = (file) => (/^image\/(png|jpeg|webp)$/.test(file.type) ? "photo" : "document");
    if (files.length === 1) {
      values.append("kind", kindOf(files[0]));
      values.append("file", files[0], files[0].name);
    } else {
      const pictures = files.every((file) => kindOf(file) === "photo");
      values.append("kinds", JSON.stringify(files.map(() => (pictures ? "photo" : "document"))));
      files.forEach((file, place) => values.append(`file${place}`, file, file.name));
    }
    values.append("caption", caption);
    await this.act(files.length === 1 ? "file" : "album", values);
  }

  /** Take up an event of this chat. */
  apply(kind, data) {
    const id = data.message?.message_id;
    if (kind === "message") this.arrive(data.message);
    else if (kind === "edited") this.replace(id, data.message);
    else if (kind === "deleted") this.bubbles.get(id)?.remove();
    else if (kind === "action") this.showDoing();
    else if (kind === "answer" && data.user === this.person.id) this.answered(data);
    else if (kind === "keyboard" || kind === "blocked") this.drawBelow();
  }

  arrive(message) {
    const atTheEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
    this.doing.textContent = "";
    this.append(message);
    if (!this.composer) this.drawBelow();
    if (atTheEnd || message.from?.id === this.person.id) this.scrollToEnd();
  }

  replace(id, message) {
    const old = this.bubbles.get(id);
    if (!old) return;
    const hadFocus = old.contains(document.activeElement);
    const made = this.bubbleOf(message);
    this.bubbles.set(id, made);
    old.replaceWith(made);
    if (hadFocus) made.querySelector("button, a")?.focus();
  }

  showDoing() {
    this.doing.textContent = "escribiendo…";
    clearTimeout(this.doingTimer);
    this.doingTimer = setTimeout(() => { this.doing.textContent = ""; }, ACTION_SECONDS * 1000);
  }

  answered(data) {
    this.list.querySelectorAll(".pressed").forEach((key) => key.classList.remove("pressed"));
    if (data.text) this.notify(data.text, data.show_alert);
  }

  scrollToEnd() {
    const end = () => { this.list.scrollTop = this.list.scrollHeight; };
    end();
    requestAnimationFrame(() => requestAnimationFrame(end));
  }

  drawBelow() {
    const { chat } = this.chat;
    this.composer = null;
    if (chat.type === "channel") return this.below.replaceChildren(make("p", { class: "hint" }, "Solo el canal escribe aquí."));
    if (this.chat.blocked) return this.below.replaceChildren(this.wide("Desbloquear", () => this.act("unblock")));
    if (chat.type === "private" && !this.chat.messages.size) {
      const about = this.store.botOf(this.chat)?.description;
      return this.below.replaceChildren(make("p", { class: "hint" }, about ?? ""), this.wide("Iniciar", () => this.act("start")));
    }
    this.composer = composer(this.actions);
    return this.below.replaceChildren(...this.replyKeyboard(), this.composer);
  }

  wide(label, onclick) {
    return make("button", { type: "button", class: "wide", onclick }, label);
  }

  replyKeyboard() {
    const rows = this.chat.keyboard?.keyboard ?? [];
    const key = ({ text }) => make("button", { type: "button", class: "key", onclick: () => this.act("write", { text }) }, text);
    return rows.length ? [make("div", { class: "keyboard" }, ...rows.map((row) => make("div", { class: "row" }, ...row.map(key))))] : [];
  }
}
