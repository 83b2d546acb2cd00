import { type Estate, ofType, type Placed, table } from "./estate.ts";

/** So many of something in a region; undefined of what is no region's. */
interface Amount {
  readonly region: string | undefined;
  readonly count: number;
}

/** Something that is paid for by the hour or the month, and how the graph says how many there are. */
export interface Line {
  readonly what: string;
  readonly type: string;
  /** What it is of: a class of instances, a size. @default - nothing to choose */
  readonly of?: (resource: Placed, estate: Estate) => string;
  /** @default - one where the resource is */
  readonly amounts?: (resource: Placed, estate: Estate) => readonly Amount[];
}

/** As many as `count` says, where the resource is. */
export const here =
  (count: (resource: Placed, estate: Estate) => number) =>
  (resource: Placed, estate: Estate): Amount[] => [{ region: resource.region, count: count(resource, estate) }];

/** The stack's regions, and then others that a part of it is in, such as the one that Azure copies backups to. */
function placesOf({ regions, cloud }: Estate): string[] {
  const places = regions.map(({ name }) => name);
  return [...new Set([...places, ...cloud.flatMap(({ region }) => region ?? [])])];
}

/** The columns of a count for each region, for what is no region's, and in all. */
export function countColumns(estate: Estate): string[] {
  return [...placesOf(estate), "no region", "in all"];
}

/** The cells of `countColumns`; what there is none of is left empty. */
export function countCells(estate: Estate, amounts: readonly Amount[]): string[] {
  const sum = (some: readonly Amount[]) => some.reduce((total, { count }) => total + count, 0);
  const counts = [...placesOf(estate), undefined].map((place) => sum(amounts.filter(({ region }) => region === place)));
  return [...counts, sum(amounts)].map((count) => (count === 0 ? "" : String(count)));
}

/** What is paid for, with its class, and how many of it each region has. */
export function paidTable(estate: Estate, lines: readonly Line[]): string[] {
  const rows = lines.flatMap(({ what, type, of = () => "", amounts = here(() => 1) }) => {
    const classes = Map.groupBy(ofType(estate, type), (resource) => of(resource, estate));
    return [...classes]
      .map(([named, found]) => ({ named, counted: found.flatMap((resource) => amounts(resource, estate)) }))
      .filter(({ counted }) => counted.some(({ count }) => count > 0))
      .map(({ named, counted }) => [what, named, ...countCells(estate, counted)]);
  });
  return table(["what", "class", ...countColumns(estate)], rows);
}

/** Every type of the cloud and how many of it each region has. */
export function typesTable(estate: Estate): string[] {
  const types = [...Map.groupBy(estate.cloud, ({ type }) => type)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = types.map(([type, found]) => [
    `\`${type}\``,
    ...countCells(
      estate,
      found.map(({ region }) => ({ region, count: 1 })),
    ),
  ]);
  return table(["type", ...countColumns(estate)], rows);
}
