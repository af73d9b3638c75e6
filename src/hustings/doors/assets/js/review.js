// Reviewing by key. Every key presses a button or follows a link that stands on the page with data-key, so the page
// does the same without script. Keys are single letters: they rest while somebody types, and can be switched off.

const OFF = "hustings-review-keys-off";

const root = document.querySelector("[data-review]");
if (root) review(root);

function review(root) {
  let sent = false;
  root.addEventListener("submit", () => { sent = true; });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("keydown", (event) => {
    if (sent || event.defaultPrevented || event.isComposing || event.repeat) return;
    if (inField(event.target)) fieldKey(event);
    else if (!off() && !event.ctrlKey && !event.metaKey && !event.altKey && pressed(root, event)) event.preventDefault();
  });
  offerSwitch(root);
  offerSelection(root);
  openFields(root);
  arrive(root);
}

function inField(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

function fieldKey(event) {
  if (event.key === "Escape") leave(event);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form?.requestSubmit();
  }
}

function leave(event) {
  event.preventDefault();
  event.target.closest("details[open]")?.removeAttribute("open");
  heading()?.focus();
}

function pressed(root, event) {
  if (event.key === "Escape") {
    for (const each of root.querySelectorAll("details[name][open]")) each.open = false;
    heading()?.focus();
    return true;
  }
  const key = event.key.toLowerCase();
  const own = key === "7" ? root.querySelector("details[open] .review-reasons")?.closest("details").querySelector("input[name=reason]") : null;
  if (own) {
    own.focus();
    return true;
  }
  const named = [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key) && reachable(one));
  if (!named) return false;
  if (named.dataset.press) named.closest("details").querySelector(`[data-key="${named.dataset.press}"]`).click();
  else if (named.localName === "summary") toggle(named.parentElement, "stay" in named.dataset);
  else named.click();
  return true;
}

// What lies in a closed part of the page cannot be meant; a part's own summary can.
function reachable(one) {
  const part = one.localName === "summary" ? one.parentElement.parentElement : one;
  return part.closest("details:not([open])") === null;
}

// A part that stands open from the start takes the focus instead of closing.
function toggle(part, stay) {
  part.open = stay || !part.open;
  if (!part.open) heading()?.focus();
  else part.querySelector("textarea, button, input:not([type=hidden])")?.focus();
}

// A field that asks for one line may still be long; the caret goes to its end.
function openFields(root) {
  for (const area of root.querySelectorAll("textarea")) {
    area.addEventListener("focus", () => area.setSelectionRange(area.value.length, area.value.length), { once: true });
  }
}

function offerSwitch(root) {
  const button = root.querySelector("[data-switch]");
  const show = () => {
    button.textContent = off() ? button.dataset.off : button.dataset.on;
    root.classList.toggle("keys-off", off());
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (off()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    show();
  });
  show();
}

function off() {
  return localStorage.getItem(OFF) !== null;
}

// A name marked in the article goes into the field for it.
function offerSelection(root) {
  const text = root.querySelector("[data-text]");
  const field = root.querySelector("[data-written]");
  text.addEventListener("pointerup", () => {
    const words = getSelection().toString().replace(/\s+/g, " ").trim();
    if (!words || words.length > field.maxLength) return;
    field.value = words;
    field.closest("details").open = true;
  });
}

function heading() {
  return document.querySelector("[data-heading]");
}

// The next fact takes the focus and is read out, after what became of the last one.
function arrive(root) {
  scrollToWords(root.querySelector("[data-text]"));
  if (document.querySelector("[data-focus]")) return;
  heading().focus({ preventScroll: matchMedia("(min-width: 75em)").matches });
  const told = [...document.querySelectorAll(".messages .message")].map((one) => one.textContent.trim());
  const voice = root.querySelector("[data-announce]");
  setTimeout(() => { voice.textContent = [...told, heading().textContent.trim()].join(" "); }, 150);
}

function scrollToWords(text) {
  const told = text.querySelector(".told");
  if (!told || text.scrollHeight <= text.clientHeight) return;
  text.scrollTop += told.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}
