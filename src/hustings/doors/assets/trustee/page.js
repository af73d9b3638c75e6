// A trustee's part in the making of a poll's key. Files in, files out: nothing is ever sent from here.
import { Maker } from "../booth/maker.js";
import { Count, progressOf, readForm } from "./count.js";
import { isSecret, readSecret, writeSecret } from "./secret.js";

const told = JSON.parse(document.getElementById("trustee").textContent);
const { words } = told;
const maker = new Maker(told.worker);
const find = (selector) => document.querySelector(selector);
const screens = [...document.querySelectorAll("[data-screen]")];
const notice = find("[data-notice]");

let seed = "";
let unwritten = false; // the backup was shown, and nobody has said that it is on paper
let unsaved = 0;
let privateKey = "";
let counting = false; // a closed poll is being checked, or waits for its part
let openedBefore = null;
let state = { here: { certificates: [], shares: [], keys: [] } };
const files = new Map(); // text by name

const bar = find("[data-bar]");
const count = new Count({
  worker: told.worker,
  heard(far) {
    bar.value = far.share;
    find("[data-progress]").textContent = progressOf(far, words, fill);
  },
});

const KINDS = { certificate: "certificate", shares: "shares", member: "member", complaint: "complaint" };

find("[data-loading]").hidden = true;
show("secret", false);

find("[data-new]").addEventListener("click", guarded(async () => {
  const made = await ask("seed");
  seed = made.seed;
  unwritten = true;
  find("[data-backup]").textContent = made.written;
  offer(find("[data-secret-file]"), "trustee.key", writeSecret(seed), { secret: true });
  await refresh();
}));
find("[data-open]").addEventListener("change", guarded(async ({ target }) => {
  await taken(readSecret(await target.files[0].text()));
}));
find("[data-typed]").addEventListener("submit", guarded(async (event) => {
  event.preventDefault();
  const plain = find("[data-typed] input").value.replace(/[\s\u2010-\u2015-]/g, "");
  if (!/^[1-9A-HJ-NP-Za-km-z]{22}$/.test(plain)) throw refusal("backup");
  find("[data-typed] input").value = "";
  await taken(plain);
}));
find("[data-written]").addEventListener("submit", guarded(async (event) => {
  event.preventDefault();
  unwritten = false;
  await refresh();
}));
find("[data-place]").addEventListener("submit", guarded(async (event) => {
  event.preventDefault();
  const [index, size, threshold] = ["number", "of", "needed"].map((name) => Number(event.target.elements[name].value));
  await made(await ask("certificate", { seed, index, size, threshold }), KINDS.certificate);
}));
find("[data-compared]").addEventListener("submit", guarded(async (event) => {
  event.preventDefault();
  await made(await ask("shares", { seed, files: [...files.values()] }), KINDS.shares);
}));
find("[data-finish]").addEventListener("click", guarded(async () => {
  const done = await ask("finish", { seed, files: [...files.values()] });
  privateKey = `${done.privateKey}\n`;
  keep(`trustee-${done.index}.privkey`, privateKey, words.keep_key, { secret: true });
  if (state.here.keys.includes(done.index)) await refresh();
  else await made(done, KINDS.member);
}));
find("[data-add]").addEventListener("change", guarded(async ({ target }) => {
  const before = new Map(files);
  try {
    for (const file of target.files) await add(file.name, await file.text());
    await refresh();
  } catch (problem) {
    // What is refused stays outside, and so does what came with it: the group is as it was.
    files.clear();
    for (const [name, text] of before) files.set(name, text);
    throw problem;
  } finally {
    target.value = "";
  }
}));
for (const button of document.querySelectorAll("[data-after]")) {
  button.addEventListener("click", () => {
    find("[data-key-field]").hidden = Boolean(privateKey);
    show("poll", true);
  });
}
find("[data-back]").addEventListener("click", () => show(screenNow(), true));
find("[data-poll]").addEventListener("submit", guarded(async ({ target }) => {
  const given = await readForm(target.elements, privateKey);
  if (!given) throw refusal("choose");
  if (!/^[0-9a-f]{64}$/.test(given.head)) throw refusal("head");
  openedBefore = given.before;
  await counted(given);
}));
find("[data-stop]").addEventListener("click", () => count.stop());
find("[data-decrypt]").addEventListener("click", guarded(async () => {
  const { opened, parts } = answered(await count.open(openedBefore));
  for (const { name, file } of parts) keep(name, file, words.give);
  keep(openedName(), opened, words.keep_opened, { secret: true });
  counting = false;
  show("parts", true);
}));
addEventListener("beforeunload", (event) => { if (unsaved || unwritten || counting) event.preventDefault(); });

async function counted({ before, ...given }) {
  bar.removeAttribute("value");
  find("[data-progress]").textContent = words.count_list;
  notice.textContent = "";
  counting = true;
  show("counting", true);
  let next = "poll";
  try {
    const answer = answered(await count.judge(given));
    if (answer.stopped) return;
    tellSums(answer);
    next = "sums";
  } finally {
    counting = next === "sums";
    show(next, true);
  }
}

function tellSums({ asked, sums }) {
  find("[data-asked]").textContent = asked.join(" · ");
  find("[data-sums]").replaceChildren(...sums.map(({ units, n }) => {
    const item = document.createElement("li");
    const says = units.length > 1 ? words.sum_together : words.sum_alone;
    item.textContent = fill(says, { units: units.join(", "), n });
    return item;
  }));
}

