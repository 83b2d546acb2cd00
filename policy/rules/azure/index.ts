import type { AnyRule } from "../../lib/table.ts";
import aksOperation from "./aks-operation.ts";
import aks from "./aks.ts";
import deleteLock from "./az-delete-lock.ts";
import caches from "./caches.ts";
import documents from "./documents.ts";
import edge from "./edge.ts";
import keyvault from "./keyvault.ts";
import messaging from "./messaging.ts";
import postgres from "./postgres.ts";
import storageStack from "./storage-stack.ts";
import storage from "./storage.ts";
import storesStack from "./stores-stack.ts";
import vaultStack from "./vault-stack.ts";

/** Rules over resources of Azure, by subject. */
export const azureRules: readonly AnyRule[] = [
  ...storage,
  ...storageStack,
  ...keyvault,
  ...vaultStack,
  ...postgres,
  ...storesStack,
  ...messaging,
  ...aks,
  ...aksOperation,
  ...caches,
  ...documents,
  ...edge,
  deleteLock,
];
