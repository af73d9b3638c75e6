// The messages between trustees, as files: docs/spec/poll.md. Reading one builds it anew from the fields that it must
// have; unless that gives the very same text, it is refused. So no unknown field and no other form goes through.
import { Q } from "./elements.js";
import { Refused } from "./refused.js";

export const CERTIFICATE = "hustings-trustee-certificate/1";
export const SHARES = "hustings-trustee-shares/1";
export const MEMBER = "hustings-trustee-member/1";
export const COMPLAINT = "hustings-trustee-complaint/1";
export const MOST_TRUSTEES = 20;
const MOST_CHARACTERS = 100000;

const READERS = { [CERTIFICATE]: certificate, [SHARES]: shares, [MEMBER]: member, [COMPLAINT]: complaint };

// { format, index, ... } with proofs as numbers; `text` is the message without the newline at its end.
export function readMessage(file) {
  const text = file.replace(/\n$/, "");
  if (text.length > MOST_CHARACTERS) throw new Refused("message");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused("message");
  }
  const reader = Object.hasOwn(READERS, value?.format) ? READERS[value.format] : null;
  if (!reader) throw new Refused("message");
  let found;
  try {
    found = reader(value);
  } catch (problem) {
    if (problem instanceof Refused) throw problem;
    throw new Refused("message");
  }
  if (write(found.form) !== text) throw new Refused("message");
  return { ...found, format: value.format, text };
}

export function write(form) {
  return JSON.stringify(form);
}

export function proofForm({ challenge, response }) {
  return { challenge: challenge.toString(), response: response.toString() };
}

export function placeHolds({ threshold, size, index }) {
  const whole = [threshold, size, index].every(Number.isSafeInteger);
  if (!whole || threshold < 2 || threshold > size || size > MOST_TRUSTEES || index < 1 || index > size) {
    throw new Refused("place", { most: MOST_TRUSTEES });
  }
}

function certificate({ certificate: signed }) {
  const { context, verification, encryption } = JSON.parse(signed.message);
  const { size, threshold, index } = context;
  placeHolds({ threshold, size, index });
  const ordered = { context: { group: "Ed25519", size, threshold, index }, verification, encryption };
  if (write(ordered) !== signed.message) throw new Refused("message");
  const [form, proof] = signedForm(signed);
  return {
    index, size, threshold, verification, encryption, message: signed.message, signature: proof, signed: form,
    form: { format: CERTIFICATE, certificate: form },
  };
}

function shares({ certs, index, coefexps, agreement, envelopes, signature }) {
  const [coefficients, coefficientsProof] = signedForm(coefexps);
  const texts = JSON.parse(coefexps.message).coefexps.map(hash);
  if (write({ coefexps: texts }) !== coefexps.message) throw new Refused("message");
  const listed = envelopes.map(({ ephemeral, sealed }) => ({ ephemeral: hash(ephemeral), sealed: hex(sealed, 96) }));
  const [agreed, agreementProof] = proofOf(agreement);
  const unsigned = {
    format: SHARES, certs: hash(certs), index: number(index), coefexps: coefficients, agreement: agreed,
    envelopes: listed,
  };
  const [signedBy, proof] = proofOf(signature);
  return {
    index, certs, envelopes: listed, coefficients: texts, coefexps: coefficients, coefficientsProof,
    agreement: agreed, agreementProof, unsigned, signature: proof, form: { ...unsigned, signature: signedBy },
  };
}

function member({ certs, index, shares: seen, key, signature }) {
  const [pok, pokProof] = proofOf(key.pok);
  const [keySigned, keyProof] = proofOf(key.signature);
  const keyForm = { pok, public_key: hash(key.public_key), signature: keySigned };
  const unsigned = { format: MEMBER, certs: hash(certs), index: number(index), shares: seen.map(hash), key: keyForm };
  const [signedBy, proof] = proofOf(signature);
  return {
    index, certs, shares: unsigned.shares, key: keyForm, pok: pokProof, keySignature: keyProof, unsigned,
    signature: proof, form: { ...unsigned, signature: signedBy },
  };
}

function complaint({ certs, index, about, shares: seen, shared, proof }) {
  const [form, proven] = proofOf(proof);
  const stated = { certs: hash(certs), index: number(index), about: number(about), shares: hash(seen) };
  const told = { ...stated, shared: hash(shared) };
  return { ...told, proof: proven, form: { format: COMPLAINT, ...told, proof: form } };
}

function signedForm({ message, signature }) {
  if (typeof message !== "string") throw new Refused("message");
  const [form, proof] = proofOf(signature);
  return [{ message, signature: form }, proof];
}

function proofOf({ challenge, response }) {
  return [{ challenge, response }, { challenge: scalar(challenge), response: scalar(response) }];
}

function scalar(text) {
  if (typeof text !== "string" || !/^(0|[1-9][0-9]{0,76})$/.test(text) || BigInt(text) >= Q) throw new Refused("message");
  return BigInt(text);
}

function hash(text) {
  return hex(text, 64);
}

function hex(text, digits) {
  if (typeof text !== "string" || text.length !== digits || /[^0-9a-f]/.test(text)) throw new Refused("message");
  return text;
}

function number(value) {
  if (!Number.isSafeInteger(value) || value < 1) throw new Refused("message");
  return value;
}
