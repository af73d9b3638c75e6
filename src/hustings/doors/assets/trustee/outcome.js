// What comes after the ballots: the encrypted tally, and the parts of the trustees who have decrypted already.
import { encodeAll } from "../booth/group.js";
import { challenge } from "../booth/proofs.js";
import { BASE, decode, element } from "./elements.js";
import { asItIs, ciphertext, count, fields, hexadecimal, items, load, proof, small } from "./forms.js";
import { multiples, tableTimes } from "./multiples.js";
import { Refused } from "./refused.js";

// { tally, tallyHash } if it is that of the ballots that count.
export function readTally([tally, sized], { shape, recomputed, nCounted, weight }) {
  const where = "encrypted tally";
  const rows = items(load(tally.body, where), asItIs, where, { n: shape.length });
  const stated = rows.map((row, at) => items(row, ciphertext, `${where}[${at}]`, { n: shape[at] }));
  if (JSON.stringify(stated) !== JSON.stringify(recomputed)) throw new Refused("tally-wrong", { where });
  const place = "sized tally";
  const found = fields(load(sized.body, place), place, ["num_tallied", "total_weight", "encrypted_tally"]);
  const numbers = [small(found.num_tallied, `${place}.num_tallied`), count(found.total_weight, `${place}.total_weight`)];
  hexadecimal(found.encrypted_tally, `${place}.encrypted_tally`);
  if (numbers[0] !== nCounted) throw new Refused("tally-counts", { stated: `${numbers[0]} ballots`, found: nCounted, where: place });
  if (numbers[1] !== weight) {
    throw new Refused("tally-counts", { stated: `${numbers[1]} as total weight`, found: weight, where: place });
  }
  if (found.encrypted_tally !== tally.name) throw new Refused("tally-wrong", { where: place });
  return { tally: stated, tallyHash: tally.name };
}

// Checks the part of a trustee who has decrypted; the trustee's number.
export function decryptionHolds([payload, owned], { tally, shape, owners, seen, fingerprint }) {
  const where = "owned reference";
  const reference = fields(load(owned.body, where), where, ["owner", "payload"]);
  const owner = small(reference.owner, `${where}.owner`);
  hexadecimal(reference.payload, `${where}.payload`);
  if (owner < 1 || owner > owners.length) throw new Refused("decryption-owner-unknown", { owner, n_trustees: owners.length, where });
  if (seen.has(owner)) throw new Refused("decryption-owner-twice", { owner, where });
  if (reference.payload !== payload.name) throw new Refused("decryption-link", { where });
  const part = readDecryption(payload.body, shape);
  const prefix = `decrypt|${fingerprint}|${owners[owner - 1]}|`;
  const key = element(owners[owner - 1]);
  for (const [row, cells] of tally.entries()) {
    for (const [cell, { alpha }] of cells.entries()) {
      const place = `decryption_proofs[${row}][${cell}]`;
      const { challenge: c, response: r } = part.proofs[row][cell];
      const factor = factorOf(part.factors[row][cell], place);
      const commitments = [tableTimes(BASE, r).add(power(key, c)), power(decode(alpha), r).add(power(factor, c))];
      if (challenge(prefix, encodeAll(commitments)) !== c) throw new Refused("decryption-proof", { owner, where: place });
    }
  }
  return owner;
}

const power = (point, scalar) => multiples(point, [scalar])[0];

function readDecryption(body, shape) {
  const where = "partial decryption";
  const names = ["decryption_factors", "decryption_proofs"];
  const found = fields(load(body, where), where, names);
  const [factors, proofs] = [hexadecimal, proof].map((read, at) => {
    const place = `${where}.${names[at]}`;
    const rows = items(found[names[at]], asItIs, place, { n: shape.length });
    return rows.map((row, index) => items(row, read, `${place}[${index}]`, { n: shape[index] }));
  });
  return { factors, proofs };
}

function factorOf(text, where) {
  const point = pointOf(text, where);
  if (point.isTorsionFree()) return point; // the neutral element is allowed here
  throw new Refused("element-invalid", { element: text, where });
}

function pointOf(text, where) {
  try {
    return decode(text);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    throw new Refused("element-invalid", { element: text, where });
  }
}
