import type { Cloud } from "../../../components/core/cloud.ts";

/** Something that a cloud goes without although others have it. */
export interface Gap {
  readonly cloud: Cloud;
  readonly what: string;
  readonly because: string;
}

/** What no call refuses, since no argument asks for it. */
export const gaps: readonly Gap[] = [
  {
    cloud: "azure",
    what: "secrets that replace themselves every so many days",
    because:
      "a vault tells somebody that a secret is due, and replaces none; raise its version in the configuration instead",
  },
  {
    cloud: "azure",
    what: "logs of pods in the archive, beyond what can be searched",
    because:
      "the Fluent Bit output for Blob storage signs in with keys of the account alone, which there are none of; the cluster's own log store keeps them",
  },
  {
    cloud: "azure",
    what: "a restore of each saved store that the cloud itself tests every month",
    because:
      "Data Protection restores nothing by itself; the systems' own backups are drilled every week, as everywhere",
  },
  {
    cloud: "azure",
    what: "a number of nodes that is counted from the quotas of the systems",
    because: "the pools have the sizes of the stage, and AKS scales between them",
  },
];
