import { kafka } from "../kinds/kafka/kafka.ts";
import { main } from "../lib/main.ts";
import { blobStore } from "../lib/store/blob.ts";

await main({ kinds: [kafka], stores: [blobStore] });
