/** When what AWS runs may be patched and restarted: Sunday from 02:00 to 04:00 (ECO-069). UTC. */
export const maintenanceWindow = "sun:02:00-sun:04:00";

/** When data stores are backed up each day, where nothing else is asked for: after the maintenance. UTC. */
export const backupWindow = "04:30-05:00";

/** The same of caches, which take at least an hour. UTC. */
export const snapshotWindow = "04:30-05:30";

const minutes = (clock: string) => {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
};
const clock = (time: number) =>
  [Math.floor(time / 60), time % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** When what may take longer is done: on the first Sunday of a month (ECO-070). UTC. */
const monthlyWindow = { begin: 2 * 60, end: 6 * 60 } as const;

/**
 * When to begin each of several parts of the weekly maintenance, so that all have the same share of the window; as EventBridge Scheduler has it,
 * in UTC.
 */
export function weeklyStarts(parts: number): string[] {
  const [begin = 0, end = 0] = maintenanceWindow.replaceAll("sun:", "").split("-").map(minutes);
  return startsOf(parts, { begin, end }, "SUN");
}

/** The same of the monthly maintenance. */
export const monthlyStarts = (parts: number): string[] => startsOf(parts, monthlyWindow, "SUN#1");

function startsOf(parts: number, window: { readonly begin: number; readonly end: number }, day: string): string[] {
  return Array.from({ length: parts }, (_, part) => {
    const start = window.begin + Math.floor((part * (window.end - window.begin)) / parts);
    return `cron(${start % 60} ${Math.floor(start / 60)} ? * ${day} *)`;
  });
}

/**
 * The longest part of the maintenance window that leaves the daily backups alone: AWS refuses two that overlap.
 *
 * @param backups A part of a day such as `02:00-02:30`.
 */
export function maintenanceBeside(backups: string): string {
  const [begin = 0, end = 0] = maintenanceWindow.replaceAll("sun:", "").split("-").map(minutes);
  const [from = 0, to = 0] = backups.split("-").map(minutes);
  if (to <= begin || from >= end) return maintenanceWindow;
  const [start, stop] = end - to >= from - begin ? [to, end] : [begin, from];
  return `sun:${clock(start)}-sun:${clock(stop)}`;
}