// The list of what was opened lies beside the key, under the key's name.
function openedName() {
  const chosen = find("[data-poll]").elements;
  return `${chosen.key.files[0]?.name ?? `trustee-${state.mine}.privkey`}.opened`;
}

async function taken(found) {
  seed = found;
  await refresh();
}

async function add(name, text) {
  if (isSecret(text)) throw refusal("secret_among");
  const refused = await maker.ask("read", { file: text });
  if (refused.refused) throw refusal("message_named", { name });
  files.set(`${refused.format} ${text}`, text);
}

async function made({ file, index }, kind) {
  files.set(`own ${kind}`, file);
  keep(`${kind}-${index}.json`, file, words.send);
  await refresh();
}

// A file that was made here: to be sent to the others, or to be kept.
function keep(name, text, what, { secret = false } = {}) {
  const row = find("[data-made-row]").content.cloneNode(true);
  offer(row.querySelector("a"), name, text, { secret });
  row.querySelector("[data-what]").textContent = what;
  find("[data-made]").append(row);
  find("[data-made-part]").hidden = false;
}

function offer(link, name, text, { secret }) {
  link.href = URL.createObjectURL(new Blob([text], { type: secret ? "text/plain" : "application/json" }));
  link.download = name;
  link.textContent = fill(words.save, { name });
  unsaved += 1;
  link.addEventListener("click", () => { unsaved -= 1; }, { once: true });
}

async function refresh() {
  state = await ask("stand", { seed, files: [...files.values()] });
  tell();
  show(screenNow(), true);
}

function screenNow() {
  const { here, mine, size, complaint } = state;
  const all = (kind) => size && new Set(here[kind]).size === size;
  if (!seed) return "secret";
  if (unwritten) return "backup";
  if (complaint) return "stopped";
  if (!mine) return "certificate";
  if (!all("certificates")) return "collect";
  if (!here.shares.includes(mine)) return "compare";
  if (!all("shares")) return "collect";
  if (!here.keys.includes(mine) || !privateKey) return "finish";
  return all("keys") ? "done" : "collect";
}

function tell() {
  const { here, size, threshold, digest, mine, group, groupDigest, complaint } = state;
  find("[data-folder]").hidden = !seed || unwritten;
  const kinds = ["certificates", "shares", "keys"];
  const next = kinds.find((kind) => !size || new Set(here[kind]).size < size);
  const missing = (kind) => Array.from({ length: size ?? 0 }, (_, at) => at + 1).filter((n) => !here[kind].includes(n));
  find("[data-group]").textContent = size ? fill(words.group, { size, threshold, mine: mine ?? "–" }) : "";
  for (const kind of kinds) {
    const left = missing(kind);
    const says = !size ? words.none : left.length ? fill(words.waiting, { members: left.join(", ") }) : words.all_here;
    find(`[data-has="${kind}"]`).textContent = says;
  }
  find("[data-digest]").textContent = digest ?? "";
  find("[data-waits]").textContent = next ? words[`collect_${next}`] : "";
  if (complaint) find("[data-stopped]").textContent = fill(complaint.fault ? words.fault : words.complaint, complaint);
  if (group) {
    find("[data-group-digest]").textContent = groupDigest;
    const link = find("[data-group-file]");
    link.href = URL.createObjectURL(new Blob([group], { type: "application/json" }));
    link.download = "group.json";
    link.textContent = fill(words.save, { name: "group.json" });
  }
}

function show(name, focus) {
  const before = screens.find((screen) => !screen.hidden)?.dataset.screen;
  for (const screen of screens) screen.hidden = screen.dataset.screen !== name;
  find("[data-intro]").hidden = name !== "secret";
  if (!focus || before === name) return;
  scrollTo(0, 0);
  find(`[data-screen="${name}"] [data-heading]`).focus({ preventScroll: true });
}

async function ask(deed, what = {}) {
  const answer = await maker.ask(deed, what);
  if (answer.refused && answer.facts.complaint) await complainedOf(answer.facts);
  return answered(answer);
}

function answered(answer) {
  if (answer.refused) throw refusal(answer.refused, answer.facts);
  return answer;
}

// The complaint that goes to all the others: it opens the one false share to everybody.
async function complainedOf({ member, complaint }) {
  files.set("own complaint", `${complaint}\n`);
  keep(`complaint-${state.mine}-about-${member}.json`, `${complaint}\n`, words.send);
  await refresh();
}

function refusal(code, facts = {}) {
  const says = fill(words[`refused_${code}`] ?? words.refused_message, facts);
  return Object.assign(new Error(code), { says: facts.where ? `${says} (${facts.where})` : says });
}

// Runs a handler with the notice clear, and puts a refusal into it.
function guarded(run) {
  return async (event) => {
    if (event.type === "submit") event.preventDefault();
    notice.textContent = words.working;
    try {
      await run(event);
      notice.textContent = "";
    } catch (problem) {
      notice.textContent = problem.says ?? fill(words.broken, { problem: problem.message });
    }
  };
}

function fill(sentence, facts) {
  return sentence.replace(/%\((\w+)\)s/g, (_, fact) => facts[fact]);
}
