/** A part of the room that a store has, above which people are told while there is time. Unit: percent. */
export const mostPercent = 80;

/** A work that a store cannot keep up with for long. Unit: percent. */
export const busyPercent = 90;
