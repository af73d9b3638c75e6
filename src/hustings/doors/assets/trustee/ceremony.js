// A threshold key made by several people, none of whom ever holds it. The same rounds, files and checks as
// `hustings trustee`: certificates, shares, keys; see src/hustings/core/ballots/ceremony.py.
import { proveKnowledge, sha256Hex } from "../booth/proofs.js";
import { BASE, Q, element, encode, evaluate, knowledgeHolds, proveShared, sharedHolds, times } from "./elements.js";
import { CERTIFICATE, COMPLAINT, MEMBER, SHARES, placeHolds, proofForm, readMessage, write } from "./messages.js";
import { Refused } from "./refused.js";
import { coefficientsOf, openingKey, shareOf, signingKey } from "./seed.js";
import { seal, unseal } from "./sealing.js";

// first round

export function makeCertificate({ seed, threshold, size, index, draw }) {
  placeHolds({ threshold, size, index });
  const [signing, opening] = [signingKey(seed), openingKey(seed)];
  const message = write({
    context: { group: "Ed25519", size, threshold, index },
    verification: encode(times(BASE, signing)),
    encryption: encode(times(BASE, opening)),
  });
  return written({ format: CERTIFICATE, certificate: signed(message, signing, draw) });
}

// All certificates, checked: { threshold, size, certs, signers, encryption, digest }.
export function rosterOf(certificates) {
  if (!certificates.length) throw new Refused("missing", { what: "certificates", members: "" });
  const { threshold, size } = mostCommon(certificates);
  for (const each of certificates) {
    if (each.threshold !== threshold || each.size !== size) throw new Refused("mixed", { member: each.index });
  }
  const listed = inOrder(certificates, size, "certificates");
  const signers = listed.map(certificateHolds);
  distinct(listed.map(({ verification }) => verification));
  distinct(listed.map(({ encryption }) => encryption));
  const certs = listed.map((each) => each.signed);
  return { threshold, size, certs, signers, encryption: listed.map((each) => each.encryption), digest: sha256Hex(write(certs)) };
}

// Whoever differs from most of the others is named.
function mostCommon(certificates) {
  const alike = ({ threshold, size }) =>
    certificates.filter((each) => each.threshold === threshold && each.size === size).length;
  return certificates.reduce((best, each) => alike(each) > alike(best) ? each : best);
}

function certificateHolds({ index, verification, encryption, message, signature }) {
  const signer = element(verification, { member: index });
  element(encryption, { member: index });
  signatureHolds(message, signature, signer, index);
  return signer;
}

function distinct(keys) {
  if (new Set(keys).size !== keys.length) throw new Refused("twice-key");
}

// The number of the member whose seed this is.
export function placeOf(seed, roster) {
  const opening = encode(times(BASE, openingKey(seed)));
  const signing = encode(times(BASE, signingKey(seed)));
  const place = roster.encryption.findIndex(
    (key, at) => key === opening && JSON.parse(roster.certs[at].message).verification === signing,
  );
  if (place < 0) throw new Refused("stranger");
  return place + 1;
}

// The same before all certificates are here; null for whoever has none among them.
export function ownPlace(seed, certificates) {
  const [signing, opening] = [signingKey(seed), openingKey(seed)].map((secret) => encode(times(BASE, secret)));
  const own = certificates.find(({ verification, encryption }) => verification === signing && encryption === opening);
  return own?.index ?? null;
}

// second round

export async function makeShares({ seed, roster, draw }) {
  const index = placeOf(seed, roster);
  const signing = signingKey(seed);
  const polynomial = coefficientsOf(seed, roster.digest, roster.threshold);
  const coefexps = polynomial.map((coefficient) => encode(times(BASE, coefficient)));
  const envelopes = await Promise.all(roster.encryption.map((to, at) => {
    const route = { certs: roster.digest, sender: index, recipient: at + 1 };
    return seal(shareOf(polynomial, at + 1), { route, to, draw });
  }));
  return withSignature({
    format: SHARES,
    certs: roster.digest,
    index,
    coefexps: signed(write({ coefexps }), signing, draw),
    agreement: proofForm(proveKnowledge(`sigmsg|${agreementText(roster.certs, coefexps)}|`, signing, draw)),
    envelopes,
  }, signing, draw);
}

