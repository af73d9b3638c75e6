// The file of a poll's units, and which sums may be opened: docs/spec/poll.md, section 5.
import { sha256Hex } from "../booth/proofs.js";
import { constant, fields, items, load, string, uuid } from "./forms.js";
import { Refused } from "./refused.js";

const FORMAT = "hustings-units/1";
const FILE = ["cycle", "format", "least_eligible", "minimum", "units"];
const UNIT = ["code", "locals_in", "n_eligible", "name", "neighbour", "uuid"];

// { cycle, minimum, units: [{ code, n_eligible, name, neighbour, uuid }] } from the file's text.
export function readUnits(text) {
  let plan;
  try {
    plan = fields(load(text, "units"), "units", FILE);
    constant(plan.format, FORMAT, "units.format");
    string(plan.cycle, "units.cycle");
    for (const number of [plan.minimum, plan.least_eligible ?? 0]) whole(number, "units");
    items(plan.units, readUnit, "units");
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    wrong(problem.facts.reason ?? "the file is not written in its canonical form", problem.facts.where);
  }
  requireUnits(plan.units);
  if (new Set(plan.units.map((unit) => unit.uuid)).size < plan.units.length) wrong("two units have the same election");
  return plan;
}

function readUnit(unit, where) {
  fields(unit, where, UNIT);
  for (const name of ["code", "name", "neighbour"]) string(unit[name], `${where}.${name}`);
  items(unit.locals_in, string, `${where}.locals_in`);
  whole(unit.n_eligible, where);
  uuid(unit.uuid, `${where}.uuid`);
}

function whole(number, where) {
  if (!Number.isSafeInteger(number) || number < 0) wrong("a field of the file has another form", where);
}

function requireUnits(units) {
  const codes = units.map(({ code }) => code);
  const held = units.flatMap((unit) => unit.locals_in);
  const names = units.map(({ name }) => name.trim());
  if (!codes.length || codes.some((code, at) => code !== unitCode(at + 1))) wrong("their codes are not U01, U02 and so on");
  if (names.includes("") || new Set(units.map(({ name }) => name)).size < names.length) {
    wrong("two have the same name, or one has none");
  }
  if (new Set(held).size < held.length) wrong("a local is in two of them");
  for (const { code, neighbour, n_eligible: n } of units) {
    const others = codes.length > 1 ? codes.filter((other) => other !== code) : [""];
    if (!others.includes(neighbour)) wrong(`${code} has no neighbour among the others`);
    if (n < 1) wrong(`nobody may vote in ${code}`);
  }
}

function wrong(reason, where = "units") {
  throw new Refused("units-wrong", { reason, where });
}

const unitCode = (number) => `U${String(number).padStart(2, "0")}`;

// The one unit of a poll that is not divided.
export function everybody(nEligible) {
  return [{ code: unitCode(1), name: "", n_eligible: nEligible, locals_in: [], neighbour: "" }];
}

// The head of a whole poll from those of its archives, [unit, head] in declared order.
export function pollHead(heads) {
  return heads.length === 1 ? heads[0][1] : sha256Hex(heads.map(([unit, head]) => `${unit} ${head}\n`).join(""));
}

// The groups of units whose sums may be decrypted, each as places in `units`, in order; none if all are too few.
export function mayOpen(units, counts, minimum) {
  const order = new Map(units.map(({ code }, at) => [code, at]));
  const neighbours = units.map(({ neighbour }) => order.get(neighbour) ?? -1);
  const votes = (group) => group.reduce((sum, place) => sum + counts[place], 0);
  let groups = units.map((_, place) => [place]);
  if (votes(groups.flat()) < minimum) return [];
  for (const [place, neighbour] of neighbours.entries()) {
    if (counts[place] < minimum && groups.length > 1) groups = joined(groups, place, neighbour);
  }
  while (groups.length > 1) {
    const few = groups.find((group) => votes(group) < minimum);
    if (!few) break;
    groups = joined(groups, few[0], partner(groups, few, neighbours)[0]);
  }
  return groups;
}

// The groups with those of two units made one, in the order of their first units.
function joined(groups, one, other) {
  const together = groups.filter((group) => group.includes(one) || group.includes(other));
  const apart = groups.filter((group) => !together.includes(group));
  return [...apart, together.flat().sort((a, b) => a - b)].sort((a, b) => a[0] - b[0]);
}

// The group that a small one joins.
function partner(groups, few, neighbours) {
  const home = (place) => groups.find((group) => group.includes(place));
  const leaving = few.find((place) => !few.includes(neighbours[place]));
  if (leaving !== undefined) return home(neighbours[leaving]);
  const asking = groups.find((group) => group !== few && group.some((place) => few.includes(neighbours[place])));
  return asking ?? groups[(groups.indexOf(few) + 1) % groups.length];
}
