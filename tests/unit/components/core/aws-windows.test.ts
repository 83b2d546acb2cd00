import assert from "node:assert/strict";
import { backupWindow, maintenanceBeside, maintenanceWindow } from "../../../../components/core/aws-windows.ts";

describe("the maintenance window", () => {
  it("is Sunday from two to four, which the backups are not in (ECO-069)", () => {
    assert.equal(maintenanceWindow, "sun:02:00-sun:04:00");
    assert.equal(maintenanceBeside(backupWindow), maintenanceWindow);
  });

  it("is what backups that were put there leave of it", () => {
    assert.deepEqual(
      ["01:30-02:00", "02:00-02:30", "02:30-03:00", "03:15-03:45", "04:00-04:30"].map(maintenanceBeside),
      [maintenanceWindow, "sun:02:30-sun:04:00", "sun:03:00-sun:04:00", "sun:02:00-sun:03:15", maintenanceWindow],
    );
  });
});
