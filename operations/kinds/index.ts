import type { Kind } from "../lib/kind.ts";
import { kafka } from "./kafka/kafka.ts";
import { mongo } from "./mongo/mongo.ts";
import { postgres } from "./postgres/postgres.ts";
import { redis } from "./redis/redis.ts";
import { secrets } from "./secrets/secrets.ts";
import { state } from "./state/state.ts";

/** Every kind that there is. */
export const kinds: readonly Kind[] = [kafka, mongo, postgres, redis, secrets, state];
