// One column of a desk, one tab of a telephone: a person with their chats, or the channel as everybody sees it.

import { act } from "./api.js";
import { ChatView } from "./chat.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { pick, t } from "./language.js";
import { openMenu } from "./menu.js";
import { toast } from "./notices.js";

const COLOURS = 4;

export class Pane {
  /** `person` is null for a channel, whose `keys` is that one chat. `unreadChanged()` is told when the count may differ. */
  constructor(store, { person, keys, place }, unreadChanged) {
    Object.assign(this, { store, person, keys, unreadChanged, views: new Map(), isShown: false });
    this.id = `pane-${person?.id ?? keys[0].replace("-", "c")}`;
    this.avatar = make("span", { class: `avatar colour-${place % COLOURS}`, "aria-hidden": "true" }, this.name.slice(0, 1));
    this.title = make("h2", {}, this.name, this.about ? make("small", {}, ` · ${this.about}`) : null);
    this.subtitle = make("p", { class: "subtitle", role: "status" });
    this.picker = make("select", { "aria-label": t("chatsOf", { name: this.name }), onchange: () => this.open(this.picker.value) });
    this.head = make("header", {}, this.avatar, make("div", { class: "titles" }, this.title, this.subtitle), this.picker, this.menuButton());
    this.body = make("div", { class: "body" });
    this.toasts = make("div", { class: "toasts", role: "status" });
    this.element = make("section", { class: "pane", id: this.id, "aria-label": this.fullName }, this.head, this.body, this.toasts);
    new IntersectionObserver((seen) => this.sight(seen.at(-1)), { threshold: [0, 0.5] }).observe(this.element);
    this.open(keys[0]);
  }

  /** Whose it is. */
  get name() {
    if (!this.person) return this.store.chats.get(this.keys[0]).chat.title;
    return [this.person.user.first_name, this.person.user.last_name].filter(Boolean).join(" ");
  }

  get about() {
    return this.person ? pick(this.person.about) : "";
  }

  get fullName() {
    const bot = this.store.botOf(this.store.chats.get(this.keys[0]));
    return bot ? t("conversationWith", { name: this.name, bot: bot.name }) : this.name;
  }

  /** Under which name this pane's reading is kept. */
  get reader() {
    return this.person ? String(this.person.id) : "";
  }

  get view() {
    return this.views.get(this.key);
  }

  get unread() {
    return this.keys.reduce((sum, key) => sum + this.store.unread(this.store.chats.get(key), this.reader), 0);
  }

  /** The whole state was read anew, and this person has these chats in it. */
  refresh(person, keys) {
    Object.assign(this, { person, keys });
    this.views.forEach((view) => view.refresh());
    this.drawHead();
  }

  /** Show one of the chats. */
  open(key) {
    this.key = key;
    if (!this.views.has(key)) this.views.set(key, new ChatView(this.store, this, key));
    this.body.replaceChildren(this.view.element);
    this.drawHead();
    this.view.list.scrollToEnd();
  }

  /** Take up an event of one of the chats. */
  apply(kind, key, data) {
    if (!this.keys.includes(key)) return;
    this.views.get(key)?.apply(kind, data);
    if (key !== this.key) this.drawUnread();
  }

  sight(seen) {
    this.isShown = seen.isIntersecting && seen.intersectionRatio >= 0.5;
    if (this.isShown && this.view.list.atEnd) this.view.read();
  }

  toast(words) {
    toast(this.toasts, words);
  }

  /** What the bot is doing; "" when it is doing nothing. */
  typing(words) {
    const bot = this.store.botOf(this.view?.chat ?? {});
    this.subtitle.textContent = words || (bot ? t("withBot", { bot: bot.name }) : t("channel"));
    this.subtitle.classList.toggle("doing", Boolean(words));
  }

  titleOf(key) {
    const chat = this.store.chats.get(key);
    const unread = this.store.unread(chat, this.reader);
    const title = chat.bot ? this.store.botOf(chat).name : chat.chat.title;
    return unread && key !== this.key ? `${title} (${unread})` : title;
  }

  drawHead() {
    this.picker.hidden = this.keys.length < 2;
    this.picker.replaceChildren(...this.keys.map((key) => make("option", { value: key, selected: key === this.key }, this.titleOf(key))));
    this.typing("");
  }

  drawUnread() {
    if (!this.picker.hidden) this.drawHead();
    this.unreadChanged();
  }

  menuButton() {
    if (!this.person) return null;
    const button = iconButton(icon("more"), t("chatMenu", { name: this.name }), { "aria-haspopup": "menu", "aria-expanded": "false" });
    button.addEventListener("click", () => {
      const chat = this.view.chat;
      if (chat.chat.type !== "private") return;
      const blocking = [t(chat.blocked ? "unblock" : "block"), () => this.act(chat.blocked ? "unblock" : "block")];
      openMenu(this.head, button, t("chatMenu", { name: this.name }), [blocking, [t("deleteChat"), () => this.act("delete-chat")]]);
    });
    return button;
  }

  act(action) {
    return act(this.person.id, action, { chat: this.key }).catch((error) => this.toast(t("failed", { reason: error.message })));
  }
}
