// The group of the poll: Ed25519, written additively, on the arithmetic of @noble/curves.
// Everything secret goes through `multiply`, whose course does not depend on the number.
import { ed25519 } from "@noble/curves/ed25519.js";
import { normalizeZ } from "@noble/curves/abstract/curve.js";

const { Point } = ed25519;

export const Q = Point.Fn.ORDER;
export const BASE = Point.BASE;
export const NEUTRAL = Point.ZERO;

export function modQ(number) {
  const rest = number % Q;
  return rest < 0n ? rest + Q : rest;
}

export function times(point, scalar) {
  const reduced = modQ(scalar);
  return reduced === 0n ? NEUTRAL : point.multiply(reduced);
}

export function total(points) {
  return points.reduce((sum, point) => sum.add(point), NEUTRAL);
}

// The text forms of points: their RFC 8032 bytes in reverse order, as 64 hexadecimal digits. One shared inversion.
export function encodeAll(points) {
  return normalizeZ(Point, points).map((point) => reversed(point.toHex()));
}

// The element that a key's text stands for, made ready for many multiplications. Throws for anything else.
export function readKey(text) {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error("a key has 64 lower-case hexadecimal digits");
  const point = Point.fromHex(reversed(text));
  if (point.is0() || !point.isTorsionFree()) throw new Error("the key is not in the group of the poll");
  return point.precompute(6);
}

function reversed(hex) {
  return hex.match(/../g).reverse().join("");
}
