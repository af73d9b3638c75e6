// A trustee's part of the count: the factors of one sum, with a proof for each, and the second proof, which hashes the
// whole statement. The same numbers drawn in the same order give the bytes of `hustings trustee decrypt`.
import { encodeAll } from "../booth/group.js";
import { challenge, drawScalar, sha256Hex } from "../booth/proofs.js";
import { BASE, NEUTRAL, decode, encode, modQ, times } from "./elements.js";

const PART = "hustings-partial-decryption/1";
const SECOND = "hustings-decryption-proof/1";
const MERGED = "hustings-merged-part/1";

// The file for the election officer.
export function partOf({ archives }, key) {
  return archives.length === 1 ? decrypted(archives[0], key) : decryptedTogether(archives, key);
}

function decrypted({ election, tally, tallyHash, owners }, { secret, publicKey, draw }) {
  const owner = owners.indexOf(publicKey) + 1;
  const prefix = `decrypt|${election.fingerprint}|${publicKey}|`;
  const made = tally.map((row) => row.map(({ alpha }) => decryptOne(decode(alpha), { prefix, secret, draw })));
  const factors = made.map((row) => row.map(({ factor }) => factor));
  const proofs = made.map((row) => row.map(({ proof }) => proof));
  const payload = JSON.stringify({ decryption_factors: factors, decryption_proofs: proofs });
  const form = {
    format: SECOND, election_hash: election.fingerprint, encrypted_tally: tallyHash, owner, public_key: publicKey,
    payload: sha256Hex(payload),
  };
  const pairs = tally.flatMap((row, at) => row.map(({ alpha }, cell) => `${alpha},${factors[at][cell]}`));
  const statement = `${[...Object.values(form), pairs.join(",")].join("|")}|`;
  const second = JSON.stringify({ ...form, ...proveAll(statement, tally, { secret, draw }) });
  return `${JSON.stringify({ format: PART, owner, payload, second_proof: second })}\n`;
}

function decryptOne(alpha, { prefix, secret, draw }) {
  const nonce = drawScalar(draw);
  const [factor, ...commitments] = encodeAll([times(alpha, secret), times(BASE, nonce), times(alpha, nonce)]);
  const hashed = challenge(prefix, commitments);
  return { factor, proof: { challenge: hashed.toString(), response: modQ(nonce - secret * hashed).toString() } };
}

// The proof that one secret stands behind the key and every factor.
function proveAll(statement, tally, { secret, draw }) {
  const nonce = drawScalar(draw);
  const commitments = [times(BASE, nonce), ...tally.flat().map(({ alpha }) => times(decode(alpha), nonce))];
  const hashed = challenge(statement, encodeAll(commitments));
  return { challenge: hashed.toString(), response: modQ(nonce - secret * hashed).toString() };
}

// A part of the product of several tallies, none of which is opened by itself. Canonical JSON: fields by the alphabet.
function decryptedTogether(archives, { secret, publicKey, draw }) {
  const owner = archives[0].owners.indexOf(publicKey) + 1;
  const product = archives[0].tally.map((row, at) => row.map((_, cell) => productOf(archives, at, cell)));
  const factors = product.map((row) => row.map(({ alpha }) => encode(times(decode(alpha), secret))));
  const units = archives.map(({ election, head, tallyHash }) => `${election.fingerprint},${head},${tallyHash}`);
  const cells = product.flatMap((row, at) => row.map(({ alpha, beta }, cell) => `${alpha},${beta},${factors[at][cell]}`));
  const statement = `${[MERGED, units.join(";"), owner, publicKey, cells.join(",")].join("|")}|`;
  const { challenge: c, response } = proveAll(statement, product, { secret, draw });
  const named = archives.map(({ election, tallyHash, head, nCounted }) =>
    ({ election_hash: election.fingerprint, encrypted_tally: tallyHash, head, n_counted: nCounted }));
  return JSON.stringify({ challenge: c, factors, format: MERGED, owner, public_key: publicKey, response, units: named });
}

function productOf(archives, row, cell) {
  const sum = (side) => archives.reduce((found, { tally }) => found.add(decode(tally[row][cell][side])), NEUTRAL);
  const [alpha, beta] = encodeAll([sum("alpha"), sum("beta")]);
  return { alpha, beta };
}
