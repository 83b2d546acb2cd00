import assert from "node:assert/strict";
import {
  backupWindow,
  maintenanceBeside,
  maintenanceWindow,
  monthlyStarts,
  weeklyStarts,
} from "../../../../components/core/aws-windows.ts";

describe("the maintenance window", () => {
  it("is Sunday from two to four, which the backups are not in (ECO-069)", () => {
    assert.equal(maintenanceWindow, "sun:02:00-sun:04:00");
    assert.equal(maintenanceBeside(backupWindow), maintenanceWindow);
  });

  it("is shared by the parts of what is done by the clock, of which each begins in it", () => {
    assert.deepEqual(weeklyStarts(1), ["cron(0 2 ? * SUN *)"]);
    assert.deepEqual(weeklyStarts(3), ["cron(0 2 ? * SUN *)", "cron(40 2 ? * SUN *)", "cron(20 3 ? * SUN *)"]);
    assert.deepEqual(weeklyStarts(7).at(-1), "cron(42 3 ? * SUN *)");
  });

  it("is longer on the first Sunday of a month, from two to six (ECO-070)", () => {
    assert.deepEqual(monthlyStarts(3), ["cron(0 2 ? * SUN#1 *)", "cron(20 3 ? * SUN#1 *)", "cron(40 4 ? * SUN#1 *)"]);
    assert.deepEqual(monthlyStarts(8).at(-1), "cron(30 5 ? * SUN#1 *)");
  });

  it("is what backups that were put there leave of it", () => {
    assert.deepEqual(
      ["01:30-02:00", "02:00-02:30", "02:30-03:00", "03:15-03:45", "04:00-04:30"].map(maintenanceBeside),
      [maintenanceWindow, "sun:02:30-sun:04:00", "sun:03:00-sun:04:00", "sun:02:00-sun:03:15", maintenanceWindow],
    );
  });
});
