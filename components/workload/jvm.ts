import { InvalidInput } from "../core/errors.ts";
import { mebibytes } from "../core/quantities.ts";

/** Largest share of a container's memory that the heap may take; the rest is metaspace, stacks, code and buffers. */
export const heapShare = 0.75;

export interface JvmArgs {
  /** Smallest heap. Unit: MiB. */
  readonly minHeapMi: number;
  /** Largest heap. Unit: MiB. */
  readonly maxHeapMi: number;
  /** Goal for the collector's pauses. Unit: milliseconds. */
  readonly maxPauseMs: number;
  /** Further options, each as the JVM takes it. @default [] */
  readonly options?: readonly string[];
}

/**
 * Options of a JVM in a container, for `JAVA_TOOL_OPTIONS`: the JVM reads that itself, `JAVA_OPTS` only some start scripts do
 * (FTE-058, ONB-070). Options that are defaults since JDK 17 are left out.
 *
 * @param where Who is named when the heap does not fit.
 * @param memoryLimit The container's limit, as a Kubernetes quantity.
 * @throws InvalidInput when the heap leaves too little of the limit for the rest of the process.
 */
export function jvmOptions(where: string, memoryLimit: string, args: JvmArgs): string {
  const most = Math.floor(mebibytes(memoryLimit) * heapShare);
  if (args.maxHeapMi > most) {
    throw new InvalidInput(
      where,
      "jvm.maxHeapMi",
      `at most ${most}, which is 75 % of the limit ${memoryLimit}`,
      args.maxHeapMi,
    );
  }
  if (args.minHeapMi > args.maxHeapMi) {
    throw new InvalidInput(where, "jvm.minHeapMi", `at most maxHeapMi (${args.maxHeapMi})`, args.minHeapMi);
  }
  return [
    `-Xms${args.minHeapMi}m`,
    `-Xmx${args.maxHeapMi}m`,
    "-XX:+UseG1GC",
    `-XX:MaxGCPauseMillis=${args.maxPauseMs}`,
    // A process that is out of memory is restarted, rather than kept half alive.
    "-XX:+ExitOnOutOfMemoryError",
    ...(args.options ?? []),
  ].join(" ");
}
