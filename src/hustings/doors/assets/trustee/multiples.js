// Multiples of public points, as a checker needs them: fast, in a time that depends on the numbers. Nothing secret.
import { NEUTRAL, modQ } from "./elements.js";

const DIGITS = 16; // the signed odd digits below this number share one bucket each

// The base point or an election's key, both of which have tables, times any number.
export function tableTimes(point, scalar) {
  return point.multiplyUnsafe(modQ(scalar));
}

// The point times each number, on one chain of doublings. The numbers are taken as they are: times q, a point of the
// group is neutral, and only such a point is. Each number collects the doubled point into one bucket per odd digit; the
// buckets are weighed at the end.
export function multiples(point, scalars) {
  const rows = scalars.map(() => new Array(DIGITS / 2).fill(null));
  const at = new Map();
  for (const [row, scalar] of scalars.entries()) collect(at, row, scalar);
  const last = Math.max(-1, ...at.keys());
  for (let position = 0, power = point; position <= last; position += 1) {
    if (position) power = power.double();
    for (const { row, digit } of at.get(position) ?? []) {
      const bucket = Math.abs(digit) >> 1;
      const addend = digit > 0 ? power : power.negate();
      rows[row][bucket] = rows[row][bucket]?.add(addend) ?? addend;
    }
  }
  return rows.map(weigh);
}

// The signed odd digits of a number, by the bit at which each stands.
function collect(at, row, scalar) {
  for (let position = 0, rest = scalar; rest; ) {
    while (!(rest & 1n)) {
      rest >>= 1n;
      position += 1;
    }
    const low = Number(rest & BigInt(2 * DIGITS - 1));
    const digit = low < DIGITS ? low : low - 2 * DIGITS;
    if (!at.has(position)) at.set(position, []);
    at.get(position).push({ row, digit });
    rest -= BigInt(digit);
  }
}

// Every bucket times its digit, added up.
function weigh(buckets) {
  let running = NEUTRAL;
  let summed = NEUTRAL;
  for (const bucket of buckets.reverse()) {
    if (bucket) running = running.add(bucket);
    summed = summed.add(running);
  }
  return summed.double().subtract(running);
}
