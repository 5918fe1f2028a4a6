import type { PromptsFeature } from '../../../../application/prompts/prompts-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const promptRoutes = ({ managePrompts, sendPrompt }: PromptsFeature): ReadonlyArray<Binding> => [
  bind(api.listPrompts, ({ params: { name } }) => managePrompts.list(name)),
  bind(api.queuePrompt, ({ params: { name }, body: { text, id = null }, caller }) =>
    managePrompts.add(name, { text, id }, caller),
  ),
  bind(api.changePrompt, ({ params: { name, id }, body, caller }) => managePrompts.change(name, id, body, caller)),
  bind(api.removePrompt, ({ params: { name, id }, caller }) => managePrompts.remove(name, id, caller)),
  bind(api.sendPrompt, ({ params: { name, id }, caller }) => sendPrompt(name, id, caller)),
]
