// The page as a whole: people, the date above them, the story beside them.

import { ClockView } from "./clock.js";
import { useZone } from "./dates.js";
import { Desk } from "./desk.js";
import { language, pick, switchLanguage, translatePage, whenSwitchedElsewhere } from "./language.js";
import { OutsideView } from "./outside.js";
import { Store } from "./store.js";
import { StoryView } from "./story.js";

const store = new Store();
const desk = new Desk(store);
const paneOf = (key) => desk.panes.find((pane) => pane.keys.includes(key));
const clock = new ClockView(store, (key) => paneOf(key)?.name ?? "", (key) => desk.choose(desk.panes.indexOf(paneOf(key))));
const outside = new OutsideView(store);
const story = new StoryView(store, (name) => desk.chooseByName(name), () => outside.open());
const languageButton = document.getElementById("language-button");
let begun = false;

function draw(anew) {
  translatePage();
  languageButton.lang = language() === "es" ? "en" : "es";
  useZone(store.state.timezone);
  document.getElementById("note").textContent = pick(store.state.note);
  desk.draw(anew);
  clock.draw();
  outside.draw();
  if (begun) story.draw();
  else story.begin();
  begun = true;
}

languageButton.addEventListener("click", () => {
  switchLanguage();
  draw(true);
});
whenSwitchedElsewhere(() => store.state && draw(true));
store.addEventListener("loaded", () => draw(false));
store.addEventListener("chat", ({ detail: { kind, chat, data } }) => desk.apply(kind, chat.key, data));
store.addEventListener("connection", ({ detail }) => {
  document.getElementById("connection").hidden = detail;
});
translatePage();
store.load();
