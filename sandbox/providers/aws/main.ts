import { cloudProvider } from "../cloud/provider.ts";
import { runPlugin } from "../lib/main.ts";
import { aws } from "./aws.ts";

await runPlugin((log) => cloudProvider(aws(), log));
