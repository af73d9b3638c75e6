// Elements and proofs as a reader needs them: every text is checked before anything is reckoned with it.
import { ed25519 } from "@noble/curves/ed25519.js";
import { BASE, NEUTRAL, Q, encodeAll, modQ, times } from "../booth/group.js";
import { challenge, drawScalar } from "../booth/proofs.js";
import { Refused } from "./refused.js";

const { Point } = ed25519;

// The element that a text stands for, in the group of the poll and not the neutral one.
export function element(text, facts) {
  const point = decode(text, facts);
  if (point.is0() || !point.isTorsionFree()) throw new Refused("element", facts);
  return point;
}

// The point on the curve that a text stands for. Whether it lies in the group is not looked at.
export function decode(text, facts) {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Refused("element", facts);
  try {
    return Point.fromHex(text.match(/../g).reverse().join(""));
  } catch {
    throw new Refused("element", facts);
  }
}

export function encode(point) {
  return encodeAll([point])[0];
}

// Checks a proof of knowledge, or a signature: the commitment g^r·X^c must hash to c again.
export function knowledgeHolds(prefix, point, proof) {
  const { challenge: c, response: r } = proof;
  return challenge(prefix, [encode(times(BASE, r).add(times(point, c)))]) === c;
}

// The value of the polynomial with these public coefficients at a small whole number.
export function evaluate(coefficients, at) {
  const step = BigInt(at);
  return [...coefficients].reverse().reduce((value, coefficient) => times(value, step).add(coefficient), NEUTRAL);
}

// A proof that `shared` is `ephemeral` to the power of the secret behind the encryption key.
export function proveShared(prefix, ephemeral, secret, draw) {
  const nonce = drawScalar(draw);
  const hashed = challenge(prefix, encodeAll([times(BASE, nonce), times(ephemeral, nonce)]));
  return { challenge: hashed, response: modQ(nonce - secret * hashed) };
}

export function sharedHolds(prefix, { ephemeral, key, shared, proof: { challenge: c, response: r } }) {
  const commitments = [times(BASE, r).add(times(key, c)), times(ephemeral, r).add(times(shared, c))];
  return challenge(prefix, encodeAll(commitments)) === c;
}

export { BASE, NEUTRAL, Q, modQ, times };
