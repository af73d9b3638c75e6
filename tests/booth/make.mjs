// The booth's own modules at work, for the tests: one JSON object a line in, one a line out.
// `drawn` are the bytes, in hexadecimal digits, that the maker of ballots draws in their order.
import { createInterface } from "node:readline";
import { checkNumber, makeBallot, privateKey, publicCredential, readElection } from "../../src/hustings/doors/assets/booth/ballot.js";
import { readCredential, readFragment } from "../../src/hustings/doors/assets/booth/credential.js";
import { tokenOf } from "../../src/hustings/doors/assets/booth/pass.js";
import { shuffled } from "../../src/hustings/doors/assets/booth/order.js";

function source(hex) {
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  let place = 0;
  return (n) => {
    place += n;
    if (place > bytes.length) throw new Error("more was drawn than the test gave");
    return bytes.slice(place - n, place);
  };
}

function answer({ typed, checked, fragment, link, items, draws, raw, credential, votes, drawn }) {
  if (typed !== undefined) return readCredential(typed);
  if (checked !== undefined) return { check: checkNumber(checked) };
  if (fragment !== undefined) return readFragment(fragment);
  if (link !== undefined) return { token: tokenOf(link) };
  if (items) return { order: shuffled(items, draws && (() => draws.shift())) };
  try {
    const election = readElection(raw);
    const secret = privateKey(election.uuid, credential);
    if (!votes) return { fingerprint: election.fingerprint, credential: publicCredential(secret) };
    const began = performance.now();
    const made = makeBallot({ election, secret, votes, draw: source(drawn) });
    return { ...made, milliseconds: performance.now() - began };
  } catch (problem) {
    return { refused: problem.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
