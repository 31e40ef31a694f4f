// What the page knows of the world: a copy of the state, kept up to date by the events.

import { follow, readState } from "./api.js";

export class Store extends EventTarget {
  constructor() {
    super();
    this.state = null;
    this.chats = new Map();
    this.source = null;
    this.reading = false;
  }

  /** Read the whole state and follow the events from there. */
  async load() {
    if (this.reading) return;
    this.reading = true;
    try {
      this.state = await readState();
    } finally {
      this.reading = false;
    }
    this.readAt = performance.now();
    this.chats = new Map(
      this.state.chats.map((chat) => [
        chat.key,
        { ...chat, messages: new Map(chat.messages.map((message) => [message.message_id, message])) },
      ]),
    );
    this.source?.close();
    this.source = follow(this.state.event, (kind, data) => this.apply(kind, data), (there) => this.tell("connection", there));
    this.tell("loaded");
  }

  /** The date now, going on by itself between two events when it runs. */
  now() {
    const { now, running } = this.state.clock;
    return new Date(Date.parse(now) + (running ? performance.now() - this.readAt : 0));
  }

  botOf(chat) {
    return this.state.bots.find((bot) => bot.user.id === chat.bot);
  }

  /** The bot of a deep link such as t.me/ParticipaDemoBot?start=x, if it is one of ours. */
  isDeepLink(address) {
    let url;
    try {
      url = new URL(address.includes("://") ? address : `https://${address}`);
    } catch {
      return false;
    }
    const name = url.pathname.slice(1).toLowerCase();
    return ["t.me", "telegram.me"].includes(url.hostname) && url.searchParams.has("start")
      && this.state.bots.some((bot) => bot.user.username.toLowerCase() === name);
  }

  tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  apply(kind, data) {
    if (["scene", "profile", "cleared", "reset"].includes(kind)) {
      this.load();
      return;
    }
    if (kind === "clock") {
      this.state.clock = data;
      this.readAt = performance.now();
      this.tell("clock");
      return;
    }
    const chat = this.chats.get(data.chat);
    if (!chat) {
      this.load();
      return;
    }
    const id = data.message?.message_id;
    if (kind === "message" || kind === "edited") {
      chat.started = true;
      chat.messages.set(id, data.message);
    } else if (kind === "deleted") chat.messages.delete(id);
    else if (kind === "keyboard") chat.keyboard = data.keyboard;
    else if (kind === "blocked") chat.blocked = data.blocked;
    else if (kind === "pinned") chat.pinned = data.message_ids;
    this.tell("chat", { kind, chat, data });
  }
}
