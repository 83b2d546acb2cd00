/** A copy that lags this far behind is a fifth of the strictest promise away, which are five minutes. Unit: seconds. */
export const mostLagSeconds = 60;
