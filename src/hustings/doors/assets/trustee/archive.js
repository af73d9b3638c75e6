// One unit's archive, judged as a trustee must: read once, from its beginning to its end, every check of the protocol.
import { BALLOT, ENCRYPTED_TALLY, PARTIAL_DECRYPTION, SETUP, eventsOf } from "./chain.js";
import { addUp } from "./ballots.js";
import { NEUTRAL_TEXT, readSetup } from "./setup.js";
import { decryptionHolds, readTally } from "./outcome.js";
import { Refused } from "./refused.js";

const BATCH = 8; // ballots that a checker is given at once
const SHELF = 64; // credentials, or ballots to be added up

// The closed archive: { election, trustees, owners, nCredentials, nCounted, nBallots, tally, tallyHash, head, last }; `head`
// is that of its encrypted tally, `last` the type of its last event.
// `check(job)` does the mathematics, somewhere, and refuses: `election`, `elements`, `ballots`, `sum`. `told` hears how
// far the file has been read, in bytes, and how many ballots hold.
export async function judge(file, { check, told = () => {}, known = () => {} }) {
  const poll = new Poll(check, told);
  for await (const event of eventsOf(file, (read) => { poll.read = read; })) {
    await placed(event.where, () => poll.take(event));
    if (event.type === SETUP) known(poll.setup);
  }
  await poll.settle();
  if (!poll.ready) throw new Refused("decryption-too-early", { reason: `the archive ends with ${poll.last}` });
  return { ...poll.closed, last: poll.last };
}

async function placed(where, run) {
  try {
    return await run();
  } catch (problem) {
    if (problem instanceof Refused) problem.at(where);
    throw problem;
  }
}

class Poll {
  constructor(check, told) {
    Object.assign(this, { check, told, read: 0, waiting: [], atWork: [], counted: new Map(), nBallots: 0, last: "the beginning" });
    this.seen = new Set();
  }

  get ready() {
    return [ENCRYPTED_TALLY, PARTIAL_DECRYPTION].includes(this.last);
  }

  async take({ type, head, data, where }) {
    this.last = type;
    if (type === SETUP) return this.begin(data);
    if (type === BALLOT) return this.keep({ body: data[0].body, where });
    await this.settle();
    if (type === ENCRYPTED_TALLY) return this.add(data, head);
    if (type === PARTIAL_DECRYPTION) return this.seen.add(decryptionHolds(data, this));
    return null;
  }

  async begin(data) {
    this.setup = readSetup(data);
    const { election, owners, weights } = this.setup;
    Object.assign(this, { shape: election.shape, fingerprint: election.fingerprint, owners });
    await this.check({ election: election.raw });
    const listed = [...weights.keys()];
    await this.each(cut(listed).map((elements, at) => ({ elements, first: at * SHELF })));
  }

  async keep(ballot) {
    this.waiting.push(ballot);
    if (this.waiting.length >= BATCH) await this.send();
  }

  // Hands the ballots that wait to a checker, and takes in what the first one at work has found.
  async send() {
    if (!this.waiting.length) return;
    const work = this.check({ ballots: this.waiting });
    work.catch(() => {}); // told when its turn comes
    this.atWork.push({ work, ballots: this.waiting });
    this.waiting = [];
    while (this.atWork.length > this.check.width) await this.takeIn();
  }

  async settle() {
    await this.send();
    while (this.atWork.length) await this.takeIn();
  }

  async takeIn() {
    const { work, ballots } = this.atWork.shift();
    for (const [at, { credential, choices }] of (await work).entries()) {
      if (!this.setup.weights.has(credential)) {
        const refusal = new Refused("ballot-unknown-credential", { where: "credential" });
        refusal.at(ballots[at].where);
        throw refusal;
      }
      this.counted.set(credential, choices);
      this.nBallots += 1;
    }
    this.told({ read: this.read, ballots: this.nBallots });
  }

  // The tally, recomputed from the last ballot of each credential.
  async add(data, head) {
    const { election, owners, trustees, weights } = this.setup;
    const counted = [...this.counted].map(([credential, choices]) => ({ choices, weight: weights.get(credential) }));
    const recomputed = await this.summed(counted);
    const weight = counted.reduce((sum, each) => sum + each.weight, 0n);
    const found = { nCounted: counted.length, weight };
    const { tally, tallyHash } = readTally(data, { shape: this.shape, recomputed, ...found });
    this.tally = tally;
    this.closed = {
      election, trustees, owners, nCredentials: weights.size, nBallots: this.nBallots, ...found, tally, tallyHash, head,
    };
  }

  // What the checkers find of all these jobs, in order; no more of them are handed out than keep everybody busy.
  async each(jobs) {
    const found = [];
    const atWork = [];
    for (const job of jobs) {
      atWork.push(this.check(job));
      atWork.at(-1).catch(() => {}); // told when its turn comes
      if (atWork.length > this.check.width) found.push(await atWork.shift());
    }
    return [...found, ...await Promise.all(atWork)];
  }

  async summed(counted) {
    const parts = await this.each(cut(counted).map((sum) => ({ sum })));
    const none = this.shape.map((n) => Array.from({ length: n }, () => ({ alpha: NEUTRAL_TEXT, beta: NEUTRAL_TEXT })));
    return addUp([none, ...parts].map((choices) => ({ choices, weight: 1n })));
  }
}

function cut(listed) {
  const shelves = Array.from({ length: Math.ceil(listed.length / SHELF) }, (_, at) => at * SHELF);
  return shelves.map((first) => listed.slice(first, first + SHELF));
}
