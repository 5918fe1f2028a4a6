/**
 * Fakes of all ports, with controls for tests.
 *
 * @packageDocumentation
 */
export type { AccessClaims, MemoryAccessTokens } from '../../adapters/outbound/memory/access-tokens.memory.js'
export type { MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
export type { BoardGitControls, MemoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
export type { MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
export type { DiskControls, FileControls } from '../../adapters/outbound/memory/file-disk.memory.js'
export type { MemoryFileEvents } from '../../adapters/outbound/memory/file-events.memory.js'
export type { LogEntry, MemoryLog } from '../../adapters/outbound/memory/log.memory.js'
export type { MemoryRepoControls } from '../../adapters/outbound/memory/memory-repository.js'
export type { MemoryOperatorToken } from '../../adapters/outbound/memory/operator-token.memory.js'
export type { MemoryPlanDocument } from '../../adapters/outbound/memory/plan-document.memory.js'
export type { MemoryProjectFolders } from '../../adapters/outbound/memory/project-folders.memory.js'
export type { MemoryNotifier, MemoryWebhookNotifier } from '../../adapters/outbound/memory/notifier.memory.js'
export type { MemoryPushSender } from '../../adapters/outbound/memory/push-sender.memory.js'
export type { MemoryRepoHistory } from '../../adapters/outbound/memory/repo-history.memory.js'
export type { MemoryRepoWatch } from '../../adapters/outbound/memory/repo-watch.memory.js'
export type { Death, MemorySessionControls } from '../../adapters/outbound/memory/session-controls.memory.js'
export type { MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
export type { MemoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
export type { MemoryTranscriber } from '../../adapters/outbound/memory/transcriber.memory.js'
export { fakeTools, type FakeControls, type FakeTools } from './fake-tools.js'
