// The panes together: side by side on a desk, by tabs on a telephone.

import { make } from "./dom.js";
import { counted, t } from "./language.js";
import { Pane } from "./pane.js";

const DRAWN_AFTER = 50;
const telephone = matchMedia("(max-width: 59.99rem)");

export class Desk {
  constructor(store) {
    Object.assign(this, { store, panes: [], chosen: 0 });
    this.strip = document.getElementById("strip");
    this.people = document.getElementById("people");
    this.strip.addEventListener("keydown", (event) => this.steer(event));
    telephone.addEventListener("change", () => this.choose(this.chosen));
    new ResizeObserver(() => this.drawStrip()).observe(this.people);
    document.addEventListener("visibilitychange", () => this.panes.forEach((pane) => pane.view.list.atEnd && pane.view.read()));
  }

  /** Draw what the store has; panes that were there stay, unless all is to be drawn `anew`. */
  draw(anew = false) {
    const former = new Map(anew ? [] : this.panes.map((pane) => [pane.id, pane]));
    this.panes = this.wanted().map((wanted) => {
      const id = `pane-${wanted.person?.id ?? wanted.keys[0].replace("-", "c")}`;
      const pane = former.get(id) ?? new Pane(this.store, wanted, () => this.drawSoon());
      if (former.has(id)) pane.refresh(wanted.person, wanted.keys);
      return pane;
    });
    const elements = this.panes.map((pane) => pane.element);
    if (elements.some((element, place) => element !== this.people.children[place])) this.people.replaceChildren(...elements);
    this.choose(Math.min(this.chosen, this.panes.length - 1));
  }

  wanted() {
    const chats = [...this.store.chats.values()];
    const isChannel = (key) => this.store.chats.get(key)?.chat.type === "channel";
    const people = this.store.state.people.map((person) => ({ person, keys: person.chats.filter((key) => !isChannel(key)) }));
    const channels = chats.filter((chat) => chat.chat.type === "channel").map((chat) => ({ person: null, keys: [chat.key] }));
    return [...people.filter(({ keys }) => keys.length), ...channels].map((wanted, place) => ({ ...wanted, place }));
  }

  paneOf(name) {
    return this.panes.find((pane) => pane.person?.user.first_name === name);
  }

  /** Bring a pane into sight: its tab on a telephone, its column on a desk. */
  choose(index) {
    if (!this.panes[index]) return;
    this.chosen = index;
    this.panes.forEach((pane, place) => {
      pane.element.classList.toggle("chosen", place === index);
      if (telephone.matches) pane.element.setAttribute("role", "tabpanel");
      else pane.element.removeAttribute("role");
    });
    if (!telephone.matches) this.panes[index].element.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.drawStrip();
  }

  chooseByName(name) {
    this.choose(this.panes.indexOf(this.paneOf(name)));
  }

  /** Take up an event of a chat. */
  apply(kind, key, data) {
    this.panes.forEach((pane) => pane.apply(kind, key, data));
  }

  /** Draw the strip once for all that comes in one go. */
  drawSoon() {
    this.drawing ??= setTimeout(() => this.drawStrip(), DRAWN_AFTER);
  }

  drawStrip() {
    clearTimeout(this.drawing);
    this.drawing = null;
    const focused = [...this.strip.children].indexOf(document.activeElement);
    const asTabs = telephone.matches;
    this.strip.hidden = !asTabs && this.people.scrollWidth <= this.people.clientWidth + 1;
    if (asTabs) this.strip.setAttribute("role", "tablist");
    else this.strip.removeAttribute("role");
    if (asTabs) this.strip.setAttribute("aria-label", t("people"));
    else this.strip.removeAttribute("aria-label");
    this.strip.replaceChildren(...this.panes.map((pane, place) => this.tab(pane, place, asTabs)));
    if (focused >= 0) this.strip.children[asTabs ? this.chosen : focused]?.focus();
    const unread = this.panes.reduce((sum, pane) => sum + pane.unread, 0);
    document.title = unread ? `(${unread}) ${t("title")}` : t("title");
  }

  tab(pane, place, asTab) {
    const { unread } = pane;
    const roles = asTab
      ? { role: "tab", "aria-selected": String(place === this.chosen), "aria-controls": pane.id, tabindex: place === this.chosen ? "0" : "-1" }
      : {};
    const count = unread ? make("b", { "aria-label": counted(unread, "oneMessage", "messagesCount") }, String(unread)) : null;
    return make("button", { type: "button", ...roles, onclick: () => this.choose(place) }, make("span", {}, pane.name), count);
  }

  steer(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !telephone.matches) return;
    event.preventDefault();
    this.choose((this.chosen + step + this.panes.length) % this.panes.length);
  }
}
