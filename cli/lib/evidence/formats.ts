import { htmlPage } from "./page/page.ts";
import { junit } from "./junit.ts";
import type { Report } from "./report.ts";
import { sarif } from "./sarif.ts";

/** The formats of a report, by the name that `--format` takes. */
export const formats = {
  html: { endings: [".html", ".htm"], write: htmlPage },
  json: { endings: [".json"], write: (report: Report) => `${JSON.stringify(report, undefined, 2)}\n` },
  sarif: {
    endings: [".sarif", ".sarif.json"],
    write: (report: Report) => `${JSON.stringify(sarif(report), undefined, 2)}\n`,
  },
  junit: { endings: [".xml"], write: junit },
} as const satisfies Record<string, { endings: readonly string[]; write: (report: Report) => string }>;
export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as Format[];

/** The format that a file's name asks for, the longest ending first. */
export function formatOf(file: string): Format | undefined {
  const fitting = formatNames.flatMap((name) =>
    formats[name].endings.filter((ending) => file.endsWith(ending)).map((ending) => ({ name, length: ending.length })),
  );
  return fitting.sort((a, b) => b.length - a.length)[0]?.name;
}
