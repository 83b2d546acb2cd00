import { laterKinds, realiseKinds, type Catalogue, type Requirement } from "./catalogue.ts";
import { UsageError } from "./data.ts";
import type { Pending } from "./pending.ts";

const words = (given: string): string[] =>
  given
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** The kinds that can be named: those of requirements, and those of parts of them. */
const kinds: readonly string[] = [...new Set([...realiseKinds, ...laterKinds])];

/** What `--require` asks for. */
export interface Demand {
  /** Whether an entry must hold: one of a named kind, or one that lacks a part which comes with such a kind. */
  readonly selects: (requirement: Requirement, pending?: Pending) => boolean;
  /** Whether the parts that an entry lacks come with other kinds than the named ones. */
  readonly accepts: (pending: Pending) => boolean;
}

/** Nothing is asked for. */
export const noDemand: Demand = { selects: () => false, accepts: () => true };

/**
 * The entries that `--require` names: any of the kinds AND any of the systems; a side that is not named means all of it.
 *
 * @throws UsageError for an unknown or no word.
 */
export function parseRequire(given: string, { systems }: Catalogue): Demand {
  const chosen = words(given);
  const ids = new Set(systems.map(({ id }) => id));
  const unknown = chosen.filter((word) => word !== "all" && !kinds.includes(word) && !ids.has(word));
  if (unknown.length > 0 || chosen.length === 0) {
    const got = unknown.map((word) => JSON.stringify(word)).join(", ") || "nothing";
    throw new UsageError(
      `--require: expected all, kinds (${kinds.join(", ")}) or systems (${[...ids].join(", ")}), got ${got}`,
    );
  }
  const named = kinds.filter((kind) => chosen.includes(kind));
  const wantedKinds = new Set(named.length === 0 ? kinds : named);
  const wantedSystems = new Set(chosen.filter((word) => ids.has(word)));
  const touches = (pending: Pending) => laterKinds.some((kind) => kind in pending && wantedKinds.has(kind));
  return {
    selects: ({ realise, system }, pending = {}) =>
      (wantedKinds.has(realise) || touches(pending)) && (wantedSystems.size === 0 || wantedSystems.has(system)),
    accepts: (pending) => !touches(pending),
  };
}

/**
 * The entries that `--system` and `--id` leave in view.
 *
 * @throws UsageError for a name that is not in the catalogue.
 */
export function inView(catalogue: Catalogue, options: { system?: string; id?: string }): Requirement[] {
  const systems = words(options.system ?? "");
  const ids = words(options.id ?? "");
  const knownSystems = catalogue.systems.map(({ id }) => id);
  for (const system of systems) {
    if (!knownSystems.includes(system))
      throw new UsageError(`--system: expected one of ${knownSystems.join(", ")}, got "${system}"`);
  }
  for (const id of ids) {
    if (!catalogue.requirements.some((requirement) => requirement.id === id)) {
      throw new UsageError(`--id: no requirement "${id}" in the catalogue; ids look like CAP-001`);
    }
  }
  return catalogue.requirements.filter(
    ({ id, system }) => (systems.length === 0 || systems.includes(system)) && (ids.length === 0 || ids.includes(id)),
  );
}
