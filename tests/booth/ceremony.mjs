// The trustees' modules at work, for the tests: one JSON object a line in, one a line out.
import { randomFillSync } from "node:crypto";
import { createInterface } from "node:readline";
import * as ceremony from "../../src/hustings/doors/assets/trustee/ceremony.js";
import { readMessage } from "../../src/hustings/doors/assets/trustee/messages.js";
import { asWritten, makeSeed } from "../../src/hustings/doors/assets/trustee/seed.js";

const draw = (n) => randomFillSync(new Uint8Array(n));
const read = (texts) => texts.map(readMessage);

const deeds = {
  seed() {
    const seed = makeSeed(draw);
    return { seed, written: asWritten(seed) };
  },
  certificate({ seed, threshold, size, index }) {
    return { file: `${ceremony.makeCertificate({ seed, threshold, size, index, draw }).text}\n` };
  },
  async shares({ seed, certificates }) {
    const roster = ceremony.rosterOf(read(certificates));
    return { file: `${(await ceremony.makeShares({ seed, roster, draw })).text}\n`, digest: roster.digest };
  },
  async finish({ seed, certificates, shares }) {
    const roster = ceremony.rosterOf(read(certificates));
    const contributions = ceremony.contributionsOf(read(shares), roster);
    const { message, privateKey } = await ceremony.finish({ seed, roster, contributions, draw });
    return { file: `${message.text}\n`, privateKey };
  },
  async fault({ certificates, shares, complaint }) {
    const roster = ceremony.rosterOf(read(certificates));
    const contributions = ceremony.contributionsOf(read(shares), roster);
    return { fault: await ceremony.atFault(readMessage(complaint), { contributions, roster }) };
  },
  assemble({ certificates, shares, keys }) {
    const roster = ceremony.rosterOf(read(certificates));
    const contributions = ceremony.contributionsOf(read(shares), roster);
    return { group: ceremony.assemble({ roster, contributions, messages: read(keys) }) };
  },
};

async function answer({ deed, ...what }) {
  try {
    return await deeds[deed](what);
  } catch (problem) {
    if (!problem.code) throw problem;
    return { refused: problem.code, member: problem.facts.member, complaint: problem.facts.complaint?.text };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
