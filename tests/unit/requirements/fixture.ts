import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { requirementsCommand, type Surroundings } from "../../../cli/lib/requirements/command.ts";
import type { RenderedResource } from "../../../cli/lib/requirements/objects.ts";

/** A StatefulSet as the fixture's stack `dev` renders it. */
export const database: RenderedResource = {
  type: "kubernetes:apps/v1:StatefulSet",
  name: "shop-db",
  inputs: {
    metadata: { name: "db", namespace: "shop", labels: { "app.kubernetes.io/name": "db" } },
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ name: "redis", args: ["--appendonly", "yes"] }, { name: "exporter" }] } },
    },
  },
};

const catalogue = `id: shop
name: Shop
guide: Guide of the shop
summary: A shop.
requirements:
  - { id: SHP-001, section: One, realise: workload, text: The database runs. }
  - { id: SHP-002, section: One, realise: config, text: The key is random., defect: It was fixed. }
`;

/** A small project in a folder of its own. */
export interface Fixture {
  readonly root: string;
  /** Writes a file, relative to the root. */
  write(file: string, content: string): void;
  /** Writes the proofs of the fixture's system. */
  proofs(content: string): void;
  /** Runs the command; `err` has the reasons, without progress. */
  run(args: readonly string[], changes?: Partial<Surroundings>): Promise<{ code: number; out: string; err: string }>;
  remove(): void;
}

export function createFixture(): Fixture {
  const root = mkdtempSync(path.join(tmpdir(), "plumbline-requirements-"));
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  write(".gitignore", ".state/\n");
  write("Pulumi.dev.yaml", "config: {}\n");
  write("requirements/catalogue/shop.yaml", catalogue);
  write("requirements/catalogue/cross-cutting.yaml", "topics: [{ topic: Stores, ids: [SHP-001] }]\n");
  return {
    root,
    write,
    proofs: (content) => write("requirements/proofs/shop.yaml", content),
    async run(args, changes = {}) {
      let out = "";
      let err = "";
      const code = await requirementsCommand(args, {
        root,
        stateDir: path.join(root, ".state"),
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        report: () => undefined,
        render: () => Promise.resolve([database]),
        ...changes,
      });
      return { code, out, err };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
