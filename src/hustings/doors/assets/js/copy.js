// A "Copy" button after every tracker and digest that asks for one with data-copy.
// The words come from the page, in its language: <meta name="words-copy" content="Copy|Copied">.

const SHOWN_MS = 2000;

export function offerCopies(root) {
  const words = root.querySelector('meta[name="words-copy"]')?.content.split("|");
  if (!words || !navigator.clipboard) return;
  for (const code of root.querySelectorAll("code[data-copy]")) {
    code.after(" ", copyButton(code.textContent.trim(), words));
  }
}

function copyButton(text, [offer, done]) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.dataset.script = "";
  button.setAttribute("aria-live", "polite");
  button.textContent = offer;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = done;
    setTimeout(() => { button.textContent = offer; }, SHOWN_MS);
  });
  return button;
}
