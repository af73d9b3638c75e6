// What a trustee is told instead of a result.
export class Refused extends Error {
  // `code` names a sentence of the page, `facts` fill it in.
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }

  // Says at which event of an archive, once.
  at(event) {
    if (this.placed) return;
    this.placed = true;
    this.facts.where = [event, this.facts.where].filter(Boolean).join(", ");
  }
}
