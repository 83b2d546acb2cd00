import type { Job } from "./job.ts";
import type { KeyRing } from "./keys.ts";
import type { Kind, Run } from "./kind.ts";
import type { Store } from "./store/store.ts";

/** Everything that a run works with. */
export interface Context {
  readonly job: Job;
  readonly kind: Kind;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly run: Run;
}
