import type {
  AgentNotReady,
  InvalidPrompt,
  PromptNotChangeable,
  PromptNotFound,
  PromptOnItsWay,
  PromptQueueFull,
} from '../../../../domain/prompts/errors.js'
import { MAX_PROMPT_LENGTH } from '../../../../domain/prompts/prompt.js'
import { MAX_OPEN_PROMPTS } from '../../../../domain/prompts/prompt-queues.js'
import type { ErrorRows } from '../routing/error-row.js'

export type PromptError =
  AgentNotReady | InvalidPrompt | PromptNotChangeable | PromptNotFound | PromptOnItsWay | PromptQueueFull

const INVALID = {
  empty: 'The prompt is empty',
  'too-long': `The prompt has more than ${String(MAX_PROMPT_LENGTH)} characters`,
} as const

const FULL = {
  count: `The session has ${String(MAX_OPEN_PROMPTS)} prompts that are not sent: remove one first`,
  length: 'The queued prompts of all sessions are too long: remove one first',
} as const

const NOT_READY = {
  ended: 'The session does not run',
  asking: 'The agent waits for an answer, and Enter could give it',
  unseen: 'The agent does not show its prompt',
  draft: 'The prompt of the agent has text already: send or remove it there first',
} as const

const NOT_CHANGEABLE = {
  sending: 'The prompt is on its way',
  sent: 'The prompt was sent',
  failed: 'The prompt was not sent',
  unknown: 'The prompt may have been sent',
} as const

export const PROMPT_ROWS = {
  AgentNotReady: { status: 409, text: ({ reason }) => NOT_READY[reason], more: ({ reason }) => ({ reason }) },
  InvalidPrompt: { status: 400, text: ({ reason }) => INVALID[reason], more: ({ reason }) => ({ reason }) },
  PromptNotChangeable: {
    status: 409,
    text: ({ state }) => NOT_CHANGEABLE[state],
    more: ({ state }) => ({ reason: state }),
  },
  PromptNotFound: { status: 404, text: 'Prompt not found' },
  PromptOnItsWay: { status: 409, text: 'Another prompt of the session is on its way' },
  PromptQueueFull: { status: 409, text: ({ bound }) => FULL[bound], more: ({ bound }) => ({ reason: bound }) },
} satisfies ErrorRows<PromptError>
