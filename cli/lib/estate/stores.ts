import { at, type Estate, listAt, type Placed, table, textAt } from "./estate.ts";

/** A store of a system in one region. */
interface Held {
  readonly system: string;
  readonly store: string;
  readonly region: string | undefined;
  /** What is there, in a cell of the table. */
  readonly says: string;
}

/** What a resource says of its store; undefined where another resource speaks for it. */
export type Read = (resource: Placed, estate: Estate) => string | undefined;

/** How each type of a store is read. */
export type Reads = Readonly<Record<string, Read>>;

/** Resources of a type that are of the same store in the same region: they are one. */
export const sameStore = ({ type, region, inputs }: Placed, { cloud }: Estate): Placed[] =>
  cloud.filter(
    (one) =>
      one.type === type &&
      one.region === region &&
      ["system", "component"].every((tag) => at(one.inputs, "tags", tag) === at(inputs, "tags", tag)),
  );

function volume({ name, region, inputs }: Placed, estate: Estate): Held[] {
  const [claim] = listAt(inputs, "spec", "volumeClaimTemplates");
  const system = at(inputs, "metadata", "labels", "app.kubernetes.io/part-of");
  if (claim === undefined || typeof system !== "string") return [];
  const size = textAt(claim, "spec", "resources", "requests", "storage");
  return [{ system, store: plain(name, estate, system), region, says: `its own: a volume of ${size}` }];
}

/** The name without its region and its system. */
function plain(name: string, { regions }: Estate, system: string): string {
  const region = regions.find((one) => name.startsWith(`${system}-${one.name}-`))?.name;
  return name.slice(`${system}-${region === undefined ? "" : `${region}-`}`.length);
}

/** Every store of every system, and what each region has of it. */
export function storesTable(estate: Estate, reads: Reads): string[] {
  const managed = estate.cloud.flatMap((resource): Held[] => {
    const says = reads[resource.type]?.(resource, estate);
    if (says === undefined) return [];
    const [system, store] = [textAt(resource.inputs, "tags", "system"), textAt(resource.inputs, "tags", "component")];
    return [{ system, store, region: resource.region, says }];
  });
  const own = estate.objects.filter(({ type }) => type === "kubernetes:apps/v1:StatefulSet");
  const held = [...managed, ...own.flatMap((resource) => volume(resource, estate))];
  const rows = [...Map.groupBy(held, ({ system, store }) => `${system} | ${store}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return table(
    ["system", "store", ...estate.regions.map(({ name, role }) => `${name} (${role})`)],
    rows.map(([key, found]) => [
      key,
      ...estate.regions.map(({ name }) => found.find(({ region }) => region === name)?.says ?? ""),
    ]),
  );
}
