import { type Tags, tagsFor } from "../core/tags.ts";

/** Tags of a part of the network; the console shows `Name`. */
export function networkTags(name: string, extra: Tags = {}): Tags {
  return tagsFor({ system: "platform", component: "network" }, undefined, { Name: name, ...extra });
}
