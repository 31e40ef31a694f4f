// Where a person writes: text, files, voice notes, commands, a reply, a correction.

import { CommandMenu } from "./commands.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";
import { windowMemory } from "./memory.js";
import { Tray } from "./tray.js";
import { VoiceBar } from "./voice.js";

const LONGEST = 4096;

export class Composer {
  /**
   * `actions`: write(text, replyTo), edit(id, text), sendFiles(files, caption, replyTo), sendVoice(file, seconds),
   * commands(), lastOwn() gives the person's last message with words, say(words). `draftKey` keeps what is not yet sent.
   */
  constructor(actions, draftKey) {
    Object.assign(this, { actions, draftKey, about: null });
    this.text = make("textarea", { rows: "1", "aria-label": t("message"), enterkeyhint: "send", autocomplete: "off" });
    this.text.value = windowMemory.read(draftKey) ?? "";
    this.picker = make("input", { type: "file", multiple: true, class: "hidden", tabindex: "-1", "aria-label": t("attachFiles") });
    this.tray = new Tray(() => this.drawKeys(), (words) => actions.say(words));
    this.voice = new VoiceBar(actions, () => this.drawKeys());
    this.aboutBar = make("div", { class: "about", hidden: true });
    const opener = iconButton(icon("commands"), t("commands"), { "aria-expanded": "false" });
    const attach = iconButton(icon("attach"), t("attach"), { onclick: () => this.picker.click() });
    this.menu = new CommandMenu(() => actions.commands(), (command) => this.command(command), this.text, opener);
    this.send = make("button", { type: "submit", class: "icon send", "aria-label": t("send"), title: t("send") }, icon("send"));
    this.record = iconButton(icon("microphone"), t("record"), { onclick: () => this.voice.begin() });
    this.bar = make("form", { class: "composer" }, opener, attach, this.picker, this.text, this.record, this.send);
    this.element = make("div", {}, this.menu.element, this.aboutBar, this.tray.element, this.voice.element, this.bar);
    this.listen();
    this.drawKeys();
  }

  listen() {
    this.picker.addEventListener("change", () => {
      this.tray.add(this.picker.files);
      this.picker.value = "";
      this.text.focus();
    });
    this.text.addEventListener("input", () => {
      if (!this.about?.edit) windowMemory.keep(this.draftKey, this.text.value);
      this.menu.typed();
      this.drawKeys();
    });
    this.text.addEventListener("keydown", (event) => this.keyPressed(event));
    this.text.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
    this.bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  take(event, transfer) {
    if (!transfer?.files.length) return;
    event.preventDefault();
    this.tray.add(transfer.files);
  }

  keyPressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.menu.element.hidden) {
      event.preventDefault();
      this.menu.focus(-1);
    } else if (event.key === "ArrowUp" && !this.text.value && !this.about) {
      const own = this.actions.lastOwn();
      if (own) this.correct(own, own.text ?? own.caption);
    } else if (event.key === "Escape") {
      this.menu.close();
      this.forget();
    }
  }

  submit() {
    const words = this.text.value.trim();
    const replyTo = this.about?.edit ? undefined : this.about?.message.message_id;
    if (this.about?.edit) {
      if (words) this.actions.edit(this.about.message.message_id, words);
    } else if (this.tray.files.length) this.actions.sendFiles(this.tray.take(), words, replyTo);
    else if (words) this.write(words, replyTo);
    else return;
    this.clear();
  }

  write(words, replyTo) {
    for (let start = 0; start < words.length; start += LONGEST) {
      this.actions.write(words.slice(start, start + LONGEST), start === 0 ? replyTo : undefined);
    }
  }

  command(command) {
    this.actions.write(command);
    this.clear();
  }

  clear() {
    this.text.value = "";
    windowMemory.forget(this.draftKey);
    this.forget();
    this.menu.close();
    this.drawKeys();
    this.text.focus();
  }

  /** The next message replies to this one. */
  replyTo(message, author, words) {
    this.setAbout({ message, edit: false }, t("replyingTo", { author }), words);
  }

  /** The next words take the place of those of this message. */
  correct(message, words) {
    this.setAbout({ message, edit: true }, t("editing"), words);
    this.text.value = words;
    this.text.setSelectionRange(words.length, words.length);
  }

  setAbout(about, title, words) {
    this.about = about;
    this.aboutBar.replaceChildren(
      make("p", {}, make("strong", {}, title), make("span", {}, words)),
      iconButton(icon("close"), t("close"), { onclick: () => this.forget() }),
    );
    this.aboutBar.hidden = false;
    this.drawKeys();
    this.text.focus();
  }

  forget() {
    if (this.about?.edit) this.text.value = windowMemory.read(this.draftKey) ?? "";
    this.about = null;
    this.aboutBar.hidden = true;
    this.drawKeys();
  }

  drawKeys() {
    const somethingToSend = Boolean(this.text.value.trim() || this.tray.files.length || this.about?.edit);
    this.text.placeholder = this.tray.files.length ? t("addCaption") : t("writeHere");
    this.record.hidden = somethingToSend;
    this.send.hidden = !somethingToSend;
    this.bar.hidden = this.voice.busy;
  }
}
