// Files that were chosen and not yet sent, each with a way to take it out again.

import { size } from "./dates.js";
import { iconButton, make } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./language.js";

const MOST_FILES = 10;
const LARGEST = 50 * 1024 * 1024;
const LARGEST_PHOTO = 10 * 1024 * 1024;

/** Whether a file is sent as a photo; anything else, and what is too big for one, goes as a document. */
export const isPhoto = (file) => /^image\/(png|jpeg|webp)$/.test(file.type) && file.size <= LARGEST_PHOTO;

export class Tray {
  /** `changed()` is told when files are put in or taken out; `say(words)` tells what was refused. */
  constructor(changed, say) {
    Object.assign(this, { changed, say, files: [] });
    this.element = make("ul", { class: "tray", "aria-label": t("attached"), hidden: true });
  }

  add(files) {
    for (const file of files) {
      if (file.size > LARGEST) this.say(t("tooBig", { name: file.name }));
      else if (this.files.length >= MOST_FILES) this.say(t("tooMany"));
      else this.files.push(file);
    }
    this.draw();
  }

  /** The files, which are no longer here then. */
  take() {
    const taken = this.files;
    this.files = [];
    this.draw();
    return taken;
  }

  draw() {
    for (const image of this.element.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.element.replaceChildren(...this.files.map((file) => this.item(file)));
    this.element.hidden = !this.files.length;
    this.changed();
  }

  item(file) {
    const picture = isPhoto(file) ? make("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    const remove = () => {
      this.files = this.files.filter((other) => other !== file);
      this.draw();
    };
    return make(
      "li",
      {},
      picture,
      make("span", { class: "file" }, make("span", { class: "name" }, file.name), make("small", {}, size(file.size))),
      iconButton(icon("close"), t("remove", { name: file.name }), { onclick: remove }),
    );
  }
}
