// The pass that some polls want beside a ballot: the same for every member in its hour, fetched with a member's own
// link before anything is cast, so that what is asked with a name and what is cast without one stay apart.

const LINK = /(?:^|\/member\/)([\w-]{16,})(?:[/?#].*)?$/;

// The token of a member's link, whole or alone; empty if there is none in it.
export function tokenOf(typed) {
  return typed.trim().match(LINK)?.[1] ?? "";
}

// Returns { pass } or { what, todo } with the server's words; throws without a connection.
export async function fetchPass({ address, token }) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  return answer.json();
}
