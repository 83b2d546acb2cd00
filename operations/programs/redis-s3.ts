import { redis } from "../kinds/redis/redis.ts";
import { main } from "../lib/main.ts";
import { s3Store } from "../lib/store/s3.ts";

await main({ kinds: [redis], stores: [s3Store] });
