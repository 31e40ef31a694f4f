// One person's telephone: their chats, and the one that is open.

import { act } from "./api.js";
import { ChatView } from "./chat.js";
import { make } from "./dom.js";

const TOAST_SECONDS = 4;

export class PersonView {
  constructor(store, person, opened) {
    Object.assign(this, { store, person, views: new Map(), unread: new Map() });
    this.picker = make("select", { "aria-label": `Chats de ${this.name}` });
    this.picker.addEventListener("change", () => this.open(this.picker.value));
    this.body = make("div", { class: "body" });
    this.toasts = make("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.element = make(
      "section",
      { class: "person", id: `person-${person.id}`, role: "tabpanel", "aria-label": this.name },
      make("header", {}, make("h2", {}, this.name), this.picker, this.blocker()),
      this.body,
      this.toasts,
    );
    this.open(person.chats.includes(opened) ? opened : person.chats[0]);
  }

  get name() {
    return [this.person.user.first_name, this.person.user.last_name].filter(Boolean).join(" ");
  }

  titleOf(key) {
    const chat = this.store.chats.get(key);
    return chat.bot ? this.store.botOf(chat).name : chat.chat.title;
  }

  blocker() {
    const block = () => {
      const { chat } = this.store.chats.get(this.key);
      if (chat.type === "private") act(this.person.id, "block", { chat: this.key });
    };
    return make("button", { type: "button", class: "tool", onclick: block, "aria-label": "Bloquear al bot", title: "Bloquear al bot" }, "⊘");
  }

  /** Show one of the person's chats. */
  open(key) {
    this.key = key;
    this.unread.delete(key);
    this.drawPicker();
    if (!key) return;
    if (!this.views.has(key)) {
      this.views.set(key, new ChatView(this.store, this.person, key, (text, alert) => this.notify(text, alert)));
    }
    this.view = this.views.get(key);
    this.body.replaceChildren(this.view.element);
    this.view.scrollToEnd();
  }

  drawPicker() {
    this.picker.replaceChildren(...this.person.chats.map((key) => {
      const unread = this.unread.get(key);
      return make("option", { value: key, selected: key === this.key }, unread ? `${this.titleOf(key)} (${unread})` : this.titleOf(key));
    }));
  }

  /** How many messages have come that were not looked at, also in the open chat while this person's tab is hidden. */
  get unreadCount() {
    return [...this.unread.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Take up an event of one of the person's chats. */
  apply(kind, key, data) {
    if (!this.person.chats.includes(key)) return;
    this.views.get(key)?.apply(kind, data);
    const hidden = key !== this.key || this.element.offsetParent === null;
    if (kind === "message" && hidden && data.message.from?.id !== this.person.id) {
      this.unread.set(key, (this.unread.get(key) ?? 0) + 1);
      this.drawPicker();
    }
  }

  /** The tab of this person was chosen. */
  shown() {
    this.unread.delete(this.key);
    this.drawPicker();
    this.view?.scrollToEnd();
  }

  notify(text, alert) {
    if (alert) {
      const dialog = make("dialog", { class: "alert" }, make("p", {}, text));
      dialog.append(make("button", { type: "button", onclick: () => dialog.close() }, "Aceptar"));
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      return;
    }
    const toast = make("p", { class: "toast" }, text);
    this.toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_SECONDS * 1000);
  }
}
