/**
 * Fetches the official engine into the folder given as argument, with the code of npm's `pulumi` package. A process of
 * its own, because the installer that it runs can only be bounded from outside.
 */
import { installCLI } from "pulumi/lib/download.js";
import versions from "../versions.json" with { type: "json" };

/** Where nothing answers within this time, nothing of 100 MB will come either. */
const answerWithinMilliseconds = 5_000;

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerWithinMilliseconds) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

const root = process.argv[2];
if (root === undefined) throw new Error("usage: download-engine.ts FOLDER");
await installCLI(versions.pulumi, root, { fetchText });
