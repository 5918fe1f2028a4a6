/**
 * Adapters that an embedding program may combine with its own, and what their types need.
 *
 * @packageDocumentation
 */
export type { GitDeps } from '../adapters/outbound/git/git-deps.js'
export { gitRepository } from '../adapters/outbound/git/git-repository.git.js'
export { gitIgnoreRules } from '../adapters/outbound/git/ignore-rules.git.js'
export { gitRepoHistory } from '../adapters/outbound/git/repo-history.git.js'
export { gitRepoWatch } from '../adapters/outbound/git/repo-watch.git.js'
export { gitWorktrees } from '../adapters/outbound/git/worktrees.git.js'
export { processCommandRunner } from '../adapters/outbound/process/command-runner.process.js'
export { systemClock } from '../adapters/outbound/system/clock.system.js'
export { fsFolders } from '../adapters/outbound/system/folders.fs.js'
export {
  tmuxSessionHost,
  type TmuxSessionHost,
  type TmuxSessionHostDeps,
} from '../adapters/outbound/tmux/session-host.tmux.js'
export type { TmuxSocket } from '../adapters/outbound/tmux/socket.js'
export { tmuxTerminalHost, type TmuxTerminalHostDeps } from '../adapters/outbound/tmux/terminal-host.tmux.js'
export {
  sessionCommands,
  type PaneText,
  type SessionCommands,
  type TmuxCommand,
} from '../adapters/outbound/tmux/session-commands.js'
export type { MouseEvent } from '../adapters/outbound/tmux/wheel.js'
export type {
  Args,
  BytesResult,
  CommandOptions,
  CommandResult,
  CommandRunner,
} from '../application/shared/command-runner.port.js'
export { childEnvironment, type Environment } from '../infrastructure/config/child-environment.js'
export {
  lineLog,
  type LineFields,
  type LineLog,
  type LineLogOptions,
  type LineValue,
} from '../infrastructure/log/line-log.js'
export type { Account } from '../infrastructure/process/as-account.js'
