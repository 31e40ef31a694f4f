// The drawings of the buttons; each is a path on a grid of 24 by 24.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  send: "M3 20.5 21.5 12 3 3.5v6.6l12 1.9-12 1.9z",
  attach: "M8 12.5V7a4 4 0 0 1 8 0v9a6 6 0 0 1-12 0V8.5h1.8V16a4.2 4.2 0 0 0 8.4 0V7a2.2 2.2 0 0 0-4.4 0v8.5a.6.6 0 0 0 1.2 0V8.5h1.8v7a2.4 2.4 0 0 1-4.8 0z",
  microphone: "M12 3a3.2 3.2 0 0 1 3.2 3.2v5.6a3.2 3.2 0 0 1-6.4 0V6.200A3.200 3.200 0 0 1 12 3zm-6.500 8.800h1.800a4.700 4.700 0 0 0 9.400 0h1.800a6.500 6.500 0 0 1-5.600 6.400V21h-1.800v-2.800a6.500 6.500 0 0 1-5.600-6.400z",
  commands: "M4 6h16v2H4zm0 5h16v2H4zm0 5h10v2H4z",
  more: "M12 7.500a1.700 1.700 0 1 1 0-3.400 1.700 1.700 0 0 1 0 3.400zm0 6.200a1.700 1.700 0 1 1 0-3.400 1.700 1.700 0 0 1 0 3.400zm0 6.200a1.700 1.700 0 1 1 0-3.400 1.700 1.700 0 0 1 0 3.400z",
  close: "m6.300 5 5.700 5.700L17.700 5 19 6.300 13.300 12l5.700 5.700-1.300 1.300-5.700-5.700L6.300 19 5 17.700l5.700-5.700L5 6.300z",
  down: "M12 16.500 5 9.500l1.400-1.400 5.600 5.600 5.600-5.600L19 9.500z",
  play: "M7 4.500v15l13-7.500z",
  pause: "M6.500 5h4v14h-4zm7 0h4v14h-4z",
  file: "M6 3h8l5 5v13H6zm7.500 1.800V9h4z",
  mail: "M3 5h18v14H3zm2.500 2L12 12l6.500-5zM5 9v8h14V9l-7 5.300z",
  check: "m9.500 17.600-5.100-5.100 1.400-1.400 3.700 3.700 8.700-8.700 1.400 1.400z",
};

/** A picture beside words, or in a button that has a name: it is hidden from screen readers. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("fill", "currentColor");
  drawing.append(path);
  return drawing;
}
