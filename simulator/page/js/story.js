// The guided story: told beside the chats, played one step at a time, left at any point.

import { act, moveClock, tellStory } from "./api.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { pick, t } from "./language.js";
import { browserMemory } from "./memory.js";

const ANSWERED_WITHIN = 15_000;
const QUIET_FOR = 300;
const BUTTON_WITHIN = 3_000;
const TRIED_EVERY = 300;
const OPEN = "participa.story";

export class StoryView {
  /** `bring(name)` brings a person's chat into sight before something happens there; `openMails()` shows the e-mails. */
  constructor(store, bring, openMails) {
    Object.assign(this, { store, bring, openMails, playing: false, problem: "" });
    this.element = document.getElementById("story");
    this.opener = document.getElementById("story-button");
    this.opener.addEventListener("click", () => this.show(this.element.hidden, true));
    store.addEventListener("story", () => {
      this.problem = "";
      this.draw();
    });
  }

  get steps() {
    return this.store.state.story.steps;
  }

  get told() {
    return this.store.state.story.told;
  }

  /** Draw it for the first time: open where there is room, unless it was left before. */
  begin() {
    const room = matchMedia("(min-width: 60rem)").matches;
    this.opener.hidden = !this.steps.length;
    this.show(this.steps.length > 0 && (browserMemory.read(OPEN) ?? (room ? "open" : "left")) === "open", false);
  }

  show(shown, keep) {
    this.element.hidden = !shown;
    this.opener.setAttribute("aria-expanded", String(shown));
    if (keep) browserMemory.keep(OPEN, shown ? "open" : "left");
    if (shown) this.draw();
  }

  draw() {
    if (this.element.hidden) return;
    const focused = this.element.contains(document.activeElement);
    const leave = iconButton(icon("close"), t("leaveStory"), { onclick: () => {
      this.show(false, true);
      this.opener.focus();
    } });
    const head = make("header", {}, make("div", {}, make("h2", {}, t("story")), this.counter()), leave);
    const steps = make("ol", {}, ...this.steps.map((step, place) => this.step(step, place)));
    this.element.replaceChildren(head, make("p", { class: "intro" }, t("storyIntro")), steps, ...this.end());
    this.element.querySelector(".current, .end")?.scrollIntoView({ block: "nearest" });
    if (focused) (this.element.querySelector("button.main") ?? leave).focus();
  }

  counter() {
    const number = Math.min(this.told + 1, this.steps.length);
    return make("p", { class: "counter" }, t("step", { number, count: this.steps.length }));
  }

  step(step, place) {
    if (place > this.told) return make("li", { class: "coming" }, make("h3", {}, pick(step.title)));
    if (place < this.told) {
      const look = place === this.told - 1 ? make("p", { class: "look" }, make("strong", {}, `${t("look")}: `), pick(step.look)) : null;
      return make("li", { class: look ? "done last" : "done" }, make("h3", {}, icon("check"), pick(step.title), make("span", { class: "hidden" }, ` (${t("done")})`)), look);
    }
    const play = make("button", { type: "button", class: "main", disabled: this.playing, onclick: () => this.play(step) }, t(this.playing ? "playing" : "playStep"));
    const skip = this.problem ? make("button", { type: "button", onclick: () => this.goTo(this.told + 1) }, t("skipStep")) : null;
    return make(
      "li",
      { class: "current", "aria-current": "step" },
      make("h3", {}, pick(step.title)),
      make("p", {}, pick(step.told)),
      make("ul", { class: "deeds" }, ...step.moves.map((move) => make("li", {}, sentence(move)))),
      this.problem ? make("p", { class: "problem", role: "alert" }, this.problem) : null,
      make("div", { class: "acts" }, play, skip),
    );
  }

  end() {
    if (this.told < this.steps.length) return [];
    const again = make("button", { type: "button", class: "main", onclick: () => this.goTo(0) }, t("storyAgain"));
    return [make("div", { class: "end" }, make("p", {}, t("storyEnd")), again)];
  }

  goTo(told) {
    return tellStory(told).catch((error) => this.fail(t("failed", { reason: error.message })));
  }

  fail(words) {
    this.problem = words;
    this.draw();
  }

  async play(step) {
    this.playing = true;
    this.problem = "";
    this.draw();
    let answered = true;
    try {
      for (const move of step.moves) answered = await this.carryOut(move);
    } catch {
      this.playing = false;
      this.fail(t("stepFailed"));
      return;
    }
    this.playing = false;
    if (answered) await this.goTo(this.told + 1);
    else this.fail(t("silent"));
  }

  /** Do one thing and wait until the bot has answered; false when it stays silent. */
  async carryOut({ who, does, values }) {
    if (does === "clock") {
      await moveClock(values.by);
      return true;
    }
    if (does === "mails") {
      this.openMails();
      return true;
    }
    this.bring(who);
    const answered = this.answerIn(this.store.person(who));
    await this.actSoon(who, does, values);
    return answered;
  }

  /** Do it; a button that is to be pressed may be in a message that is still on its way. */
  async actSoon(who, does, values) {
    const end = performance.now() + (does === "press" ? BUTTON_WITHIN : 0);
    for (;;) {
      try {
        return await act(who, does, values);
      } catch (error) {
        if (performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, TRIED_EVERY));
      }
    }
  }

  answerIn(person) {
    return new Promise((resolve) => {
      let quiet = null;
      const end = (answered) => {
        this.store.removeEventListener("chat", hear);
        clearTimeout(giveUp);
        resolve(answered);
      };
      const hear = ({ detail: { kind, chat, data } }) => {
        if (!person.chats.includes(chat.key) || !["message", "edited"].includes(kind) || data.message.from?.id === person.id) return;
        clearTimeout(quiet);
        quiet = setTimeout(() => end(true), QUIET_FOR);
      };
      const giveUp = setTimeout(() => end(false), ANSWERED_WITHIN);
      this.store.addEventListener("chat", hear);
    });
  }
}

function sentence({ who, does, values }) {
  if (does === "write") return t("doWrite", { who, text: values.text });
  if (does === "press") return t("doPress", { who, label: values.label });
  if (does === "start") return t("doStart", { who });
  if (does === "clock") return timeGoesBy(values.by / 3600);
  if (does === "mails") return t("doMails");
  return t("doFile", { who, what: t(values.kind) });
}

function timeGoesBy(hours) {
  if (hours === 1) return t("doHour");
  return hours > 24 ? t("doDays", { days: Math.floor(hours / 24) }) : t("doClock", { hours });
}
