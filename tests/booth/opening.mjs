// The trustee's page at work on closed archives, for the tests: one JSON object a line in, one a line out.
import { openAsBlob } from "node:fs";
import { createInterface } from "node:readline";
import { judge } from "../../src/hustings/doors/assets/trustee/archive.js";
import { Checker } from "../../src/hustings/doors/assets/trustee/checker.js";
import { noted, readPrivateKey, toOpen } from "../../src/hustings/doors/assets/trustee/opening.js";
import { partOf } from "../../src/hustings/doors/assets/trustee/part.js";
import { mayOpen, readUnits } from "../../src/hustings/doors/assets/trustee/units.js";

// A ballot that holds is checked once, in however many archives it stands.
class Remembering extends Checker {
  static known = new Map();

  ballot(given) {
    const { known } = Remembering;
    const name = this.election.fingerprint + given.body.toString();
    if (!known.has(name)) known.set(name, super.ballot(given));
    return known.get(name);
  }
}

const held = new Map();

// An archive is judged once, however often it is opened.
async function judgedOnce(path) {
  if (!held.has(path)) held.set(path, await judged(path));
  return held.get(path);
}

async function judged(path) {
  const checker = new Remembering();
  const check = Object.assign(async (job) => checker.check(job), { width: 1 });
  return judge(await openAsBlob(path), { check });
}

// The same bytes, from the first to the last.
function reading(drawn) {
  let place = 0;
  return (n) => Uint8Array.from(Buffer.from(drawn, "hex").subarray(place, place += n));
}

async function answer({ archives, head, units, minimum, key, drawn, opened, counts }) {
  if (counts) return { groups: mayOpen(units, counts, minimum) };
  if (!key) return { counted: (await judged(archives[0])).nCounted };
  const found = [];
  for (const path of archives) found.push(await judgedOnce(path));
  const own = readPrivateKey(key);
  const plan = units ? readUnits(units) : null;
  const sums = toOpen(found, { head, plan, minimum, publicKey: own.publicKey });
  const draw = reading(drawn);
  return {
    sums: sums.map((sum) => sum.units.map(({ code }) => code)),
    opened: noted(sums, opened),
    parts: sums.map((sum) => partOf(sum, { ...own, draw })),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  let told;
  try {
    told = await answer(JSON.parse(line));
  } catch (problem) {
    if (!problem.code || !problem.facts) throw problem;
    told = { refused: problem.code, facts: problem.facts };
  }
  process.stdout.write(`${JSON.stringify(told, (_, value) => typeof value === "bigint" ? Number(value) : value)}\n`);
}
