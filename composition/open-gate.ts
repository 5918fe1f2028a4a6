import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ContainerModuleLoadOptions } from 'inversify'
import { fileApprovalHistory } from '../adapters/outbound/approvals-log/approval-history.file.js'
import { APPROVALS_LOG } from '../adapters/outbound/approvals-log/log-files.js'
import { ANSWER_KEY_FILE, openAnswerSigner } from '../adapters/outbound/claude-code/answer-signer.file.js'
import { fsHookScripts } from '../adapters/outbound/claude-code/hook-scripts.fs.js'
import { managedSettings } from '../adapters/outbound/claude-code/managed-settings.js'
import { fsProjectAgentSettings } from '../adapters/outbound/claude-code/project-agent-settings.fs.js'
import { transcriptToolResults } from '../adapters/outbound/transcripts/tool-results.transcripts.js'
import type { Unavailable } from '../application/shared/errors.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** Opens what guards the gate itself; the answer binds it. `adapters` is the folder of the compiled outbound adapters. */
export const openGate = (
  { stateFolder, transcripts }: Config,
  adapters: string,
): TE.TaskEither<Unavailable, (options: ContainerModuleLoadOptions) => void> =>
  pipe(
    openAnswerSigner(nodeDisk, join(stateFolder, ANSWER_KEY_FILE)),
    TE.map((answerSigner) => (options) => {
      provideValue(options, T.answerSigner, answerSigner)
      provideValue(options, T.approvalHistory, fileApprovalHistory(join(stateFolder, APPROVALS_LOG)))
      provideValue(options, T.hookScripts, fsHookScripts(nodeDisk, stateFolder, join(adapters, 'claude-code')))
      provideValue(options, T.node, process.execPath)
      provideValue(options, T.projectSettings, fsProjectAgentSettings(managedSettings()))
      provideValue(options, T.toolResults, transcriptToolResults(transcripts.claudeProjects))
    }),
  )
