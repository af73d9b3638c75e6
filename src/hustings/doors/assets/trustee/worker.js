// Reckons beside the page, so that it never stands still. Its own content policy lets it fetch nothing.
import { sha256Hex } from "../booth/proofs.js";
import * as ceremony from "./ceremony.js";
import { serve } from "./checker.js";
import { CERTIFICATE, COMPLAINT, MEMBER, SHARES, readMessage } from "./messages.js";
import { Refused } from "./refused.js";
import { asWritten, makeSeed } from "./seed.js";
import { judgeAll, openAll, stop } from "./tallying.js";

const draw = (n) => crypto.getRandomValues(new Uint8Array(n));
const numbers = (messages) => messages.map(({ index }) => index);

const deeds = {
  seed() {
    const seed = makeSeed(draw);
    return { seed, written: asWritten(seed) };
  },
  read({ file }) {
    const { format, index, about } = readMessage(file);
    return { format, index, about };
  },
  certificate({ seed, ...place }) {
    return fileOf(ceremony.makeCertificate({ seed, draw, ...place }));
  },
  async shares({ seed, files }) {
    return fileOf(await ceremony.makeShares({ seed, roster: ceremony.rosterOf(sorted(files)[CERTIFICATE]), draw }));
  },
  async finish({ seed, files }) {
    const messages = sorted(files);
    const roster = ceremony.rosterOf(messages[CERTIFICATE]);
    const contributions = ceremony.contributionsOf(messages[SHARES], roster);
    const { message, privateKey } = await ceremony.finish({ seed, roster, contributions, draw });
    return { ...fileOf(message), privateKey };
  },
  stand,
  serve({ port }) {
    serve(port);
  },
  judge: judgeAll,
  stop,
  open({ before }) {
    return openAll({ before, draw });
  },
};

// How far the group has come, everything that is here checked as far as it can be.
async function stand({ seed, files }) {
  const messages = sorted(files);
  const certificates = messages[CERTIFICATE];
  const here = { certificates: numbers(certificates), shares: numbers(messages[SHARES]), keys: numbers(messages[MEMBER]) };
  const [complains] = messages[COMPLAINT];
  const complaint = complains ? { index: complains.index, about: complains.about } : null;
  if (!certificates.length) return { here, complaint };
  const { size, threshold } = certificates[0];
  const found = { here, complaint, size, threshold };
  found.mine = ceremony.ownPlace(seed, certificates);
  if (new Set(here.certificates).size < size) return found;
  const roster = ceremony.rosterOf(certificates);
  found.digest = spoken(roster.digest);
  const checked = messages[SHARES].map((message) => ceremony.checkShares(message, roster));
  if (complains) complaint.fault = await ceremony.atFault(complains, { contributions: checked, roster });
  if (new Set(here.shares).size < size) return found;
  const contributions = ceremony.inOrder(messages[SHARES], size, "shares")
    .map((message) => checked.find((each) => each.message === message));
  if (new Set(here.keys).size < size) return found;
  found.group = ceremony.assemble({ roster, contributions, messages: messages[MEMBER] });
  found.groupDigest = spoken(sha256Hex(found.group.trimEnd()));
  return found;
}

function sorted(files) {
  const found = { [CERTIFICATE]: [], [SHARES]: [], [MEMBER]: [], [COMPLAINT]: [] };
  for (const message of files.map(readMessage)) {
    const others = found[message.format];
    if (!others.some(({ text }) => text === message.text)) others.push(message);
  }
  return found;
}

function fileOf({ text, index }) {
  return { file: `${text}\n`, index };
}

// The first 40 digits in groups of four, to be read aloud on the telephone.
function spoken(digest) {
  return digest.slice(0, 40).match(/.{4}/g).join(" ");
}

addEventListener("message", async ({ data: { id, deed, ...what } }) => {
  try {
    postMessage({ id, ...await deeds[deed](what) });
  } catch (problem) {
    if (!(problem instanceof Refused)) postMessage({ id, problem: problem.message });
    else postMessage({ id, refused: problem.code, facts: { ...problem.facts, complaint: problem.facts.complaint?.text } });
  }
});
