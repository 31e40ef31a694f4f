// The date of the demonstration: shown, moved forward, and what came meanwhile.

import { moveClock } from "./api.js";
import { hour, longDay, moment, shortDay } from "./dates.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { counted, t } from "./language.js";

const DRAWN_EVERY = 5000;
const narrow = matchMedia("(max-width: 59.99rem)");

export class ClockView {
  /** `nameOf(key)` gives whose chat it is; `show(key)` brings it into sight. */
  constructor(store, nameOf, show) {
    Object.assign(this, { store, nameOf, show });
    this.time = document.getElementById("now");
    this.meanwhile = document.getElementById("meanwhile");
    this.buttons = [...document.querySelectorAll("[data-seconds]")];
    for (const button of this.buttons) button.addEventListener("click", () => this.move(Number(button.dataset.seconds)));
    narrow.addEventListener("change", () => this.draw());
    store.addEventListener("clock", () => this.draw());
    store.addEventListener("moved", ({ detail }) => this.tell(detail));
    setInterval(() => this.store.state && this.draw(), DRAWN_EVERY);
  }

  draw() {
    const now = this.store.now();
    const day = narrow.matches ? shortDay(now) : longDay(now);
    this.time.replaceChildren(make("span", {}, day), " ", make("span", {}, hour(now)));
    this.time.dateTime = now.toISOString();
  }

  async move(seconds) {
    const [focused] = this.buttons.filter((button) => button === document.activeElement);
    this.buttons.forEach((button) => { button.disabled = true; });
    this.say(t("moving"));
    try {
      await moveClock(seconds);
    } catch (error) {
      this.say(t("failed", { reason: error.message }));
    } finally {
      this.buttons.forEach((button) => { button.disabled = false; });
      focused?.focus();
    }
  }

  /** What came between two dates. */
  tell({ from, to, chats, mails }) {
    const when = `${t("meanwhile", { from: moment(new Date(from)), to: moment(new Date(to)) })}: `;
    const came = Object.entries(chats).map(([key, count]) => this.whatCame(key, count));
    if (mails) came.push(make("span", {}, counted(mails, "oneMail", "mailsCount")));
    this.say(when, ...(came.length ? came.flatMap((item, place) => (place ? [" · ", item] : [item])) : [t("nothingCame")]));
  }

  whatCame(key, count) {
    const words = t("cameTo", { name: this.nameOf(key), count: counted(count, "oneMessage", "messagesCount") });
    return make("button", { type: "button", class: "link", onclick: () => this.show(key) }, words);
  }

  say(...words) {
    const close = iconButton(icon("close"), t("close"), { onclick: () => { this.meanwhile.hidden = true; } });
    this.meanwhile.replaceChildren(make("p", { role: "status" }, ...words), close);
    this.meanwhile.hidden = false;
  }
}
