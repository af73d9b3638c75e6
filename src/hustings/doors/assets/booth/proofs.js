// Challenges, proofs of knowledge, and proofs that one of several statements is true.
// `draw(n)` gives n bytes that nobody can foresee.
import { sha256 } from "@noble/hashes/sha2.js";
import { BASE, NEUTRAL, Q, encodeAll, modQ, times } from "./group.js";

const TEXT = new TextEncoder();

export function sha256Hex(text) {
  return hexOf(sha256(TEXT.encode(text)));
}

// SHA-256 in standard Base64 without padding, 43 characters: what people compare.
export function fingerprint(text) {
  return btoa(String.fromCharCode(...sha256(TEXT.encode(text)))).replace(/=+$/, "");
}

export function challenge(prefix, commitments) {
  return BigInt(`0x${sha256Hex(prefix + commitments.join(","))}`) % Q;
}

// A secret number from 1 to q - 1, uniform up to 2^-258.
export function drawScalar(draw) {
  return 1n + BigInt(`0x${hexOf(draw(64))}`) % (Q - 1n);
}

export function proveKnowledge(prefix, secret, draw) {
  const nonce = drawScalar(draw);
  const hashed = challenge(prefix, encodeAll([times(BASE, nonce)]));
  return { challenge: hashed, response: modQ(nonce - secret * hashed) };
}

// The maker's side of "one of these ciphertexts hides what is claimed of it".
// A branch is a ciphertext (g^r, y^r·g^m) that the maker made, of which it is claimed that it hides m - excess.
// The false branches are simulated; since the maker knows every r, all work is on fixed bases.
export class Disjunction {
  constructor(key, branches, draw) {
    const real = branches.findIndex((branch) => branch.excess === 0n);
    this.real = real;
    this.secret = branches[real].r;
    this.nonce = drawScalar(draw);
    this.pairs = branches.map((_, index) => index === real ? null : drawnPair(draw));
    this.points = branches.flatMap((branch, index) => this.commitments(key, branch, this.pairs[index]));
  }

  commitments(key, branch, pair) {
    const exponent = pair === null ? this.nonce : pair.response + branch.r * pair.challenge;
    const shift = pair === null ? NEUTRAL : times(BASE, branch.excess * pair.challenge);
    return [times(BASE, exponent), times(key, exponent).add(shift)];
  }

  // The pairs of all branches, once the commitments have been hashed to the challenge.
  answer(hashed) {
    const others = this.pairs.reduce((sum, pair) => pair === null ? sum : sum + pair.challenge, 0n);
    const own = modQ(hashed - others);
    const response = modQ(this.nonce - this.secret * own);
    return this.pairs.map((pair) => pair ?? { challenge: own, response });
  }
}

function drawnPair(draw) {
  return { challenge: drawScalar(draw), response: drawScalar(draw) };
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
