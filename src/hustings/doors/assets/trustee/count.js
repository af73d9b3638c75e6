// Opening the sums of a closed poll, as the page shows it. Workers read and check; this only says how far they are.
import { Maker } from "../booth/maker.js";

const MOST_CHECKERS = 8;
const SHORT = 90; // seconds: what takes longer is told in minutes

// A worker that reads the archives, and others that check what it hands them. All of them begin with the page, so that
// nothing is fetched any more when there is a key in it.
export class Count {
  constructor({ worker, heard }) {
    const n = Math.min(navigator.hardwareConcurrency || 1, MOST_CHECKERS);
    this.reader = new Maker(worker);
    this.checkers = Array.from({ length: n }, () => new Maker(worker));
    this.heard = heard;
  }

  // What may be opened, or that it was stopped.
  judge(given) {
    const channels = this.checkers.map(() => new MessageChannel());
    const started = this.checkers.map((checker, at) => checker.ask("serve", { port: channels[at].port2 }, [channels[at].port2]));
    const { port1: hears, port2: progress } = new MessageChannel();
    hears.onmessage = this.hearing(given.files);
    const ports = channels.map(({ port1 }) => port1);
    const judged = () => this.reader.ask("judge", { ...given, ports, progress }, [...ports, progress]);
    return Promise.all(started).then(judged).finally(() => hears.close());
  }

  hearing(files) {
    const [all, began] = [files.reduce((sum, { size }) => sum + size, 0), performance.now()];
    return ({ data: { read, ballots } }) => {
      const seconds = (performance.now() - began) / 1000;
      this.heard({ share: read / all, ballots, rate: ballots / seconds, left: seconds * (all / read - 1) });
    };
  }

  // Makes `judge` answer that it was stopped.
  stop() {
    return this.reader.ask("stop");
  }

  open(before) {
    return this.reader.ask("open", { before });
  }
}

// How far it is, in words.
export function progressOf({ ballots, rate, left }, words, fill) {
  const facts = { ballots, rate: rate < 10 ? rate.toFixed(1) : Math.round(rate) };
  if (left < SHORT) return fill(words.count_seconds, { ...facts, left: Math.max(1, Math.ceil(left)) });
  return fill(words.count_minutes, { ...facts, left: Math.ceil(left / 60) });
}

// What the form gives, or null if something is missing. `key` is the one in hand, if there is one.
export async function readForm({ archives, head, units, undivided, key: keyFile, opened, least }, key) {
  const text = (input) => input.files[0]?.text() ?? null;
  const given = {
    files: [...archives.files],
    head: head.value.replace(/\s/g, "").toLowerCase(),
    units: await text(units),
    minimum: Number(least.value),
    key: key || await text(keyFile),
    before: await text(opened),
  };
  const complete = given.files.length && given.key && undivided.checked === (given.units === null);
  return complete && Number.isSafeInteger(given.minimum) && given.minimum > 0 ? given : null;
}
