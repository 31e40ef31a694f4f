// One chat as one person sees it: its messages, what comes, and where to write.

import { act } from "./api.js";
import { Composer } from "./composer.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { counted, t } from "./language.js";
import { MessageList } from "./list.js";
import { openMenu } from "./menu.js";
import { authorOf, isBy, messageRow, spoken, wordsOf } from "./message.js";
import { announce, showAlert } from "./notices.js";
import { isPhoto } from "./tray.js";

const TYPING_SECONDS = 5;

export class ChatView {
  /**
   * `pane` is where it is shown: reader ("" in a channel's pane), person, name, isShown, toast(words), typing(words),
   * drawUnread().
   */
  constructor(store, pane, key) {
    Object.assign(this, { store, pane, key, pressed: new Map(), answers: new Map() });
    this.list = new MessageList({
      chat: () => this.chat,
      row: (message) => messageRow(message, this.pane.person?.id, this.rowActions()),
      older: () => this.store.older(this.chat),
      name: `${t("messages")}: ${pane.name}`,
      onEnd: (isThere) => (isThere ? this.read() : this.drawUnread()),
      onChoose: (message, row) => this.openMessageMenu(message, row, row),
    });
    this.toEnd = iconButton(icon("down"), t("toEnd"), { class: "icon to-end", hidden: true, onclick: () => this.list.scrollToEnd() });
    this.blank = make("div", { class: "blank" });
    this.below = make("div", { class: "below" });
    this.element = make("div", { class: "chat" }, make("div", { class: "log" }, this.list.element, this.blank, this.toEnd), this.below);
    this.drawBelow();
  }

  get chat() {
    return this.store.chats.get(this.key);
  }

  /** The whole state was read anew. */
  refresh() {
    this.list.reset();
    this.drawBelow();
  }

  // What the person does

  /** Do something as this person; what cannot be done is said, and gives null. */
  async act(action, values = {}) {
    if (values instanceof FormData) values.append("chat", this.key);
    try {
      return await act(this.pane.person.id, action, values instanceof FormData ? values : { chat: this.key, ...values });
    } catch (error) {
      const words = error.message.includes("IMAGE") || error.message.includes("PHOTO") ? t("badPicture") : t("failed", { reason: error.message });
      this.pane.toast(words);
      return null;
    }
  }

  rowActions() {
    return {
      isDeepLink: (address) => this.store.isDeepLink(address),
      open: (url) => this.act("open", { url }),
      command: (text) => this.act("write", { text }),
      vote: (message, option) => this.act("vote", { message_id: message.message_id, options: [option] }),
      press: (message, button, key) => this.press(message, button, key),
      goTo: (id) => this.list.goTo(id),
      menu: this.pane.person ? (message) => this.openMenuOf(message) : null,
    };
  }

  get actions() {
    return {
      write: (text, replyTo) => this.act("write", { text, reply_to: replyTo }),
      edit: (id, text) => this.act("edit", { message_id: id, text }),
      sendFiles: (files, caption, replyTo) => this.sendFiles(files, caption, replyTo),
      sendVoice: (file, seconds) => this.sendVoice(file, seconds),
      commands: () => this.pane.person.commands[this.key] ?? [],
      lastOwn: () => [...this.chat.messages.values()].findLast((message) => this.isOwn(message) && wordsOf(message)),
      say: (words) => this.pane.toast(words),
    };
  }

  isOwn(message) {
    return isBy(message, this.pane.person?.id);
  }

  openMenuOf(message) {
    const row = this.list.rows.get(message.message_id);
    this.openMessageMenu(message, row, row.querySelector(".more"));
  }

  openMessageMenu(message, row, opener) {
    if (!this.composer || !message) return;
    const words = wordsOf(message);
    const items = [[t("reply"), () => this.composer.replyTo(message, authorOf(message), words || spoken(message))]];
    if (this.isOwn(message) && words) items.push([t("edit"), () => this.composer.correct(message, words)]);
    if (words && navigator.clipboard) items.push([t("copy"), () => navigator.clipboard.writeText(words).then(() => this.pane.toast(t("copied")))]);
    openMenu(row, opener, t("messageMenu"), items);
  }

  /** Press a button; it is marked until the bot has answered the press. */
  async press(message, button, key) {
    if (!button.callback_data) return;
    key.classList.add("pressed");
    this.list.follows = true;
    const made = await this.act("press", { message_id: message.message_id, data: button.callback_data });
    const query = made?.result.query;
    if (!query || this.answers.has(query)) key.classList.remove("pressed");
    else this.pressed.set(query, key);
    if (this.answers.get(query)) showAlert(this.answers.get(query));
    this.answers.delete(query);
  }

  async sendFiles(files, caption, replyTo) {
    const values = new FormData();
    const kindOf = (file) => (isPhoto(file) ? "photo" : "document");
    if (files.length === 1) {
      values.append("kind", kindOf(files[0]));
      values.append("file", files[0], files[0].name);
      if (replyTo) values.append("reply_to", replyTo);
    } else {
      const pictures = files.every(isPhoto);
      values.append("kinds", JSON.stringify(files.map(() => (pictures ? "photo" : "document"))));
      files.forEach((file, place) => values.append(`file${place}`, file, file.name));
    }
    values.append("caption", caption);
    await this.act(files.length === 1 ? "file" : "album", values);
  }

