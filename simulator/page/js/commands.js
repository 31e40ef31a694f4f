// The command menu above the text box: all commands, or those that begin as what was typed.

import { make } from "./dom.js";
import { t } from "./language.js";

const BEGUN = /^\/(\w*)$/;

export class CommandMenu {
  /** `commands()` gives the chat's commands; `choose(command)` writes one; `box` is the text box that it belongs to. */
  constructor(commands, choose, box, opener) {
    Object.assign(this, { commands, choose, box, opener });
    this.element = make("ul", { class: "commands", hidden: true, "aria-label": t("commands") });
    opener.addEventListener("click", () => (this.element.hidden ? this.open("", true) : this.close()));
    this.element.addEventListener("keydown", (event) => this.steer(event));
  }

  /** The text of the box has changed. */
  typed() {
    const begun = BEGUN.exec(this.box.value);
    if (begun && this.matching(begun[1]).length) this.open(begun[1], false);
    else this.close();
  }

  matching(begin) {
    return this.commands().filter(({ command }) => command.startsWith(begin.toLowerCase()));
  }

  open(begin, focus) {
    const found = this.matching(begin).map(({ command, description }) => this.item(command, description));
    this.element.replaceChildren(...(found.length ? found : [make("li", { class: "none" }, t("noCommands"))]));
    this.show(true);
    if (focus) this.focus(0);
  }

  item(command, description) {
    const choose = () => {
      this.close();
      this.choose(`/${command}`);
    };
    return make("li", {}, make("button", { type: "button", onclick: choose }, make("strong", {}, `/${command}`), make("span", {}, description)));
  }

  close() {
    this.show(false);
  }

  show(shown) {
    this.element.hidden = !shown;
    this.opener.setAttribute("aria-expanded", String(shown));
  }

  focus(place) {
    const items = [...this.element.querySelectorAll("button")];
    items.at(place % items.length)?.focus();
  }

  steer(event) {
    const items = [...this.element.querySelectorAll("button")];
    const place = items.indexOf(document.activeElement);
    const wanted = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.focus(wanted);
    } else if (event.key === "Escape") {
      this.close();
      this.box.focus();
    }
  }
}
