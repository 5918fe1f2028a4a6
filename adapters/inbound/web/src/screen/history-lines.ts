/** Lines of a history that a viewer reads: as many as the hub keeps of a session. */
export const HISTORY_LINES = 10_000
