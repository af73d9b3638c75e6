// One part of the page at a time. A new one takes the focus with its heading, so that it is read and seen from its top.

const screens = [...document.querySelectorAll("[data-screen]")];
const steps = [...document.querySelectorAll("[data-steps] > li")];
const title = document.title;
const STEP = { choose: 0, check: 1, unreached: 1, refused: 1, box: 2 };

export function show(name, { focus = true } = {}) {
  for (const screen of screens) screen.hidden = screen.dataset.screen !== name;
  document.querySelector("[data-loading]").hidden = true;
  document.querySelector("[data-steps]").hidden = !(name in STEP);
  steps.forEach((step, index) => {
    if (index === STEP[name]) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  const heading = at(name, "[data-heading]");
  document.title = `${heading.textContent.trim()} · ${title}`;
  if (!focus) return;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

export function at(name, selector) {
  return document.querySelector(`[data-screen="${name}"] ${selector}`);
}

// A word of the page, with what it leaves open.
export function say(words, name, facts = {}) {
  return words[name].replace(/%\((\w+)\)s/g, (_, fact) => facts[fact]);
}

// A line beside a control that says what is wrong; empty words take it away.
export function complain(line, control, words) {
  line.hidden = !words;
  line.querySelector("span").textContent = words;
  if (words) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}
