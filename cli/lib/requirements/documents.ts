import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { DocumentProof } from "./proofs.ts";

/** Why a proof does not hold, and which of its fields says so. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** Checks that a document exists and, where a heading is named, that its section says something. */
export function documentFaults(root: string, { file, heading }: DocumentProof): Fault[] {
  const absolute = path.join(root, file);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isFile()) {
    return [{ field: "file", message: `${file} does not exist` }];
  }
  const content = readFileSync(absolute, "utf8");
  if (content.trim() === "") return [{ field: "file", message: `${file} is empty` }];
  if (heading === undefined) return [];
  const sections = markdownSections(content);
  const found = sections.findIndex((section) => section.heading === heading);
  const section = sections[found];
  if (!section) return [{ field: "heading", message: `${file} has no heading ${JSON.stringify(heading)}` }];
  const end = sections.findIndex(({ level }, index) => index > found && level <= section.level);
  const body = sections.slice(found, end === -1 ? undefined : end).map((part) => part.body.trim());
  return body.some((text) => text !== "")
    ? []
    : [{ field: "heading", message: `${file}: the section ${JSON.stringify(heading)} is empty` }];
}

interface Section {
  readonly level: number;
  readonly heading: string;
  body: string;
}

/** The sections of a Markdown text in order; a line with # inside of a fence is no heading. */
function markdownSections(content: string): Section[] {
  const sections: Section[] = [];
  let fence: string | undefined;
  for (const line of content.split("\n")) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1]?.slice(0, 3);
    if (mark !== undefined && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined;
    const [, hashes, heading] = (fence === undefined && /^(#{1,6})\s+(.+?)\s*#*$/.exec(line)) || [];
    if (hashes !== undefined && heading !== undefined) sections.push({ level: hashes.length, heading, body: "" });
    else if (sections.length > 0) (sections.at(-1) ?? { body: "" }).body += `${line}\n`;
  }
  return sections;
}
