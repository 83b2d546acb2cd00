import { postgres } from "../kinds/postgres/postgres.ts";
import { main } from "../lib/main.ts";
import { blobStore } from "../lib/store/blob.ts";

await main({ kinds: [postgres], stores: [blobStore] });
