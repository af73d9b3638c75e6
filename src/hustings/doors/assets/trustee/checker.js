// The mathematics of a poll, a job at a time; and the same handed to several workers.
import { readElection } from "../booth/ballot.js";
import { addUp, checkBallot } from "./ballots.js";
import { Refused } from "./refused.js";
import { inGroup } from "./setup.js";

// One after the other: `await checker.check(job)` gives what was found, or refuses.
export class Checker {
  check({ election, elements, first, ballots, sum }) {
    if (election) this.election = readElection(election);
    else if (elements) elements.forEach((text, at) => inGroup(text, `credentials, entry ${first + at}`));
    else if (ballots) return ballots.map((ballot) => this.ballot(ballot));
    else if (sum) return addUp(sum);
    return null;
  }

  ballot({ body, where }) {
    try {
      return checkBallot(body, this.election);
    } catch (problem) {
      if (problem instanceof Refused) problem.at(where);
      throw problem;
    }
  }
}

// A checker behind a port: asked by the one who reads the archive, in another worker.
export function serve(port) {
  const checker = new Checker();
  port.onmessage = ({ data: { id, job } }) => {
    try {
      port.postMessage({ id, found: checker.check(job) });
    } catch (problem) {
      if (!(problem instanceof Refused)) port.postMessage({ id, problem: problem.message });
      else port.postMessage({ id, refused: problem.code, facts: problem.facts, placed: problem.placed });
    }
  };
}

// The jobs shared out among checkers behind ports; everybody is told the election.
export function shared(ports) {
  const waiting = new Map();
  const busy = ports.map(() => 0);
  let next = 0;
  for (const [at, port] of ports.entries()) {
    port.onmessage = ({ data: { id, found, problem, refused, facts, placed } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      busy[at] -= 1;
      if (refused) reject(Object.assign(new Refused(refused, facts), { placed }));
      else if (problem) reject(new Error(problem));
      else resolve(found);
    };
  }
  const ask = (at, job) => new Promise((resolve, reject) => {
    waiting.set(next, { resolve, reject });
    busy[at] += 1;
    ports[at].postMessage({ id: next, job });
    next += 1;
  });
  const check = (job) => job.election
    ? Promise.all(ports.map((_, at) => ask(at, job)))
    : ask(busy.indexOf(Math.min(...busy)), job);
  return Object.assign(check, { width: 2 * ports.length });
}
