/** What npm's `pulumi` package uses to fetch the engine; the package has no types of its own. */
declare module "pulumi/lib/download.js" {
  /** Runs the official installer, which puts the engine and its language hosts into `root/bin`. */
  export function installCLI(
    version: string,
    root: string,
    options?: { fetchText?: (url: string) => Promise<string> },
  ): Promise<void>;
}
