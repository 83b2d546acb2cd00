import { z } from "zod";
import { ownerLabel } from "../../../../../components/core/labels.ts";
import { Failure } from "../../../../../sandbox/lib/failure.ts";
import { manifestsOf } from "../../../manifests.ts";
import { render } from "../../../render.ts";

/** How a cluster of the stack archives: what the operator and its plugin are told, and turn into options of the same programs. */
export interface ArchiveSettings {
  /** Name of the cluster, under which its archive is. */
  readonly cluster: string;
  /** Name of the object that says where that is. */
  readonly store: string;
  /** `postgresql.conf` of its instances. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Unit: seconds. */
  readonly archiveTimeout: number;
  /** Processes that upload a base backup. */
  readonly jobs: number;
  /** Segments that are fetched at once for a recovery. */
  readonly parallel: number;
}

const clusterForm = z.object({
  kind: z.literal("Cluster"),
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
  spec: z.object({
    plugins: z.array(z.object({ parameters: z.object({ barmanObjectName: z.string() }) })).min(1),
    postgresql: z.object({
      parameters: z
        .record(z.string(), z.string())
        .and(z.object({ archive_timeout: z.templateLiteral([z.number().int(), "s"]) })),
      shared_preload_libraries: z.array(z.string()),
    }),
  }),
});

const storeForm = z.object({
  kind: z.literal("ObjectStore"),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    configuration: z.object({
      wal: z.object({ compression: z.literal("gzip"), maxParallel: z.int() }),
      data: z.object({ compression: z.literal("gzip"), jobs: z.int() }),
    }),
  }),
});

/**
 * Of the cluster of a system, as the stack renders it.
 *
 * @throws Failure if the stack has none that archives
 */
export async function archiveSettings(stack: string, system: string): Promise<ArchiveSettings> {
  const objects = manifestsOf(await render(stack)).map(({ object }) => object);
  const clusters = objects.flatMap((object) => clusterForm.safeParse(object).data ?? []);
  const stores = objects.flatMap((object) => storeForm.safeParse(object).data ?? []);
  for (const { metadata, spec } of clusters) {
    if (metadata.labels[ownerLabel] !== system) continue;
    const names = spec.plugins.map(({ parameters }) => parameters.barmanObjectName);
    const store = stores.find((each) => names.includes(each.metadata.name));
    if (!store) continue;
    const { parameters, shared_preload_libraries: libraries } = spec.postgresql;
    return {
      cluster: metadata.name,
      store: store.metadata.name,
      parameters: { ...parameters, shared_preload_libraries: libraries.join(",") },
      archiveTimeout: Number.parseInt(parameters.archive_timeout, 10),
      jobs: store.spec.configuration.data.jobs,
      parallel: store.spec.configuration.wal.maxParallel,
    };
  }
  throw new Failure(`${stack} has no cluster of ${system} that archives its WAL`);
}
