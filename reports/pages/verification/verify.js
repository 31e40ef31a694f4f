// Checks a receipt against a published list of leaves. Nothing leaves this page: see docs/proof.md for each byte.

const HASH = /^[0-9a-f]{64}$/;
const at = (id) => document.getElementById(id);
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (found) => Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((start, part) => (whole.set(part, start), start + part.length), 0);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

const leafOf = async ({ sal, contenido }) =>
  hex(await sha256(Uint8Array.of(0), bytes(sal), new TextEncoder().encode(contenido)));

async function rootOf(leaves) {
  if (!leaves.length) return hex(await sha256());
  let level = leaves.map(bytes);
  while (level.length > 1) {
    const pairs = [];
    for (let place = 0; place + 1 < level.length; place += 2) {
      pairs.push(sha256(Uint8Array.of(1), level[place], level[place + 1]));
    }
    const parents = await Promise.all(pairs);
    level = level.length % 2 ? [...parents, level.at(-1)] : parents;
  }
  return hex(level[0]);
}

async function read(input, format) {
  let found;
  try {
    found = JSON.parse(await input.files[0].text());
  } catch {
    throw new Error(`${format}-unreadable`);
  }
  if (found?.formato !== `participa-${format}`) throw new Error(`${format}-unreadable`);
  if (found.version !== 1) throw new Error("newer");
  return found;
}

const isLeaf = (one) => HASH.test(one?.sal) && typeof one?.contenido === "string";
const isReceipt = (one) => isLeaf(one) && HASH.test(one.huella) && (one.sellado === undefined || isLeaf(one.sellado));
const isPublished = (one) =>
  HASH.test(one.raiz) && Array.isArray(one.huellas) && one.huellas.length === one.casos && one.huellas.every((leaf) => HASH.test(leaf));

async function verify() {
  const receipt = await read(at("receipt"), "comprobante");
  const published = await read(at("published"), "huellas");
  if (!isReceipt(receipt)) throw new Error("comprobante-unreadable");
  if (!isPublished(published)) throw new Error("huellas-unreadable");
  showContent(receipt, published);
  const leaf = await leafOf(receipt);
  if (leaf !== receipt.huella || !(await isSealed(receipt)) || !isOfItsNumber(receipt)) return "altered";
  const root = await rootOf(published.huellas);
  const typed = at("root").value.replace(/[^0-9a-fA-F]/g, "").toLowerCase();
  at("computed-root").textContent = root;
  if (root !== published.raiz) return "wrong-root";
  if (at("root").value.trim() && typed !== root) return "other-report";
  const row = published.huellas.indexOf(leaf) + 1;
  at("row").textContent = row;
  at("rows").textContent = published.casos;
  return row ? "included" : "left-out";
}

// What was sealed is shown only by who wants to; where it is shown, the leaf in the tree holds its hash.
async function isSealed(receipt) {
  if (receipt.sellado === undefined) return true;
  return JSON.parse(receipt.contenido).sealed === (await leafOf(receipt.sellado));
}

// The number on the outside of a receipt is not in the hash: it has to be the one inside, where that is shown.
function isOfItsNumber(receipt) {
  const inside = JSON.parse((receipt.sellado ?? receipt).contenido).radicado;
  return inside === undefined || inside === receipt.radicado;
}

function moment(instant) {
  const found = new Date(instant);
  if (!instant || Number.isNaN(found.valueOf())) return instant ?? "—";
  return found.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });
}

function showContent(receipt, published) {
  let inside = {};
  try {
    inside = JSON.parse((receipt.sellado ?? receipt).contenido);
  } catch {
    throw new Error("comprobante-unreadable");
  }
  at("case-number").textContent = inside.radicado ?? "—";
  at("case-moment").textContent = moment(inside.received_at);
  at("case-text").textContent = inside.text ?? at("sealed-words").textContent;
  at("report-title").textContent = `${published.informe} (${published.desde} – ${published.hasta})`;
  at("found").hidden = false;
}

const outcomes = [...document.querySelectorAll("[data-outcome]")];

function tell(outcome) {
  for (const said of outcomes) said.hidden = said.dataset.outcome !== outcome;
  const verdict = at("verdict");
  verdict.classList.toggle("wrong", outcome !== "included");
  verdict.hidden = false;
  verdict.focus();
}

// A verdict belongs to the files that it was found with: another choice takes it away.
function forget() {
  at("found").hidden = true;
  at("verdict").hidden = true;
}

at("form").addEventListener("input", forget);
at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  forget();
  try {
    tell(await verify());
  } catch (error) {
    const known = outcomes.some((said) => said.dataset.outcome === error.message);
    tell(known ? error.message : "comprobante-unreadable");
  }
});

if (!globalThis.crypto?.subtle) tell("no-crypto");
