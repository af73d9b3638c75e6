// A button with data-print is shown where script runs, and prints the page.

export function offerPrinting(root) {
  for (const button of root.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
