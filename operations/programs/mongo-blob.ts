import { mongo } from "../kinds/mongo/mongo.ts";
import { main } from "../lib/main.ts";
import { blobStore } from "../lib/store/blob.ts";

await main({ kinds: [mongo], stores: [blobStore] });
