import { redis } from "../kinds/redis/redis.ts";
import { main } from "../lib/main.ts";
import { blobStore } from "../lib/store/blob.ts";

await main({ kinds: [redis], stores: [blobStore] });
