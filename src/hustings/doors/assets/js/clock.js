// The chair's clock: one button starts it and goes on to the next item; each item counts down, and on below zero.
// Without script the page is a list of times.

const clock = document.querySelector("[data-clock]");
if (clock) run(clock, [...clock.querySelectorAll("li")]);

function run(root, items) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-main";
  button.textContent = root.dataset.begin;
  root.append(button);
  let current = -1;
  let began = 0;
  button.addEventListener("click", () => {
    leave(items[current]);
    current += 1;
    began = Date.now();
    items[current].setAttribute("aria-current", "step");
    button.textContent = root.dataset.next;
    button.hidden = current === items.length - 1;
    show();
  });
  setInterval(() => { if (current >= 0) show(); }, 250);

  function show() {
    const item = items[current];
    const left = Math.ceil(Number(item.dataset.minutes) * 60 - (Date.now() - began) / 1000);
    item.classList.toggle("clock-over", left < 0);
    item.querySelector(".clock-left").textContent = left < 0 ? `${root.dataset.over} ${minutes(-left)}` : minutes(left);
  }
}

function leave(item) {
  item?.removeAttribute("aria-current");
  item?.classList.add("clock-done");
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
