import { kinds } from "./kinds/index.ts";
import { main } from "./lib/main.ts";
import { blobStore } from "./lib/store/blob.ts";
import { folderStore } from "./lib/store/folder.ts";
import { s3Store } from "./lib/store/s3.ts";

// Every kind with every store; pods get bundles with what they need.
await main({ kinds, stores: [s3Store, blobStore, folderStore] });
