// What was fixed before the first ballot: election, trustees, public credentials; read, and checked whole.
import { fingerprint } from "../booth/proofs.js";
import { agreementText } from "./ceremony.js";
import { element, encode, evaluate, knowledgeHolds } from "./elements.js";
import {
  asItIs, constant, fields, hexadecimal, items, load, malformed, proof, small, string, textOf, uuid,
} from "./forms.js";
import { Refused } from "./refused.js";

const OFFICES = ["administrator", "credential_authority"];
const ELECTION = ["version", "description", "name", "group", "public_key", "questions", "uuid", ...OFFICES];
const GROUP = ["threshold", "certs", "coefexps", "signatures", "verification_keys"];
export const NEUTRAL_TEXT = "1".padStart(64, "0");

// { election, trustees, owners, credentials, weights } from the four records of the setup event. The credentials are
// still to be found in the group.
export function readSetup([election, trustees, credentials, links]) {
  const stated = fields(load(links.body, "setup"), "setup", ["election", "trustees", "credentials"]);
  for (const [record, { name }] of Object.entries({ election, trustees, credentials })) {
    if (hexadecimal(stated[record], `setup.${record}`) !== name) {
      throw new Refused("setup-link", { record, where: "setup" });
    }
  }
  const read = readElection(election.body);
  const listed = items(load(trustees.body, "trustees"), readTrustee, "trustees", { least: 1 });
  const held = trusteesHold(listed, read.public_key);
  const weights = readCredentials(credentials.body);
  return { election: read, trustees: trustees.name, owners: held, weights };
}

// election

function readElection(body) {
  const where = "election";
  const found = fields(load(body, where), where, ELECTION, OFFICES);
  constant(found.version, 1, `${where}.version`);
  constant(found.group, "Ed25519", `${where}.group`);
  for (const name of ["name", "description", ...OFFICES]) {
    if (Object.hasOwn(found, name)) string(found[name], `${where}.${name}`);
  }
  uuid(found.uuid, `${where}.uuid`);
  hexadecimal(found.public_key, `${where}.public_key`);
  items(found.questions, readQuestion, `${where}.questions`, { least: 1 });
  const raw = textOf(body, where);
  const shape = found.questions.map(({ answers, blank = false }) => answers.length + Number(blank));
  return { ...found, raw, fingerprint: fingerprint(raw), shape };
}

function readQuestion(value, where) {
  fields(value, where, ["answers", "blank", "min", "max", "question"], ["blank"]);
  if (Object.hasOwn(value, "blank")) constant(value.blank, true, `${where}.blank`);
  string(value.question, `${where}.question`);
  items(value.answers, string, `${where}.answers`, { least: 1 });
  const [least, most] = [small(value.min, `${where}.min`), small(value.max, `${where}.max`)];
  if (least > most || most > value.answers.length) {
    const facts = { question: value.question, at_least: least, at_most: most, n_answers: value.answers.length };
    throw new Refused("election-limits", { ...facts, where });
  }
}

// trustees

function readTrustee(value, where) {
  if (!Array.isArray(value) || value.length !== 2 || !["Single", "Pedersen"].includes(value[0])) {
    malformed('["Single",…] or ["Pedersen",…] is wanted', where);
  }
  return value[0] === "Single" ? readKey(value[1], where) : readGroup(value[1], where);
}

function readKey(value, where, more = []) {
  fields(value, where, ["pok", "public_key", ...more]);
  const pok = proof(value.pok, `${where}.pok`);
  return { public_key: hexadecimal(value.public_key, `${where}.public_key`), pok };
}

function readSigned(value, where) {
  fields(value, where, ["message", "signature"]);
  const signature = proof(value.signature, `${where}.signature`);
  return { form: value, message: string(value.message, `${where}.message`), signature };
}

function readGroup(value, where) {
  fields(value, where, GROUP);
  const certs = items(value.certs, readSigned, `${where}.certs`, { least: 1 });
  const n = certs.length;
  const threshold = small(value.threshold, `${where}.threshold`, { least: 1 });
  if (threshold > n) malformed(`a threshold from 1 to ${n} is wanted`, `${where}.threshold`);
  const memberKey = (key, place) => {
    const read = readKey(key, place, ["signature"]);
    return { ...read, signature: proof(key.signature, `${place}.signature`) };
  };
  return {
    threshold,
    certs,
    coefexps: items(value.coefexps, readSigned, `${where}.coefexps`, { n }),
    signatures: items(value.signatures, proof, `${where}.signatures`, { n }),
    keys: items(value.verification_keys, memberKey, `${where}.verification_keys`, { n }),
  };
}

