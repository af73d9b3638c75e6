// The `.bel` file, read piece by piece: tar records without the closing blocks, byte for byte as prescribed. Every
// header is built anew from name, size and the archive's one timestamp and compared whole.
import { sha256 } from "@noble/hashes/sha2.js";
import { constant, fields, load, malformed } from "./forms.js";
import { Refused } from "./refused.js";

const BLOCK = 512;
const PIECE = 2 ** 20;
const FIRST = "BELENIOS";
const LATEST = 8 ** 11 - 1;
const LONGEST_SETUP = 2 ** 28; // what the records of the first event have together, and those of every other
const LONGEST_EVENT = 2 ** 23;
const NAME = /^(?:BELENIOS|[0-9a-f]{64}\.(?:data|event)\.json)$/;
const TEXT = new TextEncoder();

export function digestOf(bytes) {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The records behind the first one: { index, name (their hash), kind ("data" or "event"), body }. `passed(bytes)` hears
// how far the file has been read.
export async function* recordsOf(file, passed = () => {}) {
  const bytes = new Bytes(file);
  const timestamp = await readFirst(bytes);
  let left = LONGEST_SETUP;
  for (let index = 1; bytes.at < file.size; index += 1) {
    const where = `record ${index}`;
    const block = await bytes.take(BLOCK, index);
    const { name, size } = readHeader(block, index);
    if (name === FIRST || !same(block, header(name, size, timestamp))) throw new Refused("archive-header", { index, where });
    const body = await readBody(bytes, { size, left, index });
    const [hashed, kind] = name.split(".");
    if (digestOf(body) !== hashed) throw new Refused("archive-record-hash", { index, where });
    left = kind === "event" ? LONGEST_EVENT : left - size;
    passed(bytes.at);
    yield { index, name: hashed, kind, body };
  }
}

async function readFirst(bytes) {
  const block = await bytes.take(BLOCK, 0);
  const { name, size } = readHeader(block, 0);
  const body = await readBody(bytes, { size, left: LONGEST_EVENT, index: 0 });
  const found = fields(load(body, FIRST), FIRST, ["version", "timestamp"]);
  constant(found.version, 1, `${FIRST}.version`);
  if (typeof found.timestamp !== "string" || !/^(0|[1-9][0-9]{0,10})$/.test(found.timestamp)) {
    malformed("a decimal text is wanted", `${FIRST}.timestamp`);
  }
  const timestamp = Number(found.timestamp);
  if (timestamp > LATEST || name !== FIRST || !same(block, header(FIRST, size, timestamp))) {
    throw new Refused("archive-header", { index: 0, where: FIRST });
  }
  return timestamp;
}

function readHeader(block, index) {
  const name = latin(block.subarray(0, 100)).split("\0", 1)[0];
  const size = latin(block.subarray(124, 135));
  if (!NAME.test(name) || !/^[0-7]{11}$/.test(size)) {
    throw new Refused("archive-header", { index, where: `record ${index}` });
  }
  return { name, size: parseInt(size, 8) };
}

async function readBody(bytes, { size, left, index }) {
  const where = `record ${index}`;
  if (size > left) throw new Refused("archive-record-long", { index, size, left, where });
  const body = await bytes.take(size, index);
  const padding = await bytes.take((BLOCK - size % BLOCK) % BLOCK, index);
  if (padding.some(Boolean)) throw new Refused("archive-padding", { index, where });
  return body;
}

function header(name, size, timestamp) {
  const block = new Uint8Array(BLOCK);
  const put = (text, at) => block.set(TEXT.encode(text), at);
  put(name, 0);
  put("0000644", 100);
  put("0000000", 108);
  put("0000000", 116);
  put(octal(size, 11), 124);
  put(octal(timestamp, 11), 136);
  put(" ".repeat(8), 148);
  put("0", 156);
  put(`${octal(block.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148);
  return block;
}

const octal = (number, digits) => number.toString(8).padStart(digits, "0");
const latin = (bytes) => String.fromCharCode(...bytes);
const same = (one, other) => one.every((byte, at) => byte === other[at]);

// A file of any size, of which one piece is held at a time.
class Bytes {
  constructor(file) {
    Object.assign(this, { file, at: 0, start: 0, held: new Uint8Array(0) });
  }

  async take(n, index) {
    if (this.at + n > this.file.size) throw new Refused("archive-cut", { index, where: `record ${index}` });
    if (this.at + n > this.start + this.held.length) {
      const end = this.at + Math.max(n, PIECE);
      this.held = new Uint8Array(await this.file.slice(this.at, end).arrayBuffer());
      this.start = this.at;
    }
    const from = this.at - this.start;
    this.at += n;
    return this.held.subarray(from, from + n);
  }
}