  async sendVoice(file, seconds) {
    const values = new FormData();
    values.append("kind", "voice");
    values.append("duration", String(seconds));
    values.append("file", file, file.name);
    await this.act("file", values);
  }

  // What comes

  /** Take up an event of this chat; the store has taken it up already. */
  apply(kind, data) {
    const id = data.message?.message_id;
    if (kind === "message") this.arrive(data.message);
    else if (kind === "edited") {
      this.list.replace(id, true);
      this.say("changed", data.message);
    } else if (kind === "deleted") this.list.remove(id);
    else if (kind === "action") this.showTyping();
    else if (kind === "answer") this.answered(data);
    else if (kind === "keyboard" || kind === "blocked") this.drawBelow();
    if (kind === "read" || kind === "message") this.drawUnread();
  }

  arrive(message) {
    this.stopTyping();
    this.list.append(message.message_id, this.isOwn(message));
    this.drawBelow();
    this.say(this.pane.person ? "wrote" : "posted", message);
  }

  say(key, message) {
    if (this.isOwn(message) || !this.pane.isShown) return;
    announce(t(key, { author: authorOf(message), name: this.pane.name, text: spoken(message) }));
  }

  showTyping() {
    this.pane.typing(t("typing", { name: this.store.botOf(this.chat)?.name ?? "" }));
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_SECONDS * 1000);
  }

  stopTyping() {
    this.pane.typing("");
  }

  answered(data) {
    const key = this.pressed.get(data.query);
    key?.classList.remove("pressed");
    const isOurs = this.pressed.delete(data.query);
    const words = data.text ?? "";
    if (!isOurs) this.answers.set(data.query, data.show_alert ? words : "");
    if (words && data.show_alert && isOurs) showAlert(words);
    else if (words && !data.show_alert) this.pane.toast(words);
  }

  // Reading

  /** What is in sight has been read. */
  read() {
    if (!this.list) return;
    if (this.pane.isShown && document.visibilityState === "visible") this.store.markRead(this.chat, this.pane.reader);
    this.drawUnread();
  }

  drawUnread() {
    if (!this.list) return;
    const unread = this.store.unread(this.chat, this.pane.reader);
    this.toEnd.hidden = this.list.atEnd;
    this.toEnd.querySelector("b")?.remove();
    if (unread) this.toEnd.append(make("b", {}, String(unread)));
    this.toEnd.setAttribute("aria-label", unread ? `${t("toEnd")}, ${counted(unread, "oneMessage", "messagesCount")}` : t("toEnd"));
    this.pane.drawUnread();
  }

  // Below the messages

  /** What is below depends on this; while it stays the same, what was begun to be written stays too. */
  get shape() {
    const { chat, blocked, order, keyboard } = this.chat;
    if (!this.pane.person) return order.length ? "channel" : "empty channel";
    if (blocked) return "blocked";
    if (chat.type === "private" && !order.length) return `welcome ${this.store.botOf(this.chat)?.description}`;
    return `composer ${JSON.stringify(keyboard?.keyboard ?? [])} ${order.length > 0}`;
  }

  drawBelow() {
    if (this.shape === this.drawn) return;
    this.drawn = this.shape;
    this.composer = null;
    this.blank.replaceChildren(...this.whenEmpty());
    this.below.replaceChildren(...this.whatToDo());
  }

  whatToDo() {
    if (!this.pane.person) return [make("p", { class: "hint" }, t("channelOnly"))];
    if (this.chat.blocked) return [this.wide(t("unblock"), () => this.act("unblock"))];
    if (this.drawn.startsWith("welcome")) return [this.wide(t("start"), () => this.act("start"))];
    this.composer = new Composer(this.actions, `draft ${this.pane.reader} ${this.key}`);
    return [...this.replyKeyboard(), this.composer.element];
  }

  whenEmpty() {
    if (this.chat.order.length) return [];
    if (!this.pane.person) return [make("p", {}, t("channelEmpty"))];
    const bot = this.store.botOf(this.chat);
    if (!bot) return [make("p", {}, t("groupEmpty"))];
    return [
      make("h3", {}, [this.pane.name, this.pane.about].filter(Boolean).join(" · ")),
      make("p", {}, t("emptyHint")),
      make("p", {}, bot.description || t("emptyAbout", { bot: bot.name })),
    ];
  }

  wide(label, onclick) {
    return make("button", { type: "button", class: "main wide", onclick }, label);
  }

  replyKeyboard() {
    const rows = this.chat.keyboard?.keyboard ?? [];
    const key = ({ text }) => make("button", { type: "button", class: "key", onclick: () => this.act("write", { text }) }, text);
    return rows.length ? [make("div", { class: "keyboard" }, ...rows.map((row) => make("div", { class: "keys" }, ...row.map(key))))] : [];
  }
}
