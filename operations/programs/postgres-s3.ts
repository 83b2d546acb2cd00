import { postgres } from "../kinds/postgres/postgres.ts";
import { main } from "../lib/main.ts";
import { s3Store } from "../lib/store/s3.ts";

await main({ kinds: [postgres], stores: [s3Store] });
