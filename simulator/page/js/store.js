// What the page knows of the world: a copy of the state, kept up to date by the events.

import { follow, markRead, readOlder, readState } from "./api.js";

const READ_TOLD_EVERY = 200;
const ANEW = new Set(["scene", "profile", "cleared", "reset"]);

/**
 * Tells "loaded" (all is new), "clock", "moved", "story", "mail", "connection" and "chat" ({kind, chat, data}).
 * A chat has its messages by id in `messages`, their ids in order in `order`, and `more` when there are older ones.
 */
export class Store extends EventTarget {
  constructor() {
    super();
    this.state = null;
    this.chats = new Map();
    this.source = null;
    this.reading = null;
    this.stale = false;
    this.toTell = new Map();
    this.telling = null;
  }

  /** Read the whole state and follow the events from there; what is asked for meanwhile is read once more. */
  load() {
    if (this.reading) this.stale = true;
    else this.reading = this.read().finally(() => {
      this.reading = null;
      if (this.stale) this.load();
    });
    return this.reading;
  }

  async read() {
    this.stale = false;
    this.state = await readState();
    this.readAt = performance.now();
    this.chats = new Map(this.state.chats.map((chat) => [chat.key, withOrder(chat)]));
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

  person(name) {
    return this.state.people.find((person) => person.user.first_name === name);
  }

  /** Fetch some of the messages before the first that is here; how many came. */
  async older(chat) {
    const { messages, more } = await readOlder(chat.key, chat.order[0] ?? Number.MAX_SAFE_INTEGER);
    const news = messages.filter((message) => !chat.messages.has(message.message_id));
    for (const message of news) chat.messages.set(message.message_id, message);
    chat.order.unshift(...news.map((message) => message.message_id));
    chat.more = more;
    return news.length;
  }

  /** How many messages of others have come since `reader` looked. */
  unread(chat, reader) {
    const seen = chat.read[reader] ?? 0;
    let count = 0;
    for (let place = chat.order.length - 1; place >= 0 && chat.order[place] > seen; place--) {
      const author = chat.messages.get(chat.order[place]).from?.id;
      if (reader === "" || author !== Number(reader)) count++;
    }
    return count;
  }

  /** `reader` has seen all that is here. */
  markRead(chat, reader) {
    const last = chat.order.at(-1) ?? 0;
    if (last <= (chat.read[reader] ?? 0)) return;
    chat.read[reader] = last;
    this.toTell.set(`${chat.key} ${reader}`, [chat.key, reader, last]);
    if (!this.telling) this.tellRead();
  }

  /** Tell the server what has been read, at most so often; should it fail, the next message tells it once more. */
  tellRead() {
    this.telling = this.toTell.size ? setTimeout(() => this.tellRead(), READ_TOLD_EVERY) : null;
    for (const read of this.toTell.values()) markRead(...read).catch(() => {});
    this.toTell.clear();
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
    if (ANEW.has(kind)) this.load();
    else if (kind === "clock") {
      this.state.clock = data;
      this.readAt = performance.now();
      this.tell(kind);
    } else if (kind === "story") {
      this.state.story.told = data.told;
      this.tell(kind);
    } else if (kind === "mail") {
      this.state.mails.push(data);
      this.tell(kind);
    } else if (kind === "moved") this.tell(kind, data);
    else this.applyToChat(kind, data);
  }

  applyToChat(kind, data) {
    const chat = this.chats.get(data.chat);
    if (!chat) {
      this.load();
      return;
    }
    const id = data.message?.message_id;
    if (kind === "message") {
      if (chat.messages.has(id)) return;
      chat.started = true;
      chat.messages.set(id, data.message);
      chat.order.push(id);
    } else if (kind === "edited") {
      if (!chat.messages.has(id)) return;
      chat.messages.set(id, data.message);
    } else if (kind === "deleted") {
      if (!chat.messages.has(id)) return;
      chat.messages.delete(id);
      chat.order = chat.order.filter((other) => other !== id);
    } else if (kind === "keyboard") chat.keyboard = data.keyboard;
    else if (kind === "blocked") chat.blocked = data.blocked;
    else if (kind === "pinned") chat.pinned = data.message_ids;
    else if (kind === "read") chat.read[data.reader] = Math.max(data.message_id, chat.read[data.reader] ?? 0);
    this.tell("chat", { kind, chat, data });
  }
}

function withOrder(chat) {
  return {
    ...chat,
    messages: new Map(chat.messages.map((message) => [message.message_id, message])),
    order: chat.messages.map((message) => message.message_id),
  };
}
