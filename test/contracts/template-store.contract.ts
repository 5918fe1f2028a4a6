import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import { describeStateStore } from './state-store.contract.js'

/** Suite of every store of prompt templates. */
export const describeTemplateStore = describeStateStore<PromptTemplates>('PromptTemplateStore', {
  fresh: [],
  adding: (templates, id) => [...templates, { id, title: id, text: 'Run the tests' }],
  ids: (templates) => templates.map(({ id }) => id),
  full: [
    { id: 'one', title: 'Größe', text: 'größe\n\t"x" \\ \u2028 {{branch}}' },
    { id: 'two', title: '</script>', text: '{"title":"x"}' },
  ],
})
