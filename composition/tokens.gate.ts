import type { AnswerSigner } from '../application/approvals/answer-signer.port.js'
import type { ApprovalHistory } from '../application/approvals/approval-history.port.js'
import type { ToolResults } from '../application/approvals/tool-results.port.js'
import type { HookScripts } from '../application/hooks/agent-settings.port.js'
import type { ManagedSettings } from '../application/hooks/managed-settings.port.js'
import type { ProjectAgentSettings } from '../application/hooks/project-agent-settings.port.js'
import type { HooksFeature } from '../application/hooks/hooks-feature.js'
import { token } from './token.js'

/** Tokens of what guards the gate itself: signed answers, and the comparison of what ran with what was allowed. */
export const GATE_TOKENS = {
  answerSigner: token<AnswerSigner>('answerSigner'),
  approvalHistory: token<ApprovalHistory>('approvalHistory'),
  hooks: token<HooksFeature>('hooks'),
  hookScripts: token<HookScripts>('hookScripts'),
  managedSettings: token<ManagedSettings>('managedSettings'),
  /** Absolute path of the Node that runs the scripts of hooks. */
  node: token<string>('node'),
  projectSettings: token<ProjectAgentSettings>('projectSettings'),
  toolResults: token<ToolResults>('toolResults'),
}
