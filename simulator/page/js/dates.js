// Dates and sizes as people read them, in the zone of the scene and the language of the page.

import { locale } from "./language.js";

let zone = "America/Bogota";
const formats = new Map();

export function useZone(name) {
  zone = name;
  formats.clear();
}

function format(date, options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

/** "jueves, 1 de julio de 2021" */
export const longDay = (date) => format(date, { dateStyle: "full" });

/** "1 jul 2021" */
export const shortDay = (date) => format(date, { day: "numeric", month: "short", year: "numeric" });

/** "1 de julio de 2021" */
export const day = (date) => format(date, { dateStyle: "long" });

/** "9:00 a. m." */
export const hour = (date) => format(date, { timeStyle: "short" });

/** "1 de julio, 9:00 a. m." */
export const moment = (date) => format(date, { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });

/** The date of a message. */
export const dateOf = (message) => new Date(message.date * 1000);

/** "1,2 MB" */
export function size(bytes) {
  const [value, unit] = bytes < 1024 ? [bytes, "B"] : bytes < 1024 ** 2 ? [bytes / 1024, "kB"] : [bytes / 1024 ** 2, "MB"];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value)}\u00a0${unit}`;
}

/** "0:07", of so many seconds. */
export const length = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
