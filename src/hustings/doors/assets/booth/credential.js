// The voting code as people type it: spaces and dashes are free, the rest is checked before anything is asked of it.

const LENGTH = 22;
const GROUPS = /^(.{5})(.{6})(.{5})(.{6})$/;

// Returns { credential } as 5-6-5-6 characters, or { fault, ... } with the name of what is wrong.
export function readCredential(typed) {
  const plain = typed.replace(/[\s\u2010-\u2015\u2212_.-]/g, "");
  if (!plain) return { fault: "empty" };
  const strange = [...new Set(plain.replace(/[1-9A-HJ-NP-Za-km-z]/g, ""))];
  if (strange.length) return { fault: "strange", characters: strange.join(" ") };
  if (plain.length < LENGTH) return { fault: "short", missing: LENGTH - plain.length };
  if (plain.length > LENGTH) return { fault: "long", extra: plain.length - LENGTH };
  return { credential: plain.replace(GROUPS, "$1-$2-$3-$4") };
}

// What the address's fragment brings, which no browser sends: a code, a member's link, or both. It leaves the address
// bar at once.
export function takeFromAddress() {
  const fragment = location.hash.slice(1);
  if (fragment) history.replaceState(null, "", location.pathname + location.search);
  return readFragment(fragment);
}

export function readFragment(fragment) {
  const parts = fragment.split("&").filter(Boolean);
  const link = parts.find((part) => part.startsWith("link=")) ?? "link=";
  return { code: parts.find((part) => !part.includes("=")) ?? "", link: link.slice("link=".length) };
}

// Whether the public credential stands on the unit's list. Only the shelf of the list is asked for that its first
// digits name, so that the server learns no more than that somebody of many looked.
export async function isListed({ element, digits, address }) {
  const shelf = digits ? element.slice(0, digits) : "all";
  const answer = await fetch(address.replace("SHELF", shelf), { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`the list answered ${answer.status}`);
  const { credentials } = await answer.json();
  return credentials.some((each) => each.split(",")[0] === element);
}
