/** When data stores may be patched: away from the daily backups, and from the working hours of every region. UTC. */
export const maintenanceWindow = "sun:06:00-sun:07:00";

/** When data stores are backed up each day, where nothing else is asked for. UTC. */
export const backupWindow = "02:00-02:30";
