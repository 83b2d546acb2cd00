import { realiseKinds, type Catalogue, type Requirement } from "./catalogue.ts";
import { UsageError } from "./data.ts";

const words = (given: string): string[] =>
  given
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

/**
 * The entries that `--require` names: any of the kinds AND any of the systems; a side that is not named means all of it.
 *
 * @throws UsageError for an unknown or no word.
 */
export function parseRequire(given: string, { systems }: Catalogue): (requirement: Requirement) => boolean {
  const chosen = words(given);
  const kinds: ReadonlySet<string> = new Set(realiseKinds);
  const ids = new Set(systems.map(({ id }) => id));
  const unknown = chosen.filter((word) => word !== "all" && !kinds.has(word) && !ids.has(word));
  if (unknown.length > 0 || chosen.length === 0) {
    const got = unknown.map((word) => JSON.stringify(word)).join(", ") || "nothing";
    throw new UsageError(
      `--require: expected all, kinds (${realiseKinds.join(", ")}) or systems (${[...ids].join(", ")}), got ${got}`,
    );
  }
  const wantedKinds = new Set(chosen.filter((word) => kinds.has(word)));
  const wantedSystems = new Set(chosen.filter((word) => ids.has(word)));
  return ({ realise, system }) =>
    (wantedKinds.size === 0 || wantedKinds.has(realise)) && (wantedSystems.size === 0 || wantedSystems.has(system));
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
