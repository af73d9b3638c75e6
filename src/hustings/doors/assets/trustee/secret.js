// A trustee's secret file, the same as that of `hustings trustee key`.
import { Refused } from "./refused.js";

const SECRET = "hustings-trustee-secret/1";

export function isSecret(file) {
  return file.startsWith(`{"format":"${SECRET}"`);
}

export function readSecret(file) {
  try {
    const { format, seed } = JSON.parse(file);
    if (format === SECRET && /^[1-9A-HJ-NP-Za-km-z]{22}$/.test(seed)) return seed;
  } catch {
    // told below
  }
  throw new Refused("secret");
}

export function writeSecret(seed) {
  return `${JSON.stringify({ format: SECRET, seed })}\n`;
}
