// E-mails that were sent, and addresses to open apart; there is nothing to see of them until there are some.

import { moment } from "./dates.js";
import { isSafe, make } from "./dom.js";
import { icon } from "./icons.js";
import { counted, pick, t } from "./language.js";
import { fileCard } from "./media.js";
import { showWindow } from "./notices.js";

const ADDRESS = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)])/;

export class OutsideView {
  constructor(store) {
    this.store = store;
    this.opener = document.getElementById("outside-button");
    this.opener.addEventListener("click", () => this.open());
    store.addEventListener("mail", () => this.draw());
  }

  draw() {
    const { mails, links } = this.store.state;
    this.opener.hidden = !mails.length && !links.length;
    const count = mails.length ? make("b", { "aria-label": counted(mails.length, "oneMail", "mailsCount") }, String(mails.length)) : null;
    this.opener.replaceChildren(icon("mail"), make("span", { class: "word" }, t("outside")), make("span", { class: "brief", "aria-hidden": "true" }, t("outsideShort")), ...(count ? [count] : []));
    if (this.list?.isConnected) this.list.replaceChildren(...this.items());
  }

  open() {
    const { links } = this.store.state;
    this.list = make("div", { class: "mails" }, ...this.items());
    const apart = links.length
      ? [make("h3", {}, t("links")), make("ul", {}, ...links.map((link) => make("li", {}, this.link(pick(link.title), link.address))))]
      : [];
    showWindow(t("outside"), ...apart, make("h3", {}, t("mails")), this.list);
  }

  link(words, address) {
    return isSafe(address) ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words) : words;
  }

  items() {
    if (!this.store.state.mails.length) return [make("p", {}, t("noMails"))];
    return this.store.state.mails.toReversed().map((mail) => make(
      "details",
      {},
      make("summary", {}, make("strong", {}, mail.subject || t("noSubject")), make("span", {}, t("mailTo", { to: mail.to })), make("small", {}, moment(new Date(mail.at)))),
      mail.from ? make("p", {}, t("mailFrom", { from: mail.from })) : null,
      make("p", { class: "text" }, ...mail.text.split(ADDRESS).map((part) => (ADDRESS.test(part) ? this.link(part, part) : part))),
      ...mail.attachments.map(fileCard),
    ));
  }
}