// Everybody's shares, checked as far as everybody can: in order, each with the points of its coefficients.
export function contributionsOf(messages, roster) {
  return inOrder(messages, roster.size, "shares").map((message) => checkShares(message, roster));
}

export function checkShares(message, roster) {
  const { index, coefexps, coefficients, coefficientsProof, agreementProof, envelopes } = message;
  const signer = senderOf(message, roster);
  if (envelopes.length !== roster.size || coefficients.length !== roster.threshold) {
    throw new Refused("mixed", { member: index });
  }
  for (const { ephemeral } of envelopes) element(ephemeral, { member: index });
  const points = coefficients.map((text) => element(text, { member: index }));
  signatureHolds(coefexps.message, coefficientsProof, signer, index);
  signatureHolds(agreementText(roster.certs, coefficients), agreementProof, signer, index);
  return { message, points };
}

// third round

// { message, privateKey }, or throws "share" with the complaint to be sent.
export async function finish({ seed, roster, contributions, draw }) {
  const index = placeOf(seed, roster);
  const signing = signingKey(seed);
  let secret = 0n;
  for (const each of contributions) secret += await ownShare(each, { seed, index, roster, draw });
  secret %= Q;
  const publicKey = encode(times(BASE, secret));
  const message = withSignature({
    format: MEMBER,
    certs: roster.digest,
    index,
    shares: contributions.map((each) => sha256Hex(each.message.text)),
    key: {
      pok: proofForm(proveKnowledge(`pok|Ed25519|${publicKey}|`, secret, draw)),
      public_key: publicKey,
      signature: proofForm(proveKnowledge(`sigmsg|${publicKey}|`, signing, draw)),
    },
  }, signing, draw);
  return { message, privateKey: `"${secret}"` };
}

async function ownShare({ message, points }, { seed, index, roster, draw }) {
  const envelope = message.envelopes[index - 1];
  const ephemeral = element(envelope.ephemeral, { member: message.index });
  const shared = encode(times(ephemeral, openingKey(seed)));
  const share = await openedShare({ message, points }, { shared, index, roster });
  if (share === null) {
    const complaint = complaintAbout({ message, envelope, ephemeral, shared, index, seed, roster, draw });
    throw new Refused("share", { member: message.index, complaint });
  }
  return share;
}

// The share for one member, for whoever knows the element that opens its envelope; null if it is wrong.
async function openedShare({ message, points }, { shared, index, roster }) {
  const route = { certs: roster.digest, sender: message.index, recipient: index };
  const share = await unseal(message.envelopes[index - 1], { route, to: roster.encryption[index - 1], shared });
  return share !== null && times(BASE, share).equals(evaluate(points, index)) ? share : null;
}

// The number of the member who is at fault: whoever made the share, or whoever complains about a right one.
export async function atFault(complaint, { contributions, roster }) {
  const { certs, index, about, shares, shared, proof } = complaint;
  const contribution = contributions.find(({ message }) => message.index === about && sha256Hex(message.text) === shares);
  if (certs !== roster.digest || index > roster.size || !contribution) throw new Refused("complaint", { member: index });
  const envelope = contribution.message.envelopes[index - 1];
  const ephemeral = element(envelope.ephemeral, { member: about });
  const key = element(roster.encryption[index - 1], { member: index });
  const stated = { ephemeral, key, shared: element(shared, { member: index }), proof };
  if (!sharedHolds(complaintPrefix({ shares, envelope, shared, index, roster }), stated)) {
    throw new Refused("complaint", { member: index });
  }
  return await openedShare(contribution, { shared, index, roster }) === null ? about : index;
}

