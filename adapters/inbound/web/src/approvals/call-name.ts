import type { HubApproval } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'

/** Name of the tool; questions and plans have a name in the person's language. */
export const callName = ({ kind, tool }: Pick<HubApproval, 'kind' | 'tool'>): string =>
  kind === 'permission' ? tool : messages.value.callKinds[kind]
