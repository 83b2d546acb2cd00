import { kafka } from "../kinds/kafka/kafka.ts";
import { main } from "../lib/main.ts";
import { s3Store } from "../lib/store/s3.ts";

await main({ kinds: [kafka], stores: [s3Store] });
