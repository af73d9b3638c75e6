// Keeps the voting code's number and makes the ballots, beside the page so that it never stands still.
// It talks to the page only: its own content policy lets it fetch nothing.
import { BASE, times } from "./group.js";
import { checkNumber, makeBallot, privateKey, publicCredential, readElection } from "./ballot.js";

const draw = (n) => crypto.getRandomValues(new Uint8Array(n));

let election;
let secret;

const deeds = {
  // Reads the election and prepares the tables of both bases, so that the first ballot is as quick as the next.
  begin({ raw }) {
    election = readElection(raw);
    times(BASE, 2n);
    times(election.key, 2n);
    return { fingerprint: election.fingerprint };
  },
  know({ credential }) {
    secret = privateKey(election.uuid, credential);
    return { element: publicCredential(secret), check: checkNumber(credential) };
  },
  make({ votes }) {
    const { body, tracker } = makeBallot({ election, secret, votes, draw });
    return { body, tracker };
  },
};

addEventListener("message", ({ data: { id, deed, ...what } }) => {
  try {
    postMessage({ id, ...deeds[deed](what) });
  } catch (problem) {
    postMessage({ id, problem: problem.message });
  }
});
