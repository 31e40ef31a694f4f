// The messages of a chat. Only a part of a long conversation is in the document: its end, and what was scrolled to.

import { dateOf, day } from "./dates.js";
import { make } from "./dom.js";

const ROWS_AT_ONCE = 60;
const MOST_ROWS = 240;
const NEAR_THE_END = 24;
const ABOVE = 8;
const LOOK_AHEAD = "800px 0px 0px 0px";

export class MessageList {
  /**
   * `options`: chat() gives the chat as the store has it, row(message) draws one, older() fetches more from the
   * server and gives how many came, name is what the list is called, onEnd(isThere) is told when its end comes into sight or
   * leaves it,
   * onChoose(message, row) when Enter is pressed on a message.
   */
  constructor(options) {
    Object.assign(this, options);
    this.rows = new Map();
    this.start = 0;
    this.atEnd = true; // its end is in sight
    this.follows = true; // what comes is brought into sight: nobody has scrolled away
    this.placed = 0;
    this.fetching = false;
    this.top = make("div", { class: "top-mark" });
    this.inner = make("div", { class: "rows" }, this.top);
    this.element = make(
      "div",
      { class: "messages", role: "log", "aria-live": "off", "aria-label": this.name, tabindex: "0", lang: "es", "aria-describedby": "messages-help" },
      this.inner,
    );
    this.element.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.keyPressed(event));
    new ResizeObserver(() => this.atEnd && this.scrollToEnd()).observe(this.inner);
    new ResizeObserver(() => this.atEnd && this.scrollToEnd()).observe(this.element);
    new IntersectionObserver((seen) => seen.at(-1).isIntersecting && this.extend(), {
      root: this.element, rootMargin: LOOK_AHEAD,
    }).observe(this.top);
    this.reset();
  }

  get order() {
    return this.chat().order;
  }

  /** Draw the end of the conversation anew. */
  reset() {
    this.rows.clear();
    this.start = Math.max(0, this.order.length - ROWS_AT_ONCE);
    this.inner.replaceChildren(this.top, ...this.order.slice(this.start).map((id, place) => this.draw(id, this.start + place)));
    this.scrollToEnd();
  }

  /** The row of a message, below the day when it is the first of that day. */
  draw(id, place) {
    const message = this.chat().messages.get(id);
    const row = this.row(message);
    const before = place > 0 ? this.chat().messages.get(this.order[place - 1]) : null;
    const date = day(dateOf(message));
    if (!before || day(dateOf(before)) !== date) row.prepend(make("p", { class: "day" }, make("span", { class: "chip" }, date)));
    this.rows.set(id, row);
    return row;
  }

  /** A message came; it is the last of the chat. `follow`: show it also to who is looking at earlier ones. */
  append(id, follow) {
    const row = this.draw(id, this.order.length - 1);
    this.follows ||= follow;
    this.inner.append(row);
    if (this.follows && this.rows.size > MOST_ROWS) this.trim();
    if (this.follows) this.reveal(row);
  }

  /** Bring a whole row into sight; of one that is too tall its beginning, because the answer comes first. */
  reveal(row) {
    if (row.offsetHeight <= this.element.clientHeight && row === this.inner.lastChild) return this.scrollToEnd();
    const [seen, around] = [row.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const above = seen.top - around.top - ABOVE;
    const isTall = seen.height > around.height;
    this.scrollTo(this.element.scrollTop + (isTall || above < 0 ? above : Math.max(0, seen.bottom - around.bottom)));
    return this.onEnd(true);
  }

  /** Scroll without taking it for the person's own scrolling. */
  scrollTo(top) {
    this.element.scrollTop = top;
    this.placed = this.element.scrollTop;
    this.atEnd = this.left < NEAR_THE_END;
  }

  get left() {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight;
  }

  trim() {
    const first = this.order.length - ROWS_AT_ONCE;
    for (const id of this.order.slice(this.start, first)) {
      this.rows.get(id)?.remove();
      this.rows.delete(id);
    }
    this.start = first;
  }

  /** A message was changed. `follow`: bring it into sight. */
  replace(id, follow = false) {
    const old = this.rows.get(id);
    if (!old) return;
    const focused = old.contains(document.activeElement);
    const made = this.draw(id, this.order.indexOf(id));
    old.replaceWith(made);
    if (focused) (made.querySelector(".key") ?? made).focus({ preventScroll: true });
    if (follow && (focused || this.follows || this.isInSight(made))) this.reveal(made);
  }

  isInSight(row) {
    const [seen, around] = [row.getBoundingClientRect(), this.element.getBoundingClientRect()];
    return seen.bottom > around.top && seen.top < around.bottom;
  }

  remove(id) {
    const row = this.rows.get(id);
    if (row?.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    row?.remove();
    // What was not drawn lay above what is.
    if (!this.rows.delete(id)) this.start = Math.max(0, this.start - 1);
  }

  /** Show earlier messages above: those that are here, then those of the server. */
  async extend() {
    if (this.fetching || !this.rows.size) return;
    if (this.start === 0) {
      if (!this.chat().more) return;
      this.fetching = true;
      try {
        this.start += await this.older();
      } finally {
        this.fetching = false;
      }
      if (this.start === 0) return;
    }
    const first = Math.max(0, this.start - ROWS_AT_ONCE);
    const fromEnd = this.element.scrollHeight - this.element.scrollTop;
    const formerFirst = this.order[this.start];
    this.top.after(...this.order.slice(first, this.start).map((id, place) => this.draw(id, first + place)));
    this.start = first;
    this.replace(formerFirst);
    this.scrollTo(this.element.scrollHeight - fromEnd);
    requestAnimationFrame(() => this.top.getBoundingClientRect().bottom > -400 && this.element.clientHeight && this.extend());
  }

  scrolled() {
    if (Math.abs(this.element.scrollTop - this.placed) < 2) return;
    const atEnd = this.left < NEAR_THE_END;
    this.follows = atEnd;
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    this.onEnd(atEnd);
  }

  scrollToEnd() {
    this.follows = true;
    this.scrollTo(this.element.scrollHeight);
    this.atEnd = true;
    this.onEnd(true);
  }

  /** Bring a message into sight and mark it for a moment; false when it is not here. */
  goTo(id) {
    const row = this.rows.get(id);
    if (!row) return false;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    return true;
  }

  keyPressed(event) {
    const rows = [...this.inner.querySelectorAll(".row")];
    const place = rows.indexOf(document.activeElement);
    if (place < 0 && document.activeElement !== this.element) return;
    const wanted = {
      ArrowUp: place < 0 ? rows.length - 1 : place - 1,
      ArrowDown: place < 0 ? rows.length - 1 : place + 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      rows[wanted]?.focus();
    } else if (place >= 0 && (event.key === "Enter" || event.key === "ContextMenu")) {
      event.preventDefault();
      this.onChoose(this.chat().messages.get(Number(rows[place].dataset.id)), rows[place]);
    }
  }
}
