// After a form came back with errors, the summary takes the focus, so that it is read first.

export function focusErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}
