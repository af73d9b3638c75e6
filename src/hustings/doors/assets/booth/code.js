// The voting code on the page: from the letter's link or typed, checked for its form, then looked up in the list.
import { isListed, readCredential } from "./credential.js";
import { at, complain, say } from "./screens.js";

const field = at("choose", "[data-code]");
const line = at("choose", "[data-code-error]");
const check = at("choose", "[data-code-check]");

// What is known of the code: the number it stands for is the worker's alone.
export class Code {
  constructor({ maker, told, changed }) {
    Object.assign(this, { maker, told, changed, credential: "", listed: null, unchecked: false });
    field.addEventListener("input", () => { this.forget(); this.complain(""); });
    field.addEventListener("change", () => this.read(field.value));
    at("choose", "[data-other-code]").addEventListener("click", () => this.another());
  }

  get known() {
    return this.credential !== "";
  }

  // Takes a code as typed or from a link; false, with words beside the field, if its form is wrong.
  read(typed) {
    const found = readCredential(typed);
    if (found.fault) {
      this.complain(say(this.told.words, `code_${found.fault}`, found));
      return false;
    }
    this.complain("");
    if (found.credential === this.credential) return true;
    this.credential = field.value = found.credential;
    this.listed = this.lookUp(found.credential);
    this.changed();
    return true;
  }

  readLink(fragment) {
    if (this.read(fragment)) this.shown(false);
    else this.complain(this.told.words.code_from_link_wrong);
  }

  async lookUp(credential) {
    const { element, check: number } = await this.maker.ask("know", { credential });
    if (credential === this.credential) check.textContent = say(this.told.words, "code_check", { number });
    try {
      const { digits, addresses: { credentials: address } } = this.told;
      return await isListed({ element, digits, address }) ? "listed" : "unlisted";
    } catch {
      return "unknown";
    }
  }

  // Whether the booth may go on: a code that is not on the list is told here, before anything is cast. Without a
  // connection the box must say it, and `unchecked` tells.
  async holds() {
    if (!this.known && !this.read(field.value)) return false;
    const found = await this.listed;
    this.unchecked = found === "unknown";
    if (this.unchecked) this.listed = this.lookUp(this.credential);
    if (found !== "unlisted") return true;
    this.shown(true);
    this.complain(this.told.words.code_unlisted);
    return false;
  }

  complain(words) {
    complain(line, field, words);
  }

  another() {
    this.forget();
    field.value = "";
    this.shown(true);
    field.focus();
  }

  shown(yes) {
    at("choose", "[data-code-part]").hidden = !yes;
    at("choose", "[data-code-known]").hidden = yes;
  }

  forget() {
    if (!this.known) return;
    this.credential = check.textContent = "";
    this.changed();
  }

  focus() {
    field.focus();
  }
}
