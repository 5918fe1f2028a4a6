import { claudeCode } from '../adapters/outbound/agents/claude-code/claude-code.js'
import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fileApprovalHistory } from '../adapters/outbound/approvals-log/approval-history.file.js'
import { APPROVALS_LOG } from '../adapters/outbound/approvals-log/log-files.js'
import { ANSWER_KEY_FILE, openAnswerSigner } from '../adapters/outbound/agents/claude-code/answer-signer.file.js'
import { projectFolders } from '../adapters/outbound/agents/claude-code/folders.js'
import { fsHookScripts } from '../adapters/outbound/agents/claude-code/hook-scripts.fs.js'
import { fsManagedSettings } from '../adapters/outbound/agents/claude-code/managed-settings.fs.js'
import { managedFolder, managedSettings } from '../adapters/outbound/agents/claude-code/managed-settings.js'
import { transcriptPastCalls } from '../adapters/outbound/agents/claude-code/past-calls.js'
import { fsProjectAgentSettings } from '../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { transcriptToolResults } from '../adapters/outbound/agents/claude-code/tool-results.js'
import type { HookScripts } from '../application/hooks/agent-settings.port.js'
import type { Unavailable } from '../application/shared/errors.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'
import { scriptsParent } from './session-places.js'
import type { HubTools } from './tools.js'

/** Scripts of hooks; `adapters` as for `openGate`. */
export const hookScripts = (config: Config, adapters: string): HookScripts =>
  fsHookScripts({
    disk: nodeDisk,
    parent: scriptsParent(config),
    builtIn: join(adapters, 'agents', claudeCode.id),
    isShared: config.sessionUser !== null,
  })

type GateTools = Pick<
  HubTools,
  | 'answerSigner'
  | 'approvalHistory'
  | 'hookScripts'
  | 'managedSettings'
  | 'pastCalls'
  | 'projectSettings'
  | 'toolResults'
>

/** Opens the ports that guard the gate itself. `adapters` is the folder of the compiled outbound adapters. */
export const openGate = (config: Config, adapters: string): TE.TaskEither<Unavailable, GateTools> =>
  pipe(
    openAnswerSigner(nodeDisk, join(config.stateFolder, ANSWER_KEY_FILE)),
    TE.map((answerSigner) => ({
      answerSigner,
      approvalHistory: fileApprovalHistory(join(config.stateFolder, APPROVALS_LOG)),
      hookScripts: hookScripts(config, adapters),
      managedSettings: fsManagedSettings(managedFolder()),
      pastCalls: transcriptPastCalls(projectFolders(config.claudeFolders, config.agentHome)),
      projectSettings: fsProjectAgentSettings(managedSettings()),
      toolResults: transcriptToolResults(projectFolders(config.claudeFolders, config.agentHome)),
    })),
  )
