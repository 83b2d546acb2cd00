import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { Failure } from "./failure.ts";
import { goModuleSource } from "./go.ts";

/** Folders of kwok's own release that say how its nodes, pods and volumes behave. */
const folders = [
  "kustomize/stage/node/fast",
  "kustomize/stage/node/heartbeat-with-lease",
  "kustomize/stage/pod/fast",
  "kustomize/stage/volume/fast",
  "kustomize/stage/volume/rbac",
  "kustomize/rbac",
];

/** Stages are kwok's configuration; these go to the API server: its rights, and the default StorageClass. */
const objectKinds = ["ClusterRole", "StorageClass"];

const document = z.looseObject({ kind: z.string() });

/** How kwok tells its own volumes, and claims of them, from others. */
const ofOneClass = "self.spec.storageClassName == 'kwok-volume'";

/**
 * How they are told apart here: by what the controllers write onto a claim when its volume is to be made, be it at once or when a pod that
 * wants it has a node. Whichever driver a class names, it would run on nodes, and there are none.
 */
const ofAnyClass =
  "has(self.metadata.annotations) && ['volume.kubernetes.io/storage-provisioner', 'pv.kubernetes.io/provisioned-by']" +
  ".exists(key, key in self.metadata.annotations)";

/** Copies kwok's stages out of Go's module cache, which people empty, into one file, and its objects into another. */
export async function writeStages(stagesFile: string, objectsFile: string): Promise<void> {
  const source = await goModuleSource("sigs.k8s.io/kwok");
  const documents = folders
    .flatMap((folder) => yamlFiles(join(source, folder)))
    .flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")))
    .filter((parsed) => parsed.contents !== null)
    .map((parsed) => ({
      text: String(parsed).replaceAll(ofOneClass, ofAnyClass),
      kind: document.parse(parsed.toJS()).kind,
    }));
  if (!documents.some(({ text }) => text.includes(ofAnyClass))) {
    throw new Failure(`kwok no longer tells its volumes by ${ofOneClass}: see sandbox/lib/stages.ts`);
  }
  writeAtOnce(
    objectsFile,
    documents.filter(({ kind }) => objectKinds.includes(kind)),
  );
  writeAtOnce(
    stagesFile,
    documents.filter(({ kind }) => kind === "Stage"),
  );
}

function writeAtOnce(file: string, documents: readonly { text: string }[]): void {
  writeFileSync(`${file}.unfinished`, documents.map(({ text }) => `---\n${text.replace(/^---\n/, "")}`).join(""));
  renameSync(`${file}.unfinished`, file);
}

function yamlFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml");
  return names.sort().map((name) => join(folder, name));
}
