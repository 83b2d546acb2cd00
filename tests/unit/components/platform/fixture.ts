import { Platform, type PlatformArgs } from "../../../../components/platform/platform.ts";
import { type Objects, renderObjects } from "../objects.ts";

const args: PlatformArgs = { cloud: "aws", stage: "prod", zoneSpread: "required", acmeEmail: "ops@example.org" };

/** The objects of a platform in prod, with some arguments changed. */
export const rendered = (changes: Partial<PlatformArgs> = {}): Promise<Objects> =>
  renderObjects(() => new Platform("platform", { ...args, ...changes }));

/** The values of a chart at a path of names and slashes. */
export function value(objects: Objects, chart: string, path: string): unknown {
  return path
    .split("/")
    .reduce<unknown>(
      (found, part) =>
        typeof found === "object" && found !== null ? new Map(Object.entries(found)).get(part) : undefined,
      objects.body(`Release/platform-${chart}`).values,
    );
}
