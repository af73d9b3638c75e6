// Where the poll wants it: the member's own link, which gives the pass of the hour. Elsewhere nothing is asked.
import { fetchPass, tokenOf } from "./pass.js";
import { at, complain } from "./screens.js";

const field = at("choose", "[data-link]");
const line = at("choose", "[data-link-error]");

export class Membership {
  constructor({ told, link }) {
    Object.assign(this, { told, wanted: told.pass_wanted, token: tokenOf(link), pass: "" });
    at("choose", "[data-link-part]").hidden = !this.wanted || this.token !== "";
    field.addEventListener("input", () => complain(line, field, ""));
    if (this.wanted && this.token) this.renew();
  }

  // Whether the booth may go on. Without a connection it may: the pass is fetched when the ballot is cast.
  async holds() {
    if (!this.wanted || this.pass) return true;
    this.token ||= tokenOf(field.value);
    if (!this.token) {
      complain(line, field, this.told.words.link_wanted);
      return false;
    }
    const refused = await this.fetched();
    if (refused) this.refuse(refused);
    return !refused;
  }

  async renew() {
    return await this.fetched() === "" && this.pass !== "";
  }

  // Fetches the pass; the server's words if it gives none.
  async fetched() {
    try {
      const { pass, what, todo } = await fetchPass({ address: this.told.addresses.pass, token: this.token });
      this.pass = pass ?? "";
      return pass ? "" : `${what} ${todo}`;
    } catch {
      return "";
    }
  }

  refuse(words) {
    this.token = "";
    at("choose", "[data-link-part]").hidden = false;
    complain(line, field, words);
  }

  forget() {
    this.token = this.pass = "";
  }

  focus() {
    field.focus();
  }
}
