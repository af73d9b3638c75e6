// The voting booth: choose, check, cast. Nothing leaves this device but a shelf number of the list of credentials, and
// the locked ballot when its maker says so. docs/spec/booth.md says what it does and what it cannot do.
import { cast } from "./casting.js";
import { Code } from "./code.js";
import { takeFromAddress } from "./credential.js";
import { Maker } from "./maker.js";
import { Membership } from "./membership.js";
import { shuffled } from "./order.js";
import { fillReceipt, forgetReceipt } from "./receipt.js";
import { at, complain, say, show } from "./screens.js";
import { watchTheClock } from "./closing.js";

const brought = takeFromAddress();
const told = JSON.parse(document.getElementById("booth").textContent);
const { words } = told;
const notice = document.querySelector("[data-notice]");
const list = at("choose", "[data-answers]");
const group = at("choose", "fieldset");
const castButton = at("check", "[data-cast]");
const state = at("check", "[data-locking]");

const maker = new Maker(told.worker);
const code = new Code({ maker, told, changed: lock });
const membership = new Membership({ told, link: brought.link });

let chosen = null;
let ballot = null;
let waiting = false; // a ballot was sent, and no answer has come

const begun = maker.ask("begin", { raw: told.election });

begin();

function begin() {
  order();
  show("choose", { focus: false });
  if (brought.code) code.readLink(brought.code);
  list.addEventListener("change", ({ target }) => choose(Number(target.value)));
  at("choose", "[data-choose]").addEventListener("submit", (event) => { event.preventDefault(); check(); });
  castButton.addEventListener("click", send);
  at("unreached", "[data-retry]").addEventListener("click", send);
  for (const button of document.querySelectorAll("[data-change]")) button.addEventListener("click", back);
  at("box", "[data-again]").addEventListener("click", again);
  at("box", "[data-finish]").addEventListener("click", finish);
  addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
  addEventListener("pagehide", () => { document.querySelector("main").hidden = true; });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  addEventListener("online", () => { notice.textContent = waiting ? words.online : ""; });
  document.querySelector("form.languages")?.addEventListener("submit", takeCodeAlong);
  watchTheClock({ seconds: told.seconds_left, soon: closesSoon, over: closed });
  begun.then(({ fingerprint }) => { at("check", "[data-fingerprint]").textContent = fingerprint; }, broken);
}

function order() {
  const items = [...list.children];
  const last = told.kept_last ? items.splice(-1) : [];
  list.append(...shuffled(items), ...last);
}

function choose(index) {
  chosen = index;
  complain(at("choose", "[data-choice-error]"), group, "");
  lock();
}

// Makes the ballot as soon as both the code and the choice are known; any change of either makes another.
function lock() {
  ballot = null;
  if (chosen === null || !code.known) return;
  const began = performance.now();
  const row = [...list.children].map((_, index) => Number(index === chosen));
  const made = maker.ask("make", { votes: [row] });
  ballot = made;
  made.then(() => performance.measure("booth-locked", { start: began }), broken);
}

async function check() {
  notice.textContent = "";
  const chose = chosen !== null;
  complain(at("choose", "[data-choice-error]"), group, chose ? "" : words.choose_first);
  const holds = await code.holds();
  const admitted = await membership.holds();
  if (!holds) code.focus();
  else if (!admitted) membership.focus();
  else if (!chose) list.querySelector("input").focus();
  else await review();
}

async function review() {
  const reviewed = ballot ?? (lock(), ballot);
  castButton.disabled = true;
  state.textContent = words.locking;
  at("check", "[data-next-tracker]").textContent = "";
  at("check", "[data-choice]").textContent = list.querySelector(`input[value="${chosen}"]`).labels[0].textContent;
  show("check");
  const { tracker } = await reviewed;
  if (reviewed !== ballot) return;
  at("check", "[data-next-tracker]").textContent = tracker;
  state.textContent = code.unchecked ? `${words.locked} ${words.code_unchecked}` : words.locked;
  castButton.disabled = false;
}

async function send() {
  const { body, tracker } = await ballot;
  const buttons = [castButton, at("unreached", "[data-retry]")];
  for (const button of buttons) button.disabled = true;
  state.textContent = notice.textContent = words.on_its_way;
  waiting = true;
  const answer = await handIn(body);
  waiting = answer.state === "unreached";
  for (const button of buttons) button.disabled = false;
  notice.textContent = "";
  state.textContent = words.locked;
  arrive(answer, tracker);
}

// A pass holds for its hour and the next; one that has run out meanwhile is fetched anew, once.
async function handIn(body) {
  const given = { address: told.addresses.cast, body };
  const answer = await cast({ ...given, pass: membership.pass });
  if (answer.code !== "pass-wanted" || !await membership.renew()) return answer;
  return cast({ ...given, pass: membership.pass });
}

function arrive(answer, tracker) {
  if (answer.state === "unreached") show("unreached");
  else if (answer.state === "refused") refuse(answer);
  else if (answer.tracker !== tracker) refuse({ code: "other-ballot", what: words.other_ballot, todo: "" });
  else inTheBox(answer);
}

async function inTheBox({ tracker, head }) {
  const { fingerprint } = await begun;
  const facts = { tracker, head, fingerprint, address: new URL(told.addresses.board, location.href).href };
  fillReceipt({ words, file: told.file, facts });
  show("box");
}

function refuse({ code: name, what, todo }) {
  if (["poll-not-open", "ballot-poll-closed"].includes(name)) return show("closed");
  const [says, advice] = told.refusals[name] ?? [what, todo];
  at("refused", "[data-refused-what]").textContent = says;
  at("refused", "[data-refused-todo]").textContent = advice;
  at("refused", "[data-refused-code]").textContent = name;
  return show("refused");
}

function back() {
  waiting = false;
  notice.textContent = "";
  show("choose");
}

// Another vote is another ballot, even for the same answer.
function again() {
  chosen = ballot = null;
  at("choose", "[data-choose]").querySelectorAll("input[type=radio]").forEach((each) => { each.checked = false; });
  back();
}

function finish() {
  maker.end();
  code.forget();
  membership.forget();
  forgetReceipt();
  chosen = ballot = null;
  at("choose", "[data-choose]").reset();
  for (const each of document.querySelectorAll("[data-choice], [data-next-tracker]")) each.textContent = "";
  at("box", "[data-mail]").removeAttribute("href");
  show("finished");
}

// The page comes back in the other language. A fragment outlives the way there, and no server sees it.
function takeCodeAlong({ target }) {
  const parts = [code.credential, membership.token && `link=${membership.token}`].filter(Boolean);
  target.action = `${target.action.split("#")[0]}#${parts.join("&")}`;
}

function closesSoon(minutes) {
  notice.textContent = say(words, "soon", { minutes });
}

// The box alone decides; but nobody should go on choosing for a poll that is over.
function closed() {
  at("box", "[data-again]").hidden = true;
  if (["choose", "check"].some((name) => !document.querySelector(`[data-screen="${name}"]`).hidden)) show("closed");
}

function broken() {
  notice.textContent = words.no_worker;
}
