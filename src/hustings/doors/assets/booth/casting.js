// Handing the ballot in. The same bytes may be sent any number of times: the box takes them once.

const PATIENCE_MS = 60_000;

// Returns { state: "in", tracker, head }, { state: "refused", code, what, todo } or { state: "unreached" }.
export async function cast({ address, body, pass }) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...(pass ? { "Hustings-Pass": pass } : {}) },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
    const told = await answer.json();
    if (answer.ok) return { state: "in", tracker: told.tracker, head: told.head };
    if (answer.status === 503) return { state: "unreached" };
    return { state: "refused", code: told.code, what: told.what, todo: told.todo };
  } catch {
    return { state: "unreached" };
  }
}
