import { cloudProvider } from "../cloud/provider.ts";
import { runPlugin } from "../lib/main.ts";
import { azure } from "./azure.ts";

await runPlugin((log) => cloudProvider(azure(), log));