// Every key, proof and signature; together they make the election's key. Returns the key of everyone who decrypts.
function trusteesHold(trustees, electionKey) {
  const owners = [];
  const parts = [];
  const signing = [];
  const sealing = [];
  for (const [index, trustee] of trustees.entries()) {
    const where = `trustees[${index}]`;
    if (!trustee.certs) {
      parts.push(keyHolds(trustee, owners.length + 1, where));
      owners.push(trustee.public_key);
      continue;
    }
    const members = groupHolds(trustee, owners.length + 1, where);
    parts.push(...members.map(({ coefficients }) => coefficients[0]));
    owners.push(...trustee.keys.map((key) => key.public_key));
    signing.push(...members.map(({ cert }) => cert.verification));
    sealing.push(...members.map(({ cert }) => cert.encryption));
  }
  for (const [kind, listed] of Object.entries({ decryption: owners, verification: signing, encryption: sealing })) {
    if (new Set(listed).size < listed.length) throw new Refused("trustee-key-twice", { kind, where: "trustees" });
  }
  const where = "election.public_key";
  inGroup(electionKey, where);
  if (encode(parts.reduce((sum, each) => sum.add(each))) !== electionKey) throw new Refused("election-key", { where });
  return owners;
}

function groupHolds(group, first, where) {
  const certs = group.certs.map(({ form }) => form);
  const members = group.certs.map((cert, at) => memberHolds(group, { at, certs, trustee: first + at, where }));
  const columns = Array.from({ length: group.threshold }, (_, degree) =>
    members.map(({ coefficients }) => coefficients[degree]).reduce((sum, each) => sum.add(each)));
  for (const [at, key] of group.keys.entries()) {
    const place = `${where}.verification_keys[${at}]`;
    const point = keyHolds(key, first + at, place);
    if (!point.equals(evaluate(columns, at + 1))) {
      groupWrong("a member's key does not follow from the coefficients", place);
    }
    signatureHolds(key.public_key, key.signature, members[at].signer, { trustee: first + at, where: place });
  }
  return members;
}

// One member's certificate, coefficients and agreement.
function memberHolds(group, { at, certs, trustee, where }) {
  const place = { trustee, where: `${where}.certs[${at}]` };
  const cert = readCert(group, at, place.where);
  const signer = inGroup(cert.verification, `${place.where}.verification`);
  inGroup(cert.encryption, `${place.where}.encryption`);
  signatureHolds(group.certs[at].message, group.certs[at].signature, signer, place);
  const second = { trustee, where: `${where}.coefexps[${at}]` };
  const texts = readCoefficients(group, at, second.where);
  const coefficients = texts.map((text) => inGroup(text, second.where));
  signatureHolds(group.coefexps[at].message, group.coefexps[at].signature, signer, second);
  const third = { trustee, where: `${where}.signatures[${at}]` };
  signatureHolds(agreementText(certs, texts), group.signatures[at], signer, third);
  return { cert, signer, coefficients };
}

function readCert({ certs, threshold }, at, where) {
  const found = fields(load(certs[at].message, where), where, ["context", "verification", "encryption"]);
  const context = { group: "Ed25519", size: certs.length, threshold, index: at + 1 };
  if (JSON.stringify(found.context) !== JSON.stringify(context)) {
    groupWrong("a certificate was made for another group or place", where);
  }
  hexadecimal(found.verification, `${where}.verification`);
  hexadecimal(found.encryption, `${where}.encryption`);
  return found;
}

function readCoefficients({ coefexps, threshold }, at, where) {
  const found = fields(load(coefexps[at].message, where), where, ["coefexps"]);
  const listed = items(found.coefexps, hexadecimal, where);
  if (listed.length !== threshold) groupWrong(`exactly ${threshold} coefficients are wanted`, where);
  return listed;
}

function keyHolds({ public_key: key, pok }, trustee, where) {
  const point = inGroup(key, `${where}.public_key`);
  if (!knowledgeHolds(`pok|Ed25519|${key}|`, point, pok)) {
    throw new Refused("trustee-proof", { trustee, where: `${where}.pok` });
  }
  return point;
}

function signatureHolds(message, signature, signer, { trustee, where }) {
  if (!knowledgeHolds(`sigmsg|${message}|`, signer, signature)) {
    throw new Refused("trustee-signature", { trustee, document: where, where });
  }
}

function groupWrong(reason, where) {
  throw new Refused("trustee-group", { reason, where });
}

// The element of the group that a text stands for, and not the neutral one.
export function inGroup(text, where) {
  if (text === NEUTRAL_TEXT) throw new Refused("element-neutral", { where });
  try {
    return element(text);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    throw new Refused("element-invalid", { element: text, where });
  }
}

// credentials

// The weight of each credential, by its element.
function readCredentials(body) {
  const where = "credentials";
  const weights = new Map();
  for (const entry of items(load(body, where, { longest: body.length }), asItIs, where)) {
    const [, listed, weight = "1"] = typeof entry === "string" && entry.match(/^([0-9a-f]{64})(?:,([1-9][0-9]{0,17}))?$/) || [];
    if (!listed || entry.endsWith(",1")) malformed("an element, or an element and a weight above 1, is wanted", where);
    if (weights.has(listed)) throw new Refused("credential-twice", { credential: listed, where });
    weights.set(listed, BigInt(weight));
  }
  return weights;
}
