import { mongo } from "../kinds/mongo/mongo.ts";
import { main } from "../lib/main.ts";
import { s3Store } from "../lib/store/s3.ts";

await main({ kinds: [mongo], stores: [s3Store] });
