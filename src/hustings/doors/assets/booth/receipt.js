// The receipt: shown, saved as a file, or put into a draft of the member's own mail program. It never leaves this way.
import { at, say } from "./screens.js";

let saved = "";

export function fillReceipt({ words, file, facts }) {
  const text = say(words, "receipt", facts);
  at("box", "[data-tracker]").textContent = facts.tracker;
  const save = at("box", "[data-save]");
  URL.revokeObjectURL(saved);
  saved = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  save.href = saved;
  save.download = `${file}-${facts.tracker.slice(0, 8).replace(/\W/g, "_")}.txt`;
  const parts = { subject: words.receipt_subject, body: text.replace(/\n/g, "\r\n") };
  const query = Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  at("box", "[data-mail]").href = `mailto:?${query.join("&")}`;
}

export function forgetReceipt() {
  URL.revokeObjectURL(saved);
  at("box", "[data-tracker]").textContent = "";
}
