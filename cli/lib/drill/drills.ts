import { clusterDrill } from "./cluster/drill.ts";
import { kafkaDrill } from "./kafka/drill.ts";
import { mongoDrill } from "./mongo/drill.ts";
import type { LocalDrill } from "./place.ts";
import { postgresDrill } from "./postgres/drill.ts";
import { redisDrill } from "./redis/drill.ts";
import { stateDrill } from "./state/drill.ts";

/** Every drill that there is, by the name of its kind of store. */
export const drills: Readonly<Record<string, LocalDrill>> = {
  postgres: postgresDrill,
  redis: redisDrill,
  mongo: mongoDrill,
  kafka: kafkaDrill,
  cluster: clusterDrill,
  state: stateDrill,
};
