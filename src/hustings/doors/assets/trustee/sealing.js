// Shares on their way from one trustee to another, sealed to the recipient's encryption key: docs/spec/poll.md.
import { drawScalar } from "../booth/proofs.js";
import { BASE, Q, element, encode, times } from "./elements.js";

const TEXT = new TextEncoder();
const NONCE = new Uint8Array(12); // no key is ever used twice

// `route` has certs, sender, recipient.
export async function seal(share, { route, to, draw }) {
  const secret = drawScalar(draw);
  const ephemeral = encode(times(BASE, secret));
  const info = infoOf(route, to, ephemeral);
  const key = await keyOf(encode(times(element(to), secret)), info, "encrypt");
  const data = bytesOf(share.toString(16).padStart(64, "0"));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: NONCE, additionalData: info }, key, data);
  return { ephemeral, sealed: hexOf(new Uint8Array(sealed)) };
}

// The share in an envelope; null if the envelope does not open, or holds no number below q.
export async function unseal({ ephemeral, sealed }, { route, to, shared }) {
  const info = infoOf(route, to, ephemeral);
  const key = await keyOf(shared, info, "decrypt");
  try {
    const how = { name: "AES-GCM", iv: NONCE, additionalData: info };
    const share = BigInt(`0x${hexOf(new Uint8Array(await crypto.subtle.decrypt(how, key, bytesOf(sealed))))}`);
    return share < Q ? share : null;
  } catch {
    return null;
  }
}

function infoOf({ certs, sender, recipient }, to, ephemeral) {
  return TEXT.encode(`hustings-trustee-share/1|${certs}|${sender}|${recipient}|${to}|${ephemeral}`);
}

async function keyOf(shared, info, use) {
  const source = await crypto.subtle.importKey("raw", TEXT.encode(shared), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, source, { name: "AES-GCM", length: 256 }, false, [use]);
}

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
