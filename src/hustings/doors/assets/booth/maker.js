// The worker as seen from the page: ask, and a promise answers.

// The content policy lets no text become code. The one address that may is that of the worker, by this name.
const policy = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: (address) => address });

export class Maker {
  constructor(address) {
    this.waiting = new Map();
    this.next = 0;
    this.worker = new Worker(policy?.createScriptURL(address) ?? address);
    this.worker.addEventListener("message", ({ data: { id, problem, ...answer } }) => {
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (problem) reject(new Error(problem));
      else resolve(answer);
    });
    this.worker.addEventListener("error", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("the worker could not be started"));
      this.waiting.clear();
    });
  }

  // `handed` are the ports in `what`, which go over to the worker.
  ask(deed, what, handed = []) {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, deed, ...what }, handed);
    });
  }

  // The voting code's number goes with the worker.
  end() {
    this.worker.terminate();
  }
}
