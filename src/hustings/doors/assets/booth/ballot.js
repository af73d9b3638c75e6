// Making one ballot: the exact bytes to cast, as docs/spec/poll.md says.
// The same numbers drawn in the same order give the same bytes as the engine in plain Python.
import { BASE, Q, encodeAll, readKey, times, total } from "./group.js";
import { Disjunction, challenge, drawScalar, fingerprint, proveKnowledge, sha256Hex } from "./proofs.js";

export const SUM = -1; // the product of the choices that count answers

// An election from its exact text; the fingerprint is that of the text as it came.
export function readElection(raw) {
  const { uuid, group, public_key, questions } = JSON.parse(raw);
  if (group !== "Ed25519") throw new Error("another group than the booth knows");
  return { uuid, key: readKey(public_key), questions: questions.map(readQuestion), fingerprint: fingerprint(raw) };
}

function readQuestion({ answers, blank = false, min, max }) {
  return { n: answers.length + Number(blank), blank, min, max };
}

// The number that a credential stands for.
export function privateKey(uuid, credential) {
  const half = (number) => sha256Hex(`derive_credential|${uuid}|${number}|${credential}`);
  return BigInt(`0x${half(0)}${half(1)}`) % Q;
}

// Three digits that stand beside the code in the letter, to compare by eye.
export function checkNumber(credential) {
  return String(BigInt(`0x${sha256Hex(`hustings-check|${credential}`)}`) % 1000n).padStart(3, "0");
}

export function publicCredential(secret) {
  return encodeAll([times(BASE, secret)])[0];
}

// `votes` has one row per question, each one 0 or 1 per answer. With a blank vote allowed, the first number is it.
export function makeBallot({ election, secret, votes, draw }) {
  const sealed = election.questions.map((question, index) => seal(question, votes[index], election.key, draw));
  const [credential, ...texts] = encodeAll([times(BASE, secret), ...sealed.flatMap(({ points }) => points)]);
  const voter = `${election.fingerprint}|${credential}`;
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential,
    answers: sealed.map((part) => answerForm(part, texts.splice(0, part.points.length), voter)),
  };
  const hash = fingerprint(JSON.stringify(unsigned));
  const proof = pairForm(proveKnowledge(`sig|${hash}|`, secret, draw));
  const body = JSON.stringify({ ...unsigned, signature: { hash, proof } });
  return { body, credential, tracker: fingerprint(body) };
}

// A vote encrypted, its proofs committed to but not yet answered. `points` are all that is hashed, in order.
function seal(question, vote, key, draw) {
  allowed(question, vote);
  const secrets = vote.map(() => drawScalar(draw));
  const pairs = secrets.map((r, index) => encrypt(r, vote[index], key));
  const first = Number(question.blank);
  const sum = {
    r: secrets.slice(first).reduce((a, b) => a + b, 0n) % Q,
    m: vote.slice(first).reduce((a, b) => a + b, 0),
  };
  const known = secrets.map((r, index) => ({ r, m: vote[index] }));
  const proofs = statements(question)
    .map((branches) => branches.map(([source, value]) => opening(source === SUM ? sum : known[source], value)))
    .map((branches) => new Disjunction(key, branches, draw));
  const product = [0, 1].map((side) => total(pairs.slice(first).map((pair) => pair[side])));
  return { question, proofs, points: [...pairs.flat(), ...product, ...proofs.flatMap((proof) => proof.points)] };
}

function allowed({ n, blank, min, max }, vote) {
  const marks = vote.length === n && vote.every((mark) => mark === 0 || mark === 1);
  const chosen = vote.slice(Number(blank)).reduce((a, b) => a + b, 0);
  const holds = blank && vote[0] === 1 ? chosen === 0 : min <= chosen && chosen <= max;
  if (!marks || !holds) throw new Error("a vote that the question does not allow");
}

function encrypt(r, m, key) {
  const masked = times(key, r);
  return [times(BASE, r), m ? masked.add(BASE) : masked];
}

function opening({ r, m }, value) {
  return { r, excess: BigInt(m - value) };
}

// What the proofs of one answer state: each a list of branches "this ciphertext, or their sum, hides this value".
export function statements({ n, blank, min, max }) {
  const each = Array.from({ length: n }, (_, index) => [[index, 0], [index, 1]]);
  const sums = Array.from({ length: max - min + 1 }, (_, step) => [SUM, min + step]);
  return blank ? [...each, [[0, 1], ...sums], [[0, 0], [SUM, 0]]] : [...each, sums];
}

// What each proof of one answer hashes before its commitments.
export function prefixes({ blank }, { voter, choices, product }) {
  const listed = choices.map(({ alpha, beta }) => `${alpha},${beta}`);
  const vote = `${voter}|${listed.join(",")}`;
  const rest = blank ? [`bproof1|${vote}|`, `bproof0|${vote}|`] : [`prove|${vote}|${product.alpha},${product.beta}|`];
  return [...listed.map((choice) => `prove|${voter}|${choice}|`), ...rest];
}

function answerForm({ question, proofs }, texts, voter) {
  const { n, blank } = question;
  const pairs = Array.from({ length: n + 1 }, (_, index) => ({ alpha: texts[2 * index], beta: texts[2 * index + 1] }));
  const [choices, product] = [pairs.slice(0, n), pairs[n]];
  const hashed = prefixes(question, { voter, choices, product });
  const commitments = texts.slice(2 * n + 2);
  const answered = proofs.map((proof, index) => {
    const own = commitments.splice(0, proof.points.length);
    return proof.answer(challenge(hashed[index], own)).map(pairForm);
  });
  const form = { choices, individual_proofs: answered.slice(0, n), overall_proof: answered[n] };
  return blank ? { ...form, blank_proof: answered[n + 1] } : form;
}

function pairForm({ challenge: c, response: r }) {
  return { challenge: c.toString(), response: r.toString() };
}
