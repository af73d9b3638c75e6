// One ballot of an archive, checked as the protocol asks: form, elements, proofs, signature.
import { SUM, prefixes, statements } from "../booth/ballot.js";
import { BASE, encodeAll, total } from "../booth/group.js";
import { challenge, fingerprint } from "../booth/proofs.js";
import { Q, decode, encode, times } from "./elements.js";
import { asItIs, ciphertext, fields, hexadecimal, items, load, proof, string } from "./forms.js";
import { multiples, tableTimes } from "./multiples.js";
import { Refused } from "./refused.js";

const BALLOT = ["election_uuid", "election_hash", "credential", "answers", "signature"];

// { credential, choices } of a ballot that holds; `choices` has one row of ciphertexts per question. Whether the
// credential is listed, and in the group, is the poll's business. `election` is that of the booth's `readElection`.
export function checkBallot(body, election) {
  const form = readable(() => readBallot(body, election));
  if (form.stated !== form.hash) throw new Refused("ballot-signature", { where: "signature.hash" });
  const voter = `${election.fingerprint}|${form.credential}`;
  signatureHolds(form);
  for (const [index, question] of election.questions.entries()) {
    answerHolds(form.answers[index], { question, key: election.key, voter, where: `answers[${index}]` });
  }
  return { credential: form.credential, choices: form.answers.map(({ choices }) => choices) };
}

// Anything wrong with a record is here a ballot that is malformed.
function readable(read) {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof Refused) || !/^(record|element)/.test(problem.code)) throw problem;
    const { reason = "it is not written in its canonical form", where } = problem.facts;
    throw new Refused("ballot-malformed", { reason: `${reason}.`, where });
  }
}

// form

function readBallot(body, election) {
  const found = fields(load(body, "ballot"), "ballot", BALLOT);
  if (found.election_uuid !== election.uuid || found.election_hash !== election.fingerprint) {
    throw new Refused("ballot-wrong-election");
  }
  fields(found.signature, "signature", ["hash", "proof"]);
  hexadecimal(found.credential, "credential");
  const texts = items(found.answers, asItIs, "answers", { n: election.questions.length });
  const answers = texts.map((text, index) => readAnswer(text, election.questions[index], `answers[${index}]`));
  const { signature, ...unsigned } = found;
  return {
    credential: found.credential,
    answers,
    hash: fingerprint(JSON.stringify(unsigned)),
    stated: string(signature.hash, "signature.hash"),
    proof: proof(signature.proof, "signature.proof"),
  };
}

// { choices, proofs }: one proof per choice, the overall one, and the blank one if there is one.
function readAnswer(value, question, where) {
  const rest = question.blank ? ["overall_proof", "blank_proof"] : ["overall_proof"];
  fields(value, where, ["choices", "individual_proofs", ...rest]);
  const { n } = question;
  const pairs = (listed, place, wanted) => items(listed, proof, place, { n: wanted });
  const single = (listed, place) => pairs(listed, place, 2);
  const individual = items(value.individual_proofs, single, `${where}.individual_proofs`, { n });
  const stated = statements(question).slice(n);
  const others = rest.map((name, index) => pairs(value[name], `${where}.${name}`, stated[index].length));
  const choices = items(value.choices, ciphertext, `${where}.choices`, { n });
  return { choices, proofs: [...individual, ...others] };
}

// mathematics

function signatureHolds({ credential, hash, proof: { challenge: c, response: r } }) {
  const signer = readable(() => decode(credential, { reason: "the credential is no point", where: "credential" }));
  const commitment = tableTimes(BASE, r).add(multiples(signer, [c])[0]);
  if (challenge(`sig|${hash}|`, [encode(commitment)]) !== c) {
    throw new Refused("ballot-signature", { where: "signature.proof" });
  }
}

function answerHolds({ choices, proofs }, { question, key, voter, where }) {
  const stated = statements(question);
  const sources = sourcesOf(choices, question, where);
  const powers = raised(sources, { stated, proofs, where });
  const commitments = stated.map((branches, at) => branches.flatMap(([source, value], branch) => {
    const { challenge: c, response: r } = proofs[at][branch];
    const [alpha, beta] = powers.get(source).shift();
    const second = tableTimes(key, r).add(beta);
    return [tableTimes(BASE, r).add(alpha), value ? second.add(tableTimes(BASE, -BigInt(value) * c)) : second];
  }));
  const texts = encodeAll([...sources.get(SUM), ...commitments.flat()]);
  const product = { alpha: texts.shift(), beta: texts.shift() };
  for (const [at, prefix] of prefixes(question, { voter, choices, product }).entries()) {
    const hashed = challenge(prefix, texts.splice(0, commitments[at].length));
    if (proofs[at].reduce((sum, pair) => sum + pair.challenge, 0n) % Q !== hashed) {
      throw new Refused("ballot-proof", { proof: nameOf(question, at), where });
    }
  }
}

function nameOf({ n }, at) {
  return at < n ? `choice ${at + 1}` : ["how many answers are chosen", "blank or not"][at - n];
}

// The points of every ciphertext, and of the product of those that count answers.
function sourcesOf(choices, { blank }, where) {
  const points = choices.map((choice, index) => ["alpha", "beta"].map((side) => {
    const place = `${where}.choices[${index}].${side}`;
    const point = readable(() => decode(choice[side], { reason: `${choice[side]} is not an element of the group`, where: place }));
    if (point.is0()) throw new Refused("ballot-malformed", { reason: "the neutral element is not allowed here.", where: place });
    return point;
  }));
  const sources = new Map(points.entries());
  return sources.set(SUM, [0, 1].map((side) => total(points.slice(Number(blank)).map((pair) => pair[side]))));
}

// Each ciphertext to the power of its challenges, in the order in which the statements use them. The order q rides
// along, so that a ciphertext outside the group is found.
function raised(sources, { stated, proofs, where }) {
  const exponents = new Map([...sources.keys()].map((source) => [source, []]));
  for (const [at, branches] of stated.entries()) {
    for (const [branch, [source]] of branches.entries()) exponents.get(source).push(proofs[at][branch].challenge);
  }
  const powers = new Map();
  for (const [source, pair] of sources) {
    const own = exponents.get(source);
    const [alphas, betas] = pair.map((point) => multiples(point, source === SUM ? own : [...own, Q]));
    if (source !== SUM && !(alphas.pop().is0() && betas.pop().is0())) {
      const place = `${where}.choices[${source}]`;
      throw new Refused("ballot-malformed", { reason: "a ciphertext is not in the group.", where: place });
    }
    powers.set(source, own.map((_, index) => [alphas[index], betas[index]]));
  }
  return powers;
}

// Ballots that hold, each to the power of its weight, added up: texts, question by question.
export function addUp(counted) {
  const sums = [];
  for (const { choices, weight } of counted) {
    for (const [row, answer] of choices.entries()) {
      for (const [cell, choice] of answer.entries()) {
        const points = ["alpha", "beta"].map((side) => weighted(decode(choice[side]), weight));
        sums[row] ??= [];
        sums[row][cell] = sums[row][cell]?.map((sum, side) => sum.add(points[side])) ?? points;
      }
    }
  }
  return sums.map((row) => row.map((cell) => {
    const [alpha, beta] = encodeAll(cell);
    return { alpha, beta };
  }));
}

const weighted = (point, weight) => weight === 1n ? point : times(point, weight);
