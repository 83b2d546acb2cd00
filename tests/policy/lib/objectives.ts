import type { StackSubject } from "./stack-analyzer.ts";

// What the cases of x-objectives-met share.

export const partOf = "app.kubernetes.io/part-of";
export const tags = (component: string) => ({ system: "firefly", component });

/** A system with its objectives. */
export const system: readonly StackSubject[] = [
  {
    name: "namespace",
    type: "kubernetes:core/v1:Namespace",
    props: {
      metadata: {
        labels: { [partOf]: "firefly" },
        annotations: { "plumbline.dev/rto-seconds": "900", "plumbline.dev/rpo-seconds": "300" },
      },
    },
  },
  { name: "firefly", type: "plumbline:systems:Firefly", props: {} },
];

export const config = {
  copies: true,
  alertedSeconds: 300,
  promotionSeconds: 120,
  warmUpSeconds: 120,
  replacementSeconds: 600,
  lagSeconds: 60,
  uploadSeconds: 60,
  blobCopySeconds: 30,
};

export const rpo = (store: string, from: string, found: string): string =>
  `${store}: RPO after ${from}: expected 300 s or less, found ${found}`;
export const rto = (store: string, from: string, least: number, found: string): string =>
  `${store}: RTO after ${from}: expected ${least} s or less, found ${found}`;
export const region = "the loss of the region";
export const noCopy = "there is no copy in another region";
export const promised = (seconds: string) => ({
  props: { "/metadata/annotations/plumbline.dev~1rto-seconds": seconds },
});
