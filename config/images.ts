import { image } from "./fields.ts";
import { type PlatformConfig, systems } from "./schema.ts";

/** Repositories of the images that the stack's systems name, such as `cap/app-cp`, each once and in order. */
export function imageRepositories(config: PlatformConfig): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const named = image.safeParse(value);
    if (named.success) found.add(named.data.repository);
    else Object.values(value).forEach(visit);
  };
  for (const system of systems) if (config.systems.includes(system)) visit(config[system]);
  return [...found].sort();
}
