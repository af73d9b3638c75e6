// The forms of an archive's records: canonical JSON, and the small forms in it. What has another form is refused, with
// the codes of the command.
import { Q } from "./elements.js";
import { Refused } from "./refused.js";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LONGEST = 2 ** 23;
const GREATEST_SMALL = 1073741823;

// The value that canonical bytes, or their text, stand for.
export function load(body, where, { longest = LONGEST } = {}) {
  if (body.length > longest) malformed(`it is longer than ${longest} bytes`, where);
  let text;
  let again;
  let value;
  try {
    text = typeof body === "string" ? body : UTF8.decode(body);
    value = JSON.parse(text);
    again = JSON.stringify(value);
  } catch {
    malformed("it is not JSON in UTF-8", where);
  }
  if (again !== text) throw new Refused("record-not-canonical", { where });
  return value;
}

export function textOf(bytes, where) {
  try {
    return UTF8.decode(bytes);
  } catch {
    return malformed("it is not JSON in UTF-8", where);
  }
}

// An object with exactly these fields in this order; optional ones may be absent.
export function fields(value, where, names, optional = []) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) malformed("an object is wanted", where);
  const wanted = names.filter((name) => Object.hasOwn(value, name) || !optional.includes(name));
  if (Object.keys(value).join() !== wanted.join()) {
    malformed(`the fields ${wanted.join(", ")} are wanted, in this order`, where);
  }
  return value;
}

// A list, each entry read by `read(entry, where)`.
export function items(value, read, where, { n = null, least = 0 } = {}) {
  if (!Array.isArray(value)) malformed("a list is wanted", where);
  if ((n !== null && value.length !== n) || value.length < least) {
    const wanted = n === null ? `at least ${least}` : n;
    malformed(`a list of ${wanted} entries is wanted, not of ${value.length}`, where);
  }
  return value.map((entry, index) => read(entry, `${where}[${index}]`));
}

export const asItIs = (value) => value;

export function string(value, where) {
  if (typeof value !== "string") malformed("a text is wanted", where);
  if (/[\p{Cc}\p{Cs}]/u.test(value)) malformed("a text without control characters is wanted", where);
  return value;
}

export function constant(value, wanted, where) {
  if (value !== wanted) malformed(`${JSON.stringify(wanted)} is wanted`, where);
}

export function hexadecimal(value, where) {
  if (typeof value !== "string" || !/^[0-9a-f]{64}$/.test(value)) {
    malformed("64 lower-case hexadecimal digits are wanted", where);
  }
  return value;
}

export function uuid(value, where) {
  if (typeof value !== "string" || !/^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(value)) {
    malformed("14 or more Base58 characters are wanted", where);
  }
  return value;
}

export function scalar(value, where) {
  if (typeof value !== "string" || !/^(0|[1-9][0-9]{0,76})$/.test(value) || BigInt(value) >= Q) {
    malformed("a decimal text below the group's order is wanted", where);
  }
  return BigInt(value);
}

export function small(value, where, { least = 0 } = {}) {
  if (!Number.isSafeInteger(value) || value < least || value > GREATEST_SMALL) {
    malformed(`a whole number from ${least} to ${GREATEST_SMALL} is wanted`, where);
  }
  return value;
}

// A whole number: as a number up to 1073741823, as a decimal text above.
export function count(value, where) {
  if (typeof value === "string" && /^[1-9][0-9]{9,17}$/.test(value) && BigInt(value) > GREATEST_SMALL) {
    return BigInt(value);
  }
  return BigInt(small(value, where));
}

export function proof(value, where) {
  fields(value, where, ["challenge", "response"]);
  return {
    challenge: scalar(value.challenge, `${where}.challenge`),
    response: scalar(value.response, `${where}.response`),
  };
}

export function ciphertext(value, where) {
  fields(value, where, ["alpha", "beta"]);
  hexadecimal(value.alpha, `${where}.alpha`);
  hexadecimal(value.beta, `${where}.beta`);
  return value;
}

export function malformed(reason, where) {
  throw new Refused("record-malformed", { reason, where });
}
