import type { HubSession } from '../app/hub/hub.js'

/** Cost of the conversation in dollars. */
export const costOf = ({ cost }: HubSession): number | null => cost?.totalUsd ?? null

/** Lines that the agent added and removed. */
export const changesOf = ({ cost }: HubSession): number | null =>
  typeof cost?.linesAdded === 'number' || typeof cost?.linesRemoved === 'number'
    ? (cost.linesAdded ?? 0) + (cost.linesRemoved ?? 0)
    : null
