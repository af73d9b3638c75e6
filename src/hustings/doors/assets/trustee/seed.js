// What a trustee keeps: 22 Base58 characters, from which every secret of the trustee follows.
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { Q } from "./elements.js";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 22;
const EVEN = 232; // the greatest multiple of 58 that a byte can hold: what lies above would favour some characters
const TEXT = new TextEncoder();

export function makeSeed(draw) {
  let seed = "";
  while (seed.length < LENGTH) {
    seed += [...draw(2 * LENGTH)].filter((byte) => byte < EVEN).map((byte) => BASE58[byte % 58]).join("");
  }
  return seed.slice(0, LENGTH);
}

export function asWritten(seed) {
  return seed.replace(/^(.{5})(.{6})(.{5})(.{6})$/, "$1-$2-$3-$4");
}

export function signingKey(seed) {
  return numberOf(sha256(TEXT.encode(`sk|${seed}`)));
}

export function openingKey(seed) {
  return numberOf(sha256(TEXT.encode(`dk|${seed}`)));
}

// The secret polynomial for the group with these certificates, lowest degree first.
export function coefficientsOf(seed, certs, threshold) {
  const start = `hustings-trustee-coefficient/1|${seed}|${certs}|`;
  return Array.from({ length: threshold }, (_, degree) => numberOf(sha512(TEXT.encode(start + degree))));
}

export function shareOf(polynomial, member) {
  return polynomial.reduceRight((value, coefficient) => (value * BigInt(member) + coefficient) % Q, 0n);
}

function numberOf(hash) {
  return BigInt(`0x${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`) % Q;
}
