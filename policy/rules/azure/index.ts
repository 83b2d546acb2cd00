import type { AnyRule } from "../../lib/table.ts";
import aksOperation from "./aks-operation.ts";
import access from "./access.ts";
import aks from "./aks.ts";
import alarms from "./alarms.ts";
import deleteLock from "./az-delete-lock.ts";
import secretRead from "./az-secret-read.ts";
import backupVault from "./backup-vault.ts";
import caches from "./caches.ts";
import companionsStack from "./companions-stack.ts";
import documents from "./documents.ts";
import edge from "./edge.ts";
import keyvault from "./keyvault.ts";
import messaging from "./messaging.ts";
import network from "./network.ts";
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
  ...network,
  ...access,
  ...backupVault,
  ...companionsStack,
  ...alarms,
  deleteLock,
  secretRead,
];
