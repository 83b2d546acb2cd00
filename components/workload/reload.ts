/**
 * Has pods replaced, a few at a time as in a release, when a Secret that they use is another: they read it when they start. The platform's
 * Reloader does it, where secrets rotate; elsewhere it says nothing.
 */
export const followsSecrets = { "secret.reloader.stakater.com/auto": "true" } as const;

/** The same of a Rollout, whose pods are restarted: another pod template would be a new version, with all the steps of one. */
export const restartsForSecrets = { ...followsSecrets, "reloader.stakater.com/rollout-strategy": "restart" } as const;
