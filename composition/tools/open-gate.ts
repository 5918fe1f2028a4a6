import { claudeCode } from '../../adapters/outbound/agents/claude-code/claude-code.js'
import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fileApprovalHistory } from '../../adapters/outbound/approvals-log/approval-history.file.js'
import { APPROVALS_LOG } from '../../adapters/outbound/approvals-log/log-files.js'
import { ANSWER_KEY_FILE, openAnswerSigner } from '../../adapters/outbound/agents/claude-code/answer-signer.file.js'
import { projectFolders } from '../../adapters/outbound/agents/claude-code/folders.js'
import { fsManagedSettings } from '../../adapters/outbound/agents/claude-code/managed-settings.fs.js'
import { managedFolder, managedSettings } from '../../adapters/outbound/agents/claude-code/managed-settings.js'
import { transcriptPastCalls } from '../../adapters/outbound/agents/past-calls.js'
import { fsProjectAgentSettings } from '../../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { codexFolder } from '../../adapters/outbound/agents/codex/logs.js'
import { codex } from '../../adapters/outbound/agents/codex/codex.js'
import { codexTerminalQuestions } from '../../adapters/outbound/agents/codex/terminal-questions.codex.js'
import { transcriptToolResults } from '../../adapters/outbound/agents/claude-code/tool-results.js'
import { fsCallFiles } from '../../adapters/outbound/call-files/call-files.fs.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../application/shared/errors.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { configuredFolders, transcriptFolders, userEnvironment } from './agent-folders.js'
import type { Config } from '../config/environment.js'
import { agentSettings, hookScripts, sessionUid } from './open-hooks.js'
import type { HubTools } from './tools.js'

type GateTools = Pick<
  HubTools,
  | 'agentSettings'
  | 'sessionUid'
  | 'sessionEnvironment'
  | 'answerSigner'
  | 'approvalHistory'
  | 'hookScripts'
  | 'managedSettings'
  | 'pastCalls'
  | 'callFiles'
  | 'projectSettings'
  | 'terminalQuestions'
  | 'toolResults'
>

/** Opens the ports that guard the gate itself. `adapters` is the folder of the compiled outbound adapters. */
export const openGate = (
  config: Config,
  adapters: string,
  runner: CommandRunner,
): TE.TaskEither<Unavailable, GateTools> =>
  pipe(
    openAnswerSigner(nodeDisk, join(config.stateFolder, ANSWER_KEY_FILE)),
    TE.map((answerSigner) => ({
      agentSettings: agentSettings(config, runner),
      sessionUid: sessionUid(config),
      sessionEnvironment: userEnvironment(config),
      answerSigner,
      approvalHistory: fileApprovalHistory(join(config.stateFolder, APPROVALS_LOG)),
      hookScripts: hookScripts(config, adapters),
      managedSettings: fsManagedSettings(managedFolder()),
      pastCalls: transcriptPastCalls(
        transcriptFolders(config).map(({ transcripts, folders }) => transcripts.pastCalls(folders)),
      ),
      callFiles: fsCallFiles(),
      projectSettings: fsProjectAgentSettings(managedSettings()),
      terminalQuestions: codexTerminalQuestions(codexFolder(configuredFolders(config, codex), config.agentHome)),
      toolResults: transcriptToolResults(projectFolders(configuredFolders(config, claudeCode), config.agentHome)),
    })),
  )
