import { without } from "../../../../operations/cluster/api.ts";
import type { Target } from "../targets/target.ts";
import { type ClusterObjects, type DrillObject, isRecord } from "./objects.ts";

/** Velero's own objects: the stack's, but for where the store is, which speaks S3, and who asks it. */
export function veleroObjects({ schedules, location }: ClusterObjects, { store, env }: Target): DrillObject[] {
  const { bucket, region, endpoint } = store;
  const spec = specOf(location);
  const place = isRecord(spec["objectStorage"]) ? without(spec["objectStorage"], "caCertRef") : {};
  const namespace = "velero";
  const metadata = { name: "drill-credentials", namespace };
  const credentials = [
    "[default]",
    `aws_access_key_id = ${env["AWS_ACCESS_KEY_ID"] ?? ""}`,
    `aws_secret_access_key = ${env["AWS_SECRET_ACCESS_KEY"] ?? ""}`,
  ].join("\n");
  return [
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { cloud: `${credentials}\n` } },
    {
      ...location,
      spec: {
        ...spec,
        objectStorage: { ...place, bucket },
        config: { region, s3Url: endpoint, s3ForcePathStyle: "true" },
        credential: { name: metadata.name, key: "cloud" },
      },
    },
    deployment(namespace),
    // What is due is decided by the drill.
    ...schedules.map((each) => ({ ...each, spec: { ...specOf(each), paused: true } })),
  ];
}

/** The chart's Deployment, which Velero's server reads when it restores; here it has no pods, as the server runs outside. */
function deployment(namespace: string): DrillObject {
  const labels = { "app.kubernetes.io/name": "velero" };
  const securityContext = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  };
  const containers = [{ name: "velero", image: "velero/velero", securityContext }];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "velero", namespace },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

function specOf(object: DrillObject): Readonly<Record<string, unknown>> {
  return isRecord(object["spec"]) ? object["spec"] : {};
}
