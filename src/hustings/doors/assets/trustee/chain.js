// The chain of events: what may follow what, and which records come with it.
import { recordsOf } from "./container.js";
import { fields, hexadecimal, load, malformed, small, string } from "./forms.js";
import { Refused } from "./refused.js";

export const SETUP = "Setup";
export const BALLOT = "Ballot";
export const END_BALLOTS = "EndBallots";
export const ENCRYPTED_TALLY = "EncryptedTally";
export const PARTIAL_DECRYPTION = "PartialDecryption";
export const RESULT = "Result";
const START = "the beginning";

const N_DATA = { [SETUP]: 4, [BALLOT]: 1, [END_BALLOTS]: 0, [ENCRYPTED_TALLY]: 2, [PARTIAL_DECRYPTION]: 2, [RESULT]: 1 };
const FOLLOWERS = {
  [START]: [SETUP],
  [SETUP]: [BALLOT, END_BALLOTS],
  [BALLOT]: [BALLOT, END_BALLOTS],
  [END_BALLOTS]: [ENCRYPTED_TALLY],
  [ENCRYPTED_TALLY]: [PARTIAL_DECRYPTION],
  [PARTIAL_DECRYPTION]: [PARTIAL_DECRYPTION, RESULT],
  [RESULT]: [],
};
const SHUFFLES = ["Shuffle", "EndShuffles"];
const EVENT = ["parent", "height", "type", "payload"];

// Every event of an archive, its place in the chain checked: { type, head (its hash), data: [{ name, body }], where }.
export async function* eventsOf(file, passed) {
  const chain = new Chain();
  let data = [];
  let index = 0;
  for await (const record of recordsOf(file, passed)) {
    index = record.index;
    if (record.kind === "data") {
      data.push(record);
      continue;
    }
    yield chain.take(record, data);
    data = [];
  }
  if (data.length) throw new Refused("archive-cut", { index: index + 1, where: `record ${index + 1}` });
}

class Chain {
  constructor() {
    Object.assign(this, { head: "", height: 0, last: START, names: new Set() });
  }

  take({ name: hash, body, index }, data) {
    const found = readEvent(body, `record ${index}`);
    const { type } = found;
    const where = `event ${found.height}, ${type}`;
    if (SHUFFLES.includes(type)) throw new Refused("archive-shuffle", { where });
    if (!FOLLOWERS[this.last].includes(type)) throw new Refused("archive-event-order", { type, after: this.last, where });
    if (data.length !== N_DATA[type]) throw new Refused("archive-event-data", { type, where });
    this.follows(found, data, where);
    for (const name of [...data.map((each) => each.name), hash]) {
      if (this.names.has(name)) throw new Refused("archive-record-twice", { name, where });
      this.names.add(name);
    }
    Object.assign(this, { head: hash, height: this.height + 1, last: type });
    return { type, head: hash, data, where };
  }

  // Its place behind the event before it, with exactly its own records.
  follows(found, data, where) {
    const { type } = found;
    const payload = data.at(-1)?.name;
    const wanted = { parent: this.height ? this.head : undefined, height: this.height, type, payload };
    const wrong = EVENT.filter((name) => found[name] !== wanted[name]);
    if (wrong.join() === "payload") throw new Refused("archive-event-data", { type, where });
    if (wrong.length) throw new Refused("archive-event-link", { type, field: wrong.join(", "), where });
  }
}

function readEvent(body, where) {
  const found = fields(load(body, where), where, EVENT, ["parent", "payload"]);
  for (const name of ["parent", "payload"]) if (Object.hasOwn(found, name)) hexadecimal(found[name], `${where}.${name}`);
  string(found.type, `${where}.type`);
  if (!Object.hasOwn(N_DATA, found.type) && !SHUFFLES.includes(found.type)) {
    malformed("a known type of event is wanted", `${where}.type`);
  }
  small(found.height, `${where}.height`);
  return found;
}