function complaintPrefix({ shares, envelope: { ephemeral, sealed }, shared, index, roster }) {
  return `${[COMPLAINT, shares, index, ephemeral, sealed, roster.encryption[index - 1], shared].join("|")}|`;
}

function complaintAbout({ message, envelope, ephemeral, shared, index, seed, roster, draw }) {
  const shares = sha256Hex(message.text);
  const prefix = complaintPrefix({ shares, envelope, shared, index, roster });
  const proof = proofForm(proveShared(prefix, ephemeral, openingKey(seed), draw));
  return written({ format: COMPLAINT, certs: roster.digest, index, about: message.index, shares, shared, proof });
}

// The group, as it goes into the setup of a poll: the text of the officer's file.
export function assemble({ roster, contributions, messages }) {
  const listed = inOrder(messages, roster.size, "keys");
  for (const message of listed) memberHolds(message, roster, contributions);
  distinct(listed.map((message) => message.key.public_key));
  return `${write([["Pedersen", {
    threshold: roster.threshold,
    certs: roster.certs,
    coefexps: contributions.map((each) => each.message.coefexps),
    signatures: contributions.map((each) => each.message.agreement),
    verification_keys: listed.map((message) => message.key),
  }]])}\n`;
}

function memberHolds(message, roster, contributions) {
  const { index, key } = message;
  const signer = senderOf(message, roster);
  const wanted = contributions.map((each) => sha256Hex(each.message.text));
  if (message.shares.length !== roster.size) throw new Refused("mixed", { member: index });
  const other = wanted.findIndex((digest, at) => digest !== message.shares[at]);
  if (other >= 0) throw new Refused("views", { member: index, other: other + 1 });
  const point = element(key.public_key, { member: index });
  if (!knowledgeHolds(`pok|Ed25519|${key.public_key}|`, point, message.pok)) throw new Refused("signature", { member: index });
  const columns = Array.from({ length: roster.threshold }, (_, degree) =>
    contributions.map((each) => each.points[degree]).reduce((sum, each) => sum.add(each)));
  if (!point.equals(evaluate(columns, index))) throw new Refused("key", { member: index });
  signatureHolds(key.public_key, message.keySignature, signer, index);
}

// what all rounds share

export function agreementText(certs, coefexps) {
  return `certs_sig|${write({ certs, coefexps })}`;
}

function signed(message, secret, draw) {
  return { message, signature: proofForm(proveKnowledge(`sigmsg|${message}|`, secret, draw)) };
}

function withSignature(unsigned, secret, draw) {
  return written({ ...unsigned, signature: proofForm(proveKnowledge(`sigmsg|${write(unsigned)}|`, secret, draw)) });
}

function written(form) {
  return readMessage(`${write(form)}\n`);
}

function signatureHolds(message, proof, signer, index) {
  if (!knowledgeHolds(`sigmsg|${message}|`, signer, proof)) throw new Refused("signature", { member: index });
}

function senderOf({ certs, index, unsigned, signature }, roster) {
  if (certs !== roster.digest || index > roster.size) throw new Refused("mixed", { member: index });
  const signer = roster.signers[index - 1];
  signatureHolds(write(unsigned), signature, signer, index);
  return signer;
}

// One message of each member, in order.
export function inOrder(messages, size, what) {
  const found = new Map();
  for (const message of messages) {
    if (message.index > size) throw new Refused("mixed", { member: message.index });
    if ((found.get(message.index) ?? message).text !== message.text) throw new Refused("twice", { member: message.index });
    found.set(message.index, message);
  }
  const numbers = Array.from({ length: size }, (_, at) => at + 1);
  const missing = numbers.filter((index) => !found.has(index));
  if (missing.length) throw new Refused("missing", { what, members: missing.join(", ") });
  return numbers.map((index) => found.get(index));
}
