// The page as a whole: people side by side on a desk and by tabs on a telephone, and the date above them.

import { moveClock } from "./api.js";
import { longDate, useZone } from "./dates.js";
import { make } from "./dom.js";
import { PersonView } from "./person.js";
import { Store } from "./store.js";

const CLOCK_SECONDS = 5;

const store = new Store();
const tabs = document.getElementById("tabs");
const people = document.getElementById("people");
let views = [];
let chosen = 0;

function draw() {
  useZone(store.state.timezone);
  document.getElementById("note").textContent = store.state.note;
  const opened = new Map(views.map((view) => [view.person.id, view.key]));
  views = store.state.people.map((person) => new PersonView(store, person, opened.get(person.id)));
  people.replaceChildren(...views.map((view) => view.element));
  choose(Math.min(chosen, views.length - 1));
  drawClock();
  views.forEach((view) => view.view?.scrollToEnd());
}

function choose(index) {
  chosen = index;
  views.forEach((view, place) => view.element.classList.toggle("chosen", place === index));
  views[index]?.shown();
  drawTabs();
}

function drawTabs() {
  const hadFocus = tabs.contains(document.activeElement);
  tabs.replaceChildren(...views.map((view, place) => make(
    "button",
    {
      type: "button", role: "tab", "aria-selected": String(place === chosen), "aria-controls": view.element.id,
      tabindex: place === chosen ? "0" : "-1", onclick: () => choose(place),
    },
    view.name,
    view.unreadCount ? make("span", { class: "count" }, ` ${view.unreadCount}`) : null,
  )));
  if (hadFocus) tabs.children[chosen]?.focus();
}

function drawClock() {
  const time = document.getElementById("now");
  time.textContent = longDate(store.now());
  time.dateTime = store.now().toISOString();
}

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) choose((chosen + step + views.length) % views.length);
});

for (const button of document.querySelectorAll("[data-seconds]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await moveClock(Number(button.dataset.seconds));
    } finally {
      button.disabled = false;
    }
  });
}

store.addEventListener("loaded", draw);
store.addEventListener("clock", drawClock);
store.addEventListener("chat", ({ detail: { kind, chat, data } }) => {
  views.forEach((view) => view.apply(kind, chat.key, data));
  if (kind === "message") drawTabs();
});
store.addEventListener("connection", ({ detail }) => {
  document.getElementById("connection").hidden = detail;
});
setInterval(() => store.state && drawClock(), CLOCK_SECONDS * 1000);
store.load();
