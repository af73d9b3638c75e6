// The worker's side of opening a closed poll: every archive judged with the help of other workers, then the parts made.
import { judge } from "./archive.js";
import { shared } from "./checker.js";
import { noted, readPrivateKey, requireOwner, toOpen } from "./opening.js";
import { partOf } from "./part.js";
import { Refused } from "./refused.js";
import { readUnits } from "./units.js";

const STOPPED = new Error("stopped");

let found = null; // what may be opened, and with which key
let halt = () => {};

export function stop() {
  halt(STOPPED);
}

// What may be opened, in plain values; or that it was stopped meanwhile.
export async function judgeAll(given) {
  found = null;
  const halted = new Promise((_, reject) => { halt = reject; });
  try {
    return await Promise.race([judged(given), halted]);
  } catch (problem) {
    if (problem === STOPPED) return { stopped: true };
    throw problem;
  } finally {
    for (const port of given.ports) port.close();
  }
}

// `files` are the archives; `ports` lead to checkers, `progress` to the page.
async function judged({ files, ports, progress, head, units, minimum, key }) {
  const own = readPrivateKey(key);
  const plan = units === null ? null : readUnits(units);
  const check = shared(ports);
  const archives = [];
  let before = { read: 0, ballots: 0 };
  for (const file of files) {
    const told = ({ read, ballots }) => progress.postMessage({ read: before.read + read, ballots: before.ballots + ballots });
    const known = (setup) => requireOwner(setup, own.publicKey);
    archives.push(await named(file.name, () => judge(file, { check, told, known })));
    before = { read: before.read + file.size, ballots: before.ballots + archives.at(-1).nBallots };
  }
  const sums = toOpen(archives, { head, plan, minimum, publicKey: own.publicKey });
  found = { sums, own };
  const [{ election }] = archives;
  return {
    asked: [election.name, ...election.questions.map(({ question }) => question)],
    sums: sums.map(({ units: group, nCounted }) => ({ units: group.map(said), n: nCounted })),
  };
}

const said = ({ code, name }) => [code, name].filter(Boolean).join(" ");

async function named(file, run) {
  try {
    return await run();
  } catch (problem) {
    if (problem instanceof Refused) problem.facts.where = [file, problem.facts.where].filter(Boolean).join(": ");
    throw problem;
  }
}

// The files of this trustee. What was opened before with the key is asked first; nothing is made if it was another sum.
export function openAll({ before, draw }) {
  const { sums, own } = found;
  const opened = noted(sums, before);
  const owner = requireOwner(sums[0].archives[0], own.publicKey);
  const parts = sums.map((sum) => {
    const name = `part-${owner}-${sum.units.map(({ code }) => code).join("-")}.json`;
    return { name, file: partOf(sum, { ...own, draw }) };
  });
  return { opened, parts };
}
