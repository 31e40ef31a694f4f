// Dates as people read them, in the zone of the scene.

let zone = "America/Bogota";

export function useZone(name) {
  zone = name;
}

/** "jueves, 1 de julio de 2021, 9:00 a. m." */
export function longDate(date) {
  return new Intl.DateTimeFormat("es-CO", { timeZone: zone, dateStyle: "full", timeStyle: "short" }).format(date);
}

/** "1 de julio de 2021" */
export function day(date) {
  return new Intl.DateTimeFormat("es-CO", { timeZone: zone, dateStyle: "long" }).format(date);
}

/** "9:00 a. m." */
export function hour(date) {
  return new Intl.DateTimeFormat("es-CO", { timeZone: zone, timeStyle: "short" }).format(date);
}

/** "1,2 MB" */
export function size(bytes) {
  const [value, unit] = bytes < 1024 ? [bytes, "B"] : bytes < 1024 ** 2 ? [bytes / 1024, "kB"] : [bytes / 1024 ** 2, "MB"];
  return `${new Intl.NumberFormat("es-CO", { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
