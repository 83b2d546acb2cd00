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
      "a vault replaces none; secrets end on a day of the configuration, people hear of it thirty days before, and raise their versions",
  },
  {
    cloud: "azure",
    what: "a restore of each saved store that the cloud itself tests every month",
    because:
      "Data Protection restores nothing by itself; the systems' own backups are drilled every week, as everywhere",
  },
  {
    cloud: "azure",
    what: "a key of the stack's own for what the document store keeps",
    because: "the API of its clusters that the provider speaks takes none; Azure encrypts with a key of its own",
  },
  {
    cloud: "azure",
    what: "maintenance windows of caches, of the document store and of databases' copies",
    because:
      "Azure chooses them, one node at a time; nodes, versions of Kubernetes and the databases that take writes have the stack's",
  },
  {
    cloud: "azure",
    what: "tags of images that nobody can move",
    because: "a registry locks tags one by one, for whoever pushes them; what runs is named by its digest",
  },
];
