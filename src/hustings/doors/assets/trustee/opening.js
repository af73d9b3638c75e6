// What a trustee opens of a closed poll: the whole of what was declared, nothing that anybody chose after the vote.
import { sha256Hex } from "../booth/proofs.js";
import { ENCRYPTED_TALLY } from "./chain.js";
import { BASE, encode, times } from "./elements.js";
import { constant, fields, hexadecimal, load, scalar, string } from "./forms.js";
import { Refused } from "./refused.js";
import { everybody, mayOpen, pollHead } from "./units.js";

const OPENED = "hustings-trustee-opened/1";

// { secret, publicKey } from a decryption key's file.
export function readPrivateKey(text) {
  const secret = scalar(load(text.replace(/\n+$/, ""), "private key"), "private key");
  return { secret, publicKey: encode(times(BASE, secret)) };
}

// The sums that may be decrypted: [{ units, archives, nCounted }]. `archives` have been judged; `plan` is the file of
// units, null for a poll that is not divided; `minimum` is the trustee's own.
export function toOpen(archives, { head, plan, minimum, publicKey }) {
  const listed = plan ? asPlanned(archives, plan) : undivided(archives);
  const units = plan ? plan.units : everybody(listed[0].nCredentials);
  const found = pollHead(units.map(({ code }, at) => [code, listed[at].head]));
  if (found !== head) throw new Refused("archive-head", { head: found, expected: head, where: "closing head of the poll" });
  sameTrustees(listed, publicKey);
  const declared = plan ? plan.minimum : minimum;
  if (declared < minimum) throw new Refused("trustee-minimum", { declared, wanted: minimum, where: "units" });
  const counts = listed.map(({ nCounted }) => nCounted);
  const groups = mayOpen(units, counts, declared);
  const all = counts.reduce((sum, each) => sum + each, 0);
  if (!groups.length) throw new Refused("trustee-too-few", { n_counted: all, minimum: declared, where: "poll" });
  return groups.map((group) => sumOf({
    units: group.map((place) => units[place]),
    archives: group.map((place) => listed[place]),
    nCounted: group.reduce((sum, place) => sum + counts[place], 0),
  }));
}

// Of several units only the product is opened, so none of them may have been opened by itself.
function sumOf(sum) {
  const opened = sum.archives.length > 1 && sum.archives.find(({ last }) => last !== ENCRYPTED_TALLY);
  if (!opened) return sum;
  const reason = `an archive of it ends with ${opened.last}, not with its encrypted tally`;
  throw new Refused("merged-tally-wrong", { reason, where: opened.election.uuid });
}

function undivided(archives) {
  if (archives.length !== 1) notOfThePoll("an undivided poll has one archive", "archives");
  return archives;
}

function asPlanned(archives, plan) {
  const found = new Map();
  for (const archive of archives) {
    const unit = plan.units.find(({ uuid }) => uuid === archive.election.uuid);
    if (!unit) notOfThePoll("the file of units does not name its election", archive.election.uuid);
    if (found.has(unit.code)) notOfThePoll("there are two archives of one unit", unit.code);
    found.set(unit.code, archive);
  }
  const missing = plan.units.filter(({ code }) => !found.has(code)).map(({ code }) => code);
  if (missing.length) throw new Refused("trustee-units-missing", { units: missing.join(", "), where: "archives" });
  for (const { code, n_eligible: n } of plan.units) {
    if (found.get(code).nCredentials > n) notOfThePoll("it has more credentials than members who may vote", code);
  }
  return plan.units.map(({ code }) => found.get(code));
}

function sameTrustees(archives, publicKey) {
  const asked = ({ election }) => JSON.stringify(election.questions);
  if (archives.some((each) => each.trustees !== archives[0].trustees)) {
    notOfThePoll("its trustees are not those of the other units", "trustees");
  }
  if (archives.some((each) => asked(each) !== asked(archives[0]))) {
    notOfThePoll("its questions are not those of the other units", "election");
  }
  requireOwner(archives[0], publicKey);
}

// The number, from 1, of the trustee who has this key.
export function requireOwner({ owners }, publicKey) {
  if (!owners.includes(publicKey)) throw new Refused("trustee-key-unknown");
  return owners.indexOf(publicKey) + 1;
}

function notOfThePoll(reason, where) {
  throw new Refused("trustee-not-of-the-poll", { reason, where });
}

// The list of what was opened with a key, with these sums noted: its text. `before` is the list so far, if there is one.
export function noted(sums, before) {
  const opened = new Map(before ? readOpened(before) : []);
  for (const { units, archives } of sums) {
    const name = sha256Hex(archives.map(({ tallyHash }) => tallyHash).join(","));
    for (const [at, { election }] of archives.entries()) {
      if ((opened.get(election.fingerprint) ?? name) !== name) {
        throw new Refused("trustee-opened-before", { where: units[at].code });
      }
      opened.set(election.fingerprint, name);
    }
  }
  return `${JSON.stringify({ format: OPENED, opened: Object.fromEntries([...opened].sort()) })}\n`;
}

function readOpened(text) {
  try {
    const found = fields(JSON.parse(text), "opened", ["format", "opened"]);
    constant(found.format, OPENED, "format");
    fields(found.opened, "opened", Object.keys(found.opened));
    return Object.entries(found.opened).map(([name, sum]) => [string(name, "opened"), hexadecimal(sum, name)]);
  } catch {
    throw new Refused("trustee-ledger", { where: "opened" });
  }
}
