// Small things that this browser, or this window, keeps over a reload; where it keeps nothing, they are forgotten.

function box(name) {
  try {
    return window[name];
  } catch {
    return null; // storage is switched off
  }
}

function over(storage) {
  return {
    read: (key) => storage?.getItem(key) ?? null,
    keep: (key, value) => storage?.setItem(key, value),
    forget: (key) => storage?.removeItem(key),
  };
}

export const browserMemory = over(box("localStorage"));
export const windowMemory = over(box("sessionStorage"));
